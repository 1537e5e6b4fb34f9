import assert from "node:assert/strict";
import { factsOf } from "../../../src/core/trace/entries/factsOf";
import { addDefinitions } from "../../../src/core/trace/statistics/addDefinitions";
import { Statistics } from "../../../src/core/trace/statistics/statistics";
import { whatOf } from "../../../src/core/trace/statistics/whatOf";
import { recorded, type Recorded } from "../export/recorded";

const CALLS = `> {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add"}}
  @ 10
  < {"jsonrpc":"2.0","id":1,"result":{"content":[]}}
  > {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"add"}}
  @ 30
  < {"jsonrpc":"2.0","id":2,"result":{"content":[],"isError":true}}
  > {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"slow"}}
  ! working
  < ready to serve`;

const LISTS = `> {"jsonrpc":"2.0","id":1,"method":"tools/list"}
  < {"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"old","inputSchema":{}}]}}
  > {"jsonrpc":"2.0","id":2,"method":"tools/list"}
  < {"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"add","inputSchema":{}}],"nextCursor":"x"}}
  > {"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"x"}}
  < {"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"subtract","inputSchema":{}}]}}`;

describe("statistics of a trace", () => {
  it("count what crossed the wire", () => {
    const [server] = statisticsOf(recorded(CALLS)).report().servers;
    const lines = server?.lines.filter(({ kind }) => kind !== "state").map((line) => [whatOf(line), line.count, line.errors, line.pending, line.p50, line.max]);
    assert.deepEqual(lines, [
      ["tools/call add", 2, 1, 0, 10, 30],
      ["tools/call slow", 1, 0, 1, undefined, undefined],
      ["stderr", 1, 0, 0, undefined, undefined],
      ["junk", 1, 1, 0, undefined, undefined],
    ]);
  });

  it("measure the newest list of tools with all its pages", async () => {
    const session = recorded(LISTS);
    const statistics = statisticsOf(session);
    await addDefinitions(statistics, session.trace, session.exchanges);
    const definitions = statistics.report().servers[0]?.definitions;
    assert.deepEqual(definitions?.tools.map(({ name, bytes }) => [name, bytes]), [["subtract", 36], ["add", 31]]);
    assert.equal(definitions.complete, true);
    assert.equal(definitions.wireBytes, LISTS.split("\n").filter((line) => /"id":[23],"result"/.test(line)).reduce((sum, line) => sum + line.trim().length - 2, 0));
  });

  it("leave the definitions out where no list crossed the wire", async () => {
    const session = recorded(CALLS);
    const statistics = statisticsOf(session);
    await addDefinitions(statistics, session.trace, session.exchanges);
    assert.equal(statistics.report().servers[0]?.definitions, undefined);
  });
});

function statisticsOf({ trace, exchanges }: Recorded): Statistics {
  const statistics = new Statistics();
  for (const facts of factsOf(trace, exchanges)) statistics.add(facts);
  return statistics;
}
