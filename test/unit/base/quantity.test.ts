import assert from "node:assert/strict";
import { formatBytes, formatCount, formatDuration } from "../../../src/core/base/quantity";

describe("amounts", () => {
  it("are durations that never read as a thousand or sixty of a unit", () => {
    const told = [-1, 0, 0.424, 9.99, 9.996, 12.34, 999.94, 999.96, 3249, 59_940, 59_960, 125_999, 3_599_999, 11_045_000].map(formatDuration);
    assert.deepEqual(told, ["0.00 ms", "0.00 ms", "0.42 ms", "9.99 ms", "10.0 ms", "12.3 ms", "999.9 ms", "1.0 s", "3.2 s", "59.9 s", "1 min 00 s", "2 min 05 s", "59 min 59 s", "3 h 04 min"]);
  });

  it("are sizes of which a kB has 1,000 bytes", () => {
    const told = [0, 999, 1000, 1024, 999_949, 999_950, 9_100_000, 999_949_999, 999_950_000, 1_540_000_000].map(formatBytes);
    assert.deepEqual(told, ["0 B", "999 B", "1.0 kB", "1.0 kB", "999.9 kB", "1.0 MB", "9.1 MB", "999.9 MB", "1.0 GB", "1.5 GB"]);
  });

  it("are counts in groups of three digits", () => {
    assert.deepEqual([0, 999, 1204, 1_234_567].map((count) => formatCount(count)), ["0", "999", "1,204", "1,234,567"]);
    assert.equal(formatCount(1_234_567, " "), "1 234 567");
  });
});
