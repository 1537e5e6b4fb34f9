import assert from "node:assert/strict";
import { decodeUtf8 } from "../../../src/core/base/text";
import { traffic } from "../../bench/scenarios/traffic";

interface Message {
  readonly id?: number;
  readonly method?: string;
}

describe("the traffic of the benchmarks", () => {
  const bursts = [...traffic(2000)];
  const sent = bursts.flatMap((burst) => burst.sent.map((line) => JSON.parse(decodeUtf8(line)) as Message));
  const lines = bursts.flatMap((burst) => decodeUtf8(burst.received).split("\n").slice(0, -1));
  const received = lines.map((line) => JSON.parse(line) as Message);

  it("has as many rows as asked for, and says so", () => {
    assert.equal(sent.length + received.length, 2000);
    assert.equal(bursts.reduce((sum, burst) => sum + burst.rows, 0), 2000);
  });

  it("is half notifications, and half requests with one answer each", () => {
    assert.equal(received.filter((message) => message.method !== undefined).length, 1000);
    const asked = sent.map((message) => message.id);
    assert.equal(new Set(asked).size, 500);
    assert.deepEqual(received.filter((message) => message.method === undefined).map((message) => message.id), asked);
  });

  it("has lines of 328 bytes", () => {
    const sizes = [...lines.map((line) => line.length), ...bursts.flatMap((burst) => burst.sent.map((line) => line.length))];
    assert.deepEqual([...new Set(sizes)], [327]);
  });
});
