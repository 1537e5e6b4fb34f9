import assert from "node:assert/strict";
import type { Finding, ServerLanguage } from "../../../src/core/lint/finding";
import { lintFrame } from "../../../src/core/lint/lint";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock } from "../../support/fakeClock";
import { assertGolden } from "../../support/golden";
import { mutate, randomMessage } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

const LANGUAGES: readonly ServerLanguage[] = ["node", "python", "go", "rust", "java", "dotnet", "ruby", "php", "shell", "unknown"];

const toBytes = (line: string | Uint8Array): Uint8Array => (typeof line === "string" ? new Uint8Array(Buffer.from(line)) : line);

function writerOf(capBytes = 1e9) {
  return new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9, capBytes, parts: { slotBytes: 4096, blockShift: 4 } }).open({ server: "s", name: "s" });
}

function lint(line: string | Uint8Array, language: ServerLanguage = "unknown", capBytes?: number): readonly Finding[] {
  const [frame] = writerOf(capBytes).stdout(new Uint8Array([...toBytes(line), 0x0a]));
  assert.ok(frame);
  return lintFrame(frame, { language });
}

function only(findings: readonly Finding[]): Finding {
  const [finding] = findings;
  assert.ok(finding && findings.length === 1, `one finding, not ${findings.length}`);
  return finding;
}

const print = ({ rule, severity, message, fix, spec }: Finding): string => `${severity} ${rule}: ${message}\n  ${fix}\n  ${spec}\n`;

describe("stdout noise", () => {
  const lines: readonly (readonly [line: string | Uint8Array, language: ServerLanguage])[] = [
    ["Server running on stdio", "node"],
    ["", "unknown"],
    ["42", "unknown"],
    ["[]", "unknown"],
    ['{"level":"info","msg":"started"}', "go"],
    ["\ufeff" + '{"jsonrpc":"2.0","id":1,"result":{}}', "dotnet"],
    ["Content-Length: 59\r", "unknown"],
    ['{"jsonrpc":"2.0","id":1,"result":{}}Content-Length: 59', "unknown"],
    ["> my-server@1.0.0 start", "node"],
    ["> node dist/index.js", "node"],
    ["$ tsx src/index.ts", "node"],
    ["[dotenv@17.2.3] injecting env (2) from .env", "node"],
    ["{", "unknown"],
    ['  "jsonrpc": "2.0",', "unknown"],
    ["\u001b[32mINFO\u001b[0m listening", "rust"],
    [new Uint8Array([0x63, 0x61, 0x66, 0xe9]), "java"],
    ["bell \u0007 and \u202egnp.exe", "unknown"],
    ["x".repeat(1005), "unknown"],
  ];
  it("says what the line is and how to mend it", () => {
    assertGolden("lint-stdout-noise", lines.map(([line, language]) => print(only(lint(line, language)))).join("\n"));
  });

  it("tells the fix for every language", () => {
    assertGolden("lint-languages", LANGUAGES.map((language) => `${language}: ${only(lint("hello", language)).fix}\n`).join(""));
  });

  it("says of a line over the cap what was kept, as a warning", () => {
    const { severity, message } = only(lint('{"jsonrpc":"2.0","id":1,"result":{}}', "unknown", 10));
    assert.equal(severity, "warning");
    assert.equal(message, 'A line on stdout is 36 bytes long; only the first 10 were kept, so it was not read. It begins: "{"jsonrpc""');
  });

  const recognised: readonly (readonly [what: RegExp, language: ServerLanguage, ...lines: readonly string[]])[] = [
    [/several lines/, "unknown", "{", "}", "[", "]", "},", "],", '  "id": 1,', '"params": {', '    "a b": "c\\"d",', '      "x": ['],
    [/Content-Length/, "unknown", "Content-Length: 1", "content-length: 20\r", "Content-Type: application/vscode-jsonrpc", '{"a":1}\rContent-Length: 7 '],
    [/npm, pnpm or yarn/, "unknown", "> server@0.0.1 dev", "> @scope/my.server@1.2.3-beta.1 start /home/me"],
    [/npm, pnpm or yarn/, "node", "> tsx src/index.ts", "yarn run v1.22.22", "$ node x.js", "Done in 0.52s.", "Done in 120ms"],
    [/dotenv/, "unknown", "[dotenv@17.0.0] injecting env", "[dotenv] loaded"],
    [/byte order mark/, "unknown", "\ufeff", "\ufeffhello"],
    [/coloured/, "unknown", "\u001b[1mbold", "\u001b[?25l"],
    [/that is not a message/, "unknown", "hello", "Done in 5s", "$ node x.js", "> tsx", "say \"a\": b", "yarn run v1", "{hello}", "{}}", "[info] x"],
    // Colours do not hide what a line is.
    [/npm, pnpm or yarn/, "unknown", "\u001b[2m> server@0.0.1 dev\u001b[0m"],
  ];
  for (const [what, language, ...texts] of recognised) {
    it(`calls ${texts.map((text) => JSON.stringify(text)).join(" ")} ${what.source}${language === "unknown" ? "" : ` of ${language}`}`, () => {
      for (const text of texts) assert.match(only(lint(text, language)).message.split(": \"")[0] ?? "", what, text);
    });
  }

  it("quotes the exact text", () => {
    assert.equal(only(lint("hello  world ")).message, 'stdout has a line that is not a message: "hello  world "');
  });

  it("has nothing to say about messages, stderr, the client's lines and the host", () => {
    const writer = writerOf();
    const [message] = writer.stdout(toBytes('{"jsonrpc":"2.0","id":1,"result":{}}\n'));
    const [log] = writer.stderr(toBytes("Server running\n"));
    for (const frame of [message, log, ...writer.sent(toBytes("junk")), writer.host({ type: "stdin-closed" })]) {
      assert.ok(frame);
      assert.deepEqual(lintFrame(frame, { language: "node" }), []);
    }
  });
});

