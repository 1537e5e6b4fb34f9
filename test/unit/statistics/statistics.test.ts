import assert from "node:assert/strict";
import { isJsonObject } from "../../../src/core/base/json";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { printStatistics } from "../../../src/core/trace/statistics/printStatistics";
import { Statistics } from "../../../src/core/trace/statistics/statistics";
import { statisticsCsv } from "../../../src/core/trace/statistics/statisticsCsv";
import { statisticsJson } from "../../../src/core/trace/statistics/statisticsJson";

const PRINTED = String.raw`server       what                                          count  errors  pending      p50      p95      max   bytes
one          all                                               2       1        0  12.3 ms    1.2 s    1.2 s  2.0 MB
one          tools/call echo                                   1       0        0  12.3 ms  12.3 ms  12.3 ms   120 B
one          tools/call e\u{202e}vil\x0a                       1       1        0    1.2 s    1.2 s    1.2 s  2.0 MB
other        all                                               2       0        1                              200 B
other        sampling/createMessage (asked by the server)      1       0        1                              100 B
other        stderr                                            1       0        0                              100 B
all servers  all                                               4       1        1  12.3 ms    1.2 s    1.2 s  2.0 MB

server  definitions of tools                  bytes  tokens
one     all (pages of the list are missing)  1.2 kB    ~275
one     echo                                 1.2 kB    ~275
`;

describe("statistics", () => {
  it("count per server, method and tool, most frequent first", () => {
    const report = statisticsOf([call({ subject: "echo" }), call({ subject: "add" }), call({ subject: "add" }), call({ server: "other", subject: "add" })]).report();
    assert.deepEqual(report.servers.map(({ server, count }) => [server, count]), [["one", 3], ["other", 1]]);
    assert.deepEqual(report.servers[0]?.lines.map(({ method, subject, count }) => [method, subject, count]), [["tools/call", "add", 2], ["tools/call", "echo", 1]]);
    assert.equal(report.total.count, 4);
  });

  it("tell what asks in both directions apart", () => {
    const report = statisticsOf([call({ method: "ping", subject: undefined }), call({ method: "ping", subject: undefined, from: "server" })]).report();
    assert.deepEqual(report.servers[0]?.lines.map(({ from, count }) => [from, count]), [["client", 1], ["server", 1]]);
  });

  it("tell errors, given up and pending requests apart, and take durations only of what was answered", () => {
    const statuses = ["ok", "error", "tool-error", "malformed", "closed", "cancelled", "late", "pending"] as const;
    const { total } = statisticsOf(statuses.map((status, index) => call({ status, duration: 10 ** index }))).report();
    assert.equal(total.errors, 4);
    assert.equal(total.cancelled, 2);
    assert.equal(total.pending, 1);
    assert.equal(total.answered, 4);
    assert.equal(total.max, 1000);
    assert.equal(total.p50, 10);
    assert.equal(total.waited, 1111);
  });

  it("count junk and answers to nothing as errors, and what servers print not", () => {
    const { total } = statisticsOf([row("junk"), row("answer"), row("stderr"), row("notification"), row("state"), row("batch")]).report();
    assert.equal(total.errors, 2);
    assert.equal(total.p50, undefined);
  });

  it("give percentiles of a server over all its methods", () => {
    const entries = Array.from({ length: 100 }, (_, index) => call({ subject: `tool${index % 7}`, duration: index + 1 }));
    const report = statisticsOf(entries).report();
    assert.deepEqual([report.servers[0]?.p50, report.servers[0]?.p95, report.servers[0]?.max], [50, 95, 100]);
    assert.deepEqual([report.total.p50, report.total.p95, report.total.max], [50, 95, 100]);
  });

  it("can be reported again after more has come", () => {
    const statistics = statisticsOf([call({})]);
    statistics.report();
    statistics.add(call({}));
    assert.equal(statistics.report().total.count, 2);
    assert.equal(statistics.report().servers[0]?.count, 2);
  });

  it("know the lists of tools of each server in order of time", () => {
    const list = { method: "tools/list", subject: undefined };
    const statistics = statisticsOf([call({ ...list, seq: 9 }), call({ ...list, seq: 4 }), call({ ...list, seq: 5, status: "pending" }), call({ ...list, seq: 6, server: "other" }), call({ seq: 7 })]);
    assert.deepEqual([...statistics.toolLists], [["one", [4, 9]], ["other", [6]]]);
  });
});

describe("printed statistics", () => {
  it("are a table with escaped names", () => {
    const statistics = statisticsOf([
      call({ subject: "echo", duration: 12.34, size: 120 }),
      call({ subject: "e\u202evil\n", duration: 1234, size: 2_000_000, status: "error" }),
      call({ server: "other", method: "sampling/createMessage", subject: undefined, from: "server", status: "pending" }),
      { ...row("stderr"), server: "other" },
    ]);
    statistics.setDefinitions("one", { tools: [{ name: "echo", bytes: 1234, tokens: 275 }], bytes: 1234, tokens: 275, wireBytes: 1300, complete: false });
    assert.equal(printStatistics(statistics.report()), PRINTED);
  });

  it("say when there is nothing", () => {
    assert.equal(printStatistics(new Statistics().report()), "No traffic.\n");
  });
});

describe("statistics for other programs", () => {
  it("are CSV that quotes what must be quoted", () => {
    const csv = statisticsCsv(statisticsOf([call({ subject: 'a "b", c', duration: 1.23456 })]).report());
    assert.equal(csv.split("\r\n")[1], 'one,client,request,tools/call,"a ""b"", c",1,0,0,0,1,1.235,1.235,1.235,1.235,100');
  });

  it("do not let a server's name be carried out as a formula", () => {
    const csv = statisticsCsv(statisticsOf([call({ subject: '=HYPERLINK("http://x")' })]).report());
    assert.ok(csv.includes(`,"'=HYPERLINK(""http://x"")",`), csv);
  });

  it("are JSON with its units", () => {
    const value: unknown = JSON.parse(statisticsJson(statisticsOf([call({ duration: 5 }), row("stderr")]).report()));
    assert.ok(isJsonObject(value) && isJsonObject(value["total"]));
    assert.deepEqual(value["unit"], { duration: "ms", size: "B" });
    assert.equal(value["total"]["p50"], 5);
  });
});

function statisticsOf(entries: readonly Facts[]): Statistics {
  const statistics = new Statistics();
  for (const entry of entries) statistics.add(entry);
  return statistics;
}

function call(facts: Partial<Facts>): Facts {
  return { seq: 0, kind: "request", server: "one", from: "client", method: "tools/call", subject: "echo", id: 1, status: "ok", time: 0, duration: 1, size: 100, marked: false, contains: () => false, ...facts };
}

function row(kind: Facts["kind"]): Facts {
  return { ...call({}), kind, from: "server", method: undefined, subject: undefined, id: undefined, status: undefined, duration: undefined };
}
