import assert from "node:assert/strict";
import { complexityText, outlineText, readFixture } from "./support/analyzed";
import { renderComplexity, renderOutline } from "./support/render";

const OUTLINES = ["typescript/shapes.ts", "javascript/legacy.js", "javascript/modern.mjs", "python/shapes.py", "go/shapes.go", "rust/shapes.rs", "java/Shapes.java", "java/Modern.java", "typescript/component.tsx"];

const FIGURES = ["typescript/flow.ts", "typescript/component.tsx", "javascript/legacy.js", "javascript/modern.mjs", "python/flow.py", "go/flow.go", "rust/flow.rs", "java/Flow.java", "java/Modern.java"];

describe("analyzer: the outline of", () => {
  for (const file of OUTLINES) {
    it(`${file} is as written down`, async () => {
      const expected = readFixture(`expected/${file}.outline.txt`);
      assert.equal(`${renderOutline(await outlineText(readFixture(file), file))}\n`, expected);
    });
  }
});

describe("analyzer: the figures of", () => {
  for (const file of FIGURES) {
    it(`${file} are as written down`, async () => {
      const expected = readFixture(`expected/${file}.complexity.txt`);
      assert.equal(`${renderComplexity(await complexityText(readFixture(file), file))}\n`, expected);
    });
  }
});
