import assert from "node:assert/strict";
import { windowsCommand } from "../../../src/node/windowsCommand";
import { Random, rounds } from "../../support/random";

const env = { Path: 'C:\\tools;"C:\\Program Files\\nodejs";relative', PATHEXT: ".COM;.EXE;.BAT;.CMD", ComSpec: "C:\\Windows\\system32\\cmd.exe" };

function resolve(command: string, files: readonly string[], args: readonly string[] = []) {
  return windowsCommand({ command, args, cwd: "C:\\project", env, isFile: (path) => files.some((file) => file.toLowerCase() === path.toLowerCase()) });
}

/** The command line that a batch file is started with. */
function batchLine(args: readonly string[]): string | undefined {
  const resolved = resolve("npx", ["C:\\tools\\npx.cmd"], args);
  assert.ok(resolved.found && resolved.verbatim);
  return resolved.args.at(-1);
}

describe("the command line on Windows", () => {
  it("finds a bare name through PATH and PATHEXT, in their order", () => {
    const both = ["C:\\Program Files\\nodejs\\node.exe", "C:\\tools\\node.cmd"];
    assert.deepEqual(resolve("node", both.slice(0, 1), ["a b"]), { found: true, file: "C:\\Program Files\\nodejs\\node.EXE", args: ["a b"], verbatim: false });
    const first = resolve("node", both);
    assert.ok(first.found && first.verbatim, "the folder that comes first wins, whatever the extension");
  });

  it("does not look for a bare name in the working directory or in relative folders", () => {
    assert.deepEqual(resolve("npx", ["C:\\project\\npx.cmd", "C:\\project\\relative\\npx.cmd"]).found, false);
  });

  it("takes a path relative to the working directory, with or without extension", () => {
    for (const command of [".\\bin\\server", "bin/server.exe", "C:\\project\\bin\\server.exe"]) {
      const resolved = resolve(command, ["C:\\project\\bin\\server.exe"]);
      assert.equal(resolved.found && resolved.file.toLowerCase(), "c:\\project\\bin\\server.exe", command);
    }
  });

  it("says ENOENT when there is nothing", () => {
    assert.deepEqual(resolve("nope", []), { found: false, code: "ENOENT", message: '"nope" was not found.' });
    assert.equal(resolve("", ["C:\\tools"]).found, false);
  });

  it("runs a batch file by cmd.exe without AutoRun and delayed expansion", () => {
    const resolved = resolve("npx", ["C:\\tools\\npx.cmd"], ["-y", "@scope/server"]);
    assert.deepEqual(resolved, {
      found: true, verbatim: true, file: "C:\\Windows\\system32\\cmd.exe",
      args: ["/d", "/e:on", "/v:off", "/s", "/c", '""C:\\tools\\npx.CMD" "-y" "@scope/server""'],
    });
  });

  it("recognises a batch file with dots and spaces behind its name", () => {
    const resolved = resolve("C:\\x\\evil.bat. .", ["C:\\x\\evil.bat. ."]);
    assert.ok(resolved.found && resolved.verbatim);
  });

  const quoted: readonly (readonly [argument: string, expected: string])[] = [
    ["", '""'],
    ["a b", '"a b"'],
    ["a&calc|x>y<z^(1)!", '"a&calc|x>y<z^(1)!"'],
    ['say "hi"', '"say ""hi"""'],
    ['"&calc&"', '"""&calc&"""'],
    ["C:\\dir\\", '"C:\\dir\\\\"'],
    ['back\\"slash', '"back\\\\""slash"'],
    ["50%PATH%", '"50%%cd:~,%PATH%%cd:~,%"'],
  ];
  for (const [argument, expected] of quoted) {
    it(`quotes ${JSON.stringify(argument)} for a batch file`, () => {
      assert.equal(batchLine([argument]), `""C:\\tools\\npx.CMD" ${expected}"`);
    });
  }

  it("quotes the path of the batch file itself", () => {
    const folder = "C:\\R&D (50%)\\my tools";
    const file = `${folder}\\run.cmd`;
    const resolved = windowsCommand({ command: "run", args: ["x"], cwd: "C:\\", env: { ...env, Path: folder }, isFile: (path) => path.toLowerCase() === file.toLowerCase() });
    assert.ok(resolved.found && resolved.verbatim);
    assert.equal(resolved.args.at(-1), '""C:\\R&D (50%%cd:~,%)\\my tools\\run.CMD" "x""');
  });

  it("gives the program behind the batch file exactly its arguments, and cmd.exe nothing to act upon", () => {
    const random = new Random(1);
    const nasty = ['"', "%", "&", "|", "<", ">", "^", "(", ")", "!", "\\", " ", "\t", "a", "PATH", "=", ",", ";", "'", "~", ":", "cd"];
    for (let round = 0; round < rounds(2000, 100_000); round++) {
      const args = Array.from({ length: 1 + random.below(3) }, () => Array.from({ length: random.below(8) }, () => random.pick(nasty)).join(""));
      const line = expandPercents((batchLine(args) ?? "").slice(1, -1));
      assertInert(line);
      assert.deepEqual(splitWords(line).slice(1), args, JSON.stringify(args));
    }
  });

  it("refuses what cmd.exe cannot pass on", () => {
    for (const argument of ["two\nlines", "carriage\rreturn", "nul\0"]) {
      const resolved = resolve("npx", ["C:\\tools\\npx.cmd"], [argument]);
      assert.ok(!resolved.found && resolved.code === "EINVAL" && resolved.message.includes("batch file"), argument);
    }
    assert.ok(resolve("node", ["C:\\tools\\node.exe"], ["two\nlines"]).found, "a program can take a line break");
  });
});

/** What cmd.exe does first, quotes or not: `%NAME...%` becomes the value; here every variable but the empty substring is a fault. */
function expandPercents(line: string): string {
  let result = "";
  for (let at = 0; at < line.length; at++) {
    if (line[at] !== "%") {
      result += line[at];
      continue;
    }
    const end = line.indexOf("%", at + 1);
    const name = end < 0 ? "" : line.slice(at + 1, end);
    // `%%` is no variable on a command line: the first percent sign stays, and the next one may begin one.
    if (name === "") result += "%";
    else {
      assert.equal(name, "cd:~,", `%${name}% would be expanded in ${line}`);
      at = end;
    }
  }
  return result;
}

/** Outside of quotes these end the command or change it. */
function assertInert(line: string): void {
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else assert.ok(quoted || !"&|<>^()%!".includes(char), `${char} is outside of quotes in ${line}`);
  }
}

/** How a program of the Microsoft C runtime reads its command line. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const backslashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    if (backslashes > 0) {
      const beforeQuote = line[at + backslashes] === '"';
      word = (word ?? "") + "\\".repeat(beforeQuote ? Math.floor(backslashes / 2) : backslashes);
      at += backslashes - 1;
      if (beforeQuote && backslashes % 2 === 1) word += line[++at];
    } else if (line[at] === '"') {
      word ??= "";
      if (quoted && line[at + 1] === '"') word += line[at++];
      else quoted = !quoted;
    } else if (!quoted && (line[at] === " " || line[at] === "\t")) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + line[at];
  }
  return word === undefined ? words : [...words, word];
}
