import assert from "node:assert/strict";
import { compileNumberPattern } from "../../../src/core/trace/filter/numberPattern";
import { compilePattern } from "../../../src/core/trace/filter/pattern";
import { Random, rounds } from "../../support/random";

describe("the pattern of a number", () => {
  it("says of whole numbers what the pattern says of their texts", () => {
    let fitting = 0;
    for (let seed = 0; seed < rounds(20_000, 500_000); seed++) {
      const random = new Random(seed);
    const digits = (): string => Array.from({ length: random.below(3) }, () => random.pick(["0", "1", "7"])).join("");
      const middle = Array.from({ length: random.below(3) }, () => digits() || "7");
      const pattern = random.next() < 0.2 ? [digits() || "0"] : [digits(), ...middle, digits()];
      // The code of İ is 256 more than that of a zero.
      if (random.next() < 0.05) pattern[0] = random.pick(["a", "1.", "+7", "٧", "İ"]);
      const [fits, fitsText] = [compileNumberPattern(pattern), compilePattern(pattern)];
      for (const value of [0, 7, 10, 17, 71, 170, 701, 7117, Number(digits() || 0), Number(`${digits()}${digits()}${digits()}` || 0), random.below(2 ** 31), Number.MAX_SAFE_INTEGER]) {
        assert.equal(fits(value), fitsText(String(value)), `${JSON.stringify(pattern)} of ${value}`);
        if (fits(value)) fitting++;
      }
    }
    assert.ok(fitting > 5000);
  });

  it("does not take a place twice, nor one that another number had", () => {
    const fits = compileNumberPattern(["7", "7"]);
    assert.deepEqual([7, 77, 787, 78, 87].map(fits), [false, true, true, false, false]);
    assert.deepEqual([9_007_199_254_740_991, 1].map(compileNumberPattern(["", "00", ""])), [true, false]);
    assert.deepEqual([9_007_199_254_740_991, 1].map(compileNumberPattern(["", "9007199254740991", ""])), [true, false]);
    assert.deepEqual([9_007_199_254_740_991, 1].map(compileNumberPattern(["", "19007199254740991"])), [false, false]);
  });
});
