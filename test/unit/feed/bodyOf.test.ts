import assert from "node:assert/strict";
import { bodyOf } from "../../../src/core/feed/bodyOf";
import { readPageMessage } from "../../../src/core/feed/readPageMessage";
import { recorded } from "../export/recorded";

describe("the bytes of a row for a page", () => {
  const { trace } = recorded("< 0123456789");
  const text = (limit: number, from?: number): string | undefined => {
    const { bytes } = bodyOf(trace, 0, limit, from);
    return bytes && Buffer.from(bytes).toString();
  };

  it("are its beginning, or any part of it, in a buffer that holds nothing else", () => {
    assert.deepEqual([text(4), text(4, 3), text(100, 8), text(100, 10), text(100, 1000)], ["0123", "3456", "89", "", ""]);
    assert.equal(bodyOf(trace, 0, 4, 3).size, 10);
    assert.equal(bodyOf(trace, 7, 4).bytes, undefined);
  });

  it("are asked for from a place that is a place", () => {
    const asked = (from: unknown): unknown => {
      const message = readPageMessage({ type: "ask", ask: 1, name: "body", value: { session: "s", seq: 0, limit: 4, from } });
      return message?.type === "ask" ? message.asked?.value : undefined;
    };
    assert.deepEqual(asked(3), { session: "s", seq: 0, limit: 4, from: 3 });
    assert.deepEqual(asked(undefined), { session: "s", seq: 0, limit: 4 });
    for (const from of [-1, 1.5, "0", null, NaN]) assert.equal(asked(from), undefined);
  });
});