describe("malformed message", () => {
  const lines: readonly string[] = [
    '{"id":1,"method":"a"}',
    '{"jsonrpc":"2.0","id":1,"result":{},"error":null}',
    '{"jsonrpc":"2.0","method":"a","result":{}}',
    '{"jsonrpc":"2.0","result":{}}',
    '{"jsonrpc":"2.0","id":1}',
    '{"jsonrpc":"2.0","id":null,"method":"a"}',
    '{"jsonrpc":"2.0","id":1,"method":5}',
    '{"jsonrpc":"2.0","id":1,"result":"ok"}',
    '{"jsonrpc":"2.0","id":1,"error":"no"}',
    '{"jsonrpc":"2.0","method":"a","params":null}',
  ];
  it("says what is wrong, how to mend it, and where the specification says so", () => {
    assertGolden("lint-malformed-message", lines.map((line) => print(only(lint(line)))).join("\n"));
  });

  it("names every fault of a message, gravest first", () => {
    assert.deepEqual(
      lint('{"id":true,"result":"x","error":5}').map((finding) => finding.message),
      ["both result and error", "an id that is not a string or an integer", "an error without integer code and string message", 'no "jsonrpc": "2.0"'].map((fault) => `The server sent an error response that has ${fault}.`),
    );
  });

  it("names the members of a batch, and not too many", () => {
    const messages = lint('[{"jsonrpc":"2.0","id":1,"result":{}},{"method":"a"},7]').map((finding) => finding.message);
    assert.deepEqual(messages, ['The server sent a notification (member 2 of a batch) that has no "jsonrpc": "2.0".']);
    assert.equal(lint(`[${Array.from({ length: 1000 }, () => '{"method":1}').join(",")}]`).length, 20);
  });

  it("names a message that is not UTF-8, whose sound parts are judged all the same", () => {
    const messages = lint(new Uint8Array([...toBytes('{"method":"'), 0xff, ...toBytes('"}')])).map((finding) => finding.message);
    assert.deepEqual(messages, ["The server sent a message that is not valid UTF-8; the receiver sees U+FFFD in its place.", 'The server sent a notification that has no "jsonrpc": "2.0".']);
  });

  it("tells whose message it is, and which row", () => {
    const writer = writerOf();
    writer.stdout(toBytes("x\n"));
    const [frame] = writer.sent(toBytes('{"method":"a"}'));
    assert.ok(frame);
    const { message, link, seq } = only(lintFrame(frame, { language: "node" }));
    assert.deepEqual([message, link, seq], ['The client sent a notification that has no "jsonrpc": "2.0".', 1, 1]);
  });

  it("has nothing to say about sound messages", () => {
    const sound = [
      '{"jsonrpc":"2.0","id":"a","method":"b","params":{}}',
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}',
      '{"jsonrpc":"2.0","error":{"code":-32700,"message":"x"}}',
      '[{"jsonrpc":"2.0","method":"a"}]',
    ];
    for (const line of sound) assert.deepEqual(lint(line), [], line);
  });
});

describe("the rules together", () => {
  it("never throw, find something in all junk and in every faulty message, and nothing in sound ASCII messages", () => {
    const random = new Random(51);
    for (let round = 0; round < rounds(4000, 300_000); round++) {
      const text = toBytes(randomMessage(random));
      const line = random.next() < 0.2 ? random.bytes(random.below(50)) : random.next() < 0.4 ? mutate(text, random) : text;
      const language = random.pick(LANGUAGES);
      for (const frame of writerOf(random.pick([20, 1e9])).stdout(new Uint8Array([...line, 0x0a]))) {
        const findings = lintFrame(frame, { language });
        if (frame.junk !== undefined || frame.fault !== undefined) assert.ok(findings.length > 0, frame.text());
        else if (!frame.text().includes("\ufffd")) assert.deepEqual(findings, [], frame.text());
        for (const finding of findings) assert.ok(finding.message !== "" && finding.fix !== "" && finding.spec.startsWith("https://"));
      }
    }
  });
});
