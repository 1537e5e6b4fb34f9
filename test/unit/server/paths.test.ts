import assert from "node:assert/strict";
import { closestName } from "../../../src/core/server/config/closestName";
import { isAbsolutePath, resolvePath } from "../../../src/core/server/config/resolvePath";

const RESOLVED: readonly (readonly [folder: string, path: string, resolved: string])[] = [
  ["/a/b", "c", "/a/b/c"],
  ["/a/b/", "./c//d/", "/a/b/c/d"],
  ["/a/b", ".", "/a/b"],
  ["/a/b", "../c", "/a/c"],
  ["/a", "../../..", "/"],
  ["/", "a", "/a"],
  ["/", ".", "/"],
  ["/a", "b\\c", "/a/b\\c"],
  ["C:\\a", "b/c", "C:\\a\\b\\c"],
  ["c:\\a", "..\\..\\b", "c:\\b"],
  ["C:\\a", "..", "C:\\"],
  ["C:/a", "b", "C:\\a\\b"],
  ["\\\\host\\share\\a", "..\\b", "\\\\host\\share\\b"],
  ["\\\\host\\share", "..", "\\\\host\\share"],
];

describe("a relative folder", () => {
  for (const [folder, path, resolved] of RESOLVED) it(`${path} in ${folder} is ${resolved}`, () => assert.equal(resolvePath(folder, path), resolved));

  it("is told from an absolute one of either system", () => {
    for (const path of ["/", "/a", "C:\\", "c:/a", "\\\\host\\share"]) assert.equal(isAbsolutePath(path), true, path);
    for (const path of ["", ".", "a", "a/b", "C:a", "~", "\\a", "CC:\\"]) assert.equal(isAbsolutePath(path), false, path);
  });
});

describe("the name that was probably meant", () => {
  const known = ["type", "command", "args", "cwd", "env"];

  it("is the nearest one", () => {
    for (const [written, meant] of [["arg", "args"], ["Args", "args"], ["comand", "command"], ["commands", "command"], ["cmomand", "command"], ["evn", undefined], ["en", "env"]] as const) {
      assert.equal(closestName(written, known), meant, written);
    }
    assert.equal(closestName("abcdefx", ["abcdeyz", "abcdefz"]), "abcdefz");
  });

  it("is none when nothing is near", () => {
    for (const written of ["", "x", "timeout", "environment", "comxxxx"]) assert.equal(closestName(written, known), undefined, written);
  });
});
