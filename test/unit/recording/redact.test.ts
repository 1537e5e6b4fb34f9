import * as assert from "node:assert/strict";
import { namesSecret } from "../../../src/core/server/config/namesSecret";
import { readRecording } from "../../../src/core/trace/recording/readRecording";
import { allRows } from "../../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../../src/core/trace/recording/writeRecording";
import { learnSecrets } from "../../../src/core/trace/redact/learnSecrets";
import { Redactor } from "../../../src/core/trace/redact/redactor";
import { scanSecrets } from "../../../src/core/trace/redact/scanSecrets";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { stretches } from "../../../src/core/trace/redact/stretches";
import { FakeClock } from "../../support/fakeClock";
import { randomMessage, randomValue } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

const newRedactor = (...patterns: readonly RegExp[]): Redactor => new Redactor({ isSecretName: namesSecret, patterns });
const redact = (text: string, ...patterns: readonly RegExp[]): string => newRedactor(...patterns).text(text);
const M = "[hidden #1]";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // JSON.parse has no other way to say no.
    return false;
  }
}

describe("redaction of rows that are taken together", () => {
  it("hides in all of them what the command line of a server named", () => {
    const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    const writer = trace.open({ server: "a", name: "a" });
    writer.host({ type: "spawned", pid: 1, command: "node", args: ["server.js", "--api-key", "hunter2hunter2"], cwd: "/" });
    writer.stderr(Buffer.from("started with hunter2hunter2\n"));
    const rows = [1, 0].map((seq) => trace.at(seq) ?? assert.fail());
    const redactor = newRedactor();
    learnSecrets(redactor, rows);
    assert.equal(redactor.text(rows[0]?.text() ?? ""), `started with ${M}`);
    const event = rows[1]?.event ?? assert.fail();
    const other = newRedactor();
    learnSecrets(other, rows.slice(0, 1), [event]);
    assert.equal(other.text("hunter2hunter2"), M, "also when it is not one of the rows");
  });
});

describe("redaction", () => {
  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    ["a member by its name", '{"apiKey":"abc"}', `{"apiKey":"${M}"}`],
    ["a member in any spacing", '{ "api_key" : "a\\"b" , "x":1}', `{ "api_key" : "${M}" , "x":1}`],
    ["a number", '{"password": 1234}', `{"password": "${M}"}`],
    ["a list", '{"passwords":["one", "two"],"x":["three"]}', `{"passwords":["${M}", "[hidden #2]"],"x":["three"]}`],
    ["JSON within a text", JSON.stringify({ text: JSON.stringify({ token: 'a\\"b', x: 1 }) }), JSON.stringify({ text: JSON.stringify({ token: M, x: 1 }) })],
    ["JSON within JSON within a text", JSON.stringify({ t: JSON.stringify({ t: JSON.stringify({ token: 'q"\\', x: "y" }) }) }), JSON.stringify({ t: JSON.stringify({ t: JSON.stringify({ token: M, x: "y" }) }) })],
    ["a header, but not how it is offered", '{"Authorization":"Bearer abc","x":"y"}', `{"Authorization":"Bearer ${M}","x":"y"}`],
    ["an option before it", '{"args":["-y","--api-key","abc","--port","1"]}', `{"args":["-y","--api-key","${M}","--port","1"]}`],
    ["a variable", "API_KEY=abc NAME=value", `API_KEY=${M} NAME=value`],
    ["a variable after an escaped line break", '{"text":"A=1\\nDB_PASSWORD=abc\\nB=2"}', `{"text":"A=1\\nDB_PASSWORD=${M}\\nB=2"}`],
    ["a variable in quotes", 'SECRET="one two" next', `SECRET="${M}" next`],
    ["an option on a command line", "run --token abc --verbose", `run --token ${M} --verbose`],
    ["a header line", "Authorization: Basic dXNlcjpwYXNz", `Authorization: Basic ${M}`],
    ["all of a cookie line", "Cookie: a=1; b=2\nnext", `Cookie: ${M}\nnext`],
    ["a query", "GET /?access_token=abc&page=2", `GET /?access_token=${M}&page=2`],
    ["the value in an error message", "Error: token: abc123", `Error: token: ${M}`],
    ["a password in a URL", "postgres://me:p4ss@host/db", `postgres://me:${M}@host/db`],
    ["a token by its form", "see ghp_0123456789abcdefghijABCDEFGHIJ012345!", `see ${M}!`],
    ["a JSON Web Token", "x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_ y", `x ${M} y`],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\\nMIIabc+/=\\n-----END RSA PRIVATE KEY-----", `-----BEGIN RSA PRIVATE KEY-----${M}-----END RSA PRIVATE KEY-----`],
  ];
  for (const [what, text, expected] of cases) it(`hides ${what}`, () => assert.equal(redact(text), expected));

  const kept = [
    '{"_meta":{"progressToken":"abc12345"}}',
    '{"key":"name","primaryKey":"id-of-the-row-1","cache_key":"abcdefgh1234"}',
    '{"maxTokens":100,"total_tokens":5,"primaryKey":"id"}',
    '{"type":"object","properties":{"password":{"type":"string","description":"The password"}},"required":["password"]}',
    '{"env":{"API_KEY":"${input:key}","TOKEN":"$TOKEN"}}',
    '{"password":"","token":null,"secret":true}',
    "interface Options { apiKey: string; token: boolean }",
    "SyntaxError: Unexpected token: the",
    "The key is in https://example.org/path:80/@scope",
    "sk-short and ghp_short",
  ];
  for (const text of kept) it(`leaves alone ${text.slice(0, 60)}`, () => assert.equal(redact(text), text));

  it("hides what a person's patterns find, and JSON stays JSON", () => {
    assert.equal(redact('{"id":4711,"name":"customer 4711"}', /\b4711\b/g), `{"id":"${M}","name":"customer ${M}"}`);
    assert.equal(redact("nothing here", /x*/g), "nothing here");
  });

  it("gives the same secret the same number, so that one sees what belongs together", () => {
    const redactor = newRedactor();
    assert.equal(redactor.text("A_KEY=one B_KEY=two"), "A_KEY=[hidden #1] B_KEY=[hidden #2]");
    assert.equal(redactor.text('{"secret":"two"}'), '{"secret":"[hidden #2]"}');
    assert.deepEqual(redactor.secrets.map(({ number, kind, label, value, places }) => [number, kind, label, value, places]), [[1, "name", "A_KEY", "one", 1], [2, "name", "B_KEY", "two", 2]]);
    assert.equal(redactor.places, 3);
  });

  it("hides nothing twice", () => {
    const text = "A_KEY=one Authorization: Bearer abcdefgh12 ghp_0123456789abcdefghijABCDEFGHIJ012345";
    assert.equal(redact(redact(text)), redact(text));
  });

  it("leaves what the person has looked at and spared", () => {
    const redactor = newRedactor();
    redactor.spare("one");
    assert.equal(redactor.text("A_KEY=one B_KEY=two"), "A_KEY=one B_KEY=[hidden #1]");
  });

  it("keeps JSON JSON, with the same ids and methods, whatever the message is", () => {
    const random = new Random(5);
    const names = ["token", "api_key", "x", "Authorization", "password", "id", "args"];
    for (let round = 0; round < rounds(2000, 100_000); round++) {
      const inner = `{${Array.from({ length: random.below(4) }, () => `"${random.pick(names)}":${randomValue(random, 2)}`).join(",")}}`;
      const text = random.next() < 0.5 ? randomMessage(random).replaceAll('"a"', `"${random.pick(names)}"`) : `{"jsonrpc":"2.0","id":${round},"params":${random.next() < 0.5 ? inner : JSON.stringify(inner)}}`;
      const redacted = redact(text);
      assert.ok(isJson(redacted) || !isJson(text), `${text}\n${redacted}`);
    }
  });

  it("ends with the text that it is in, where a quote is not closed", () => {
    assert.equal(redact('{"id":1,"params":"{\\"token\\":\\"}"}'), `{"id":1,"params":"{\\"token\\":\\"${M}"}`);
    assert.equal(redact('{"t":"API_KEY=\\"abc","u":"x\\"y"}'), `{"t":"API_KEY=\\"${M}","u":"x\\"y"}`);
  });

  it("takes a long text in pieces, and tears no secret", () => {
    const filler = 'lorem "ipsum" ';
    for (const offset of [0, 1, 5, 11, 17, 40]) {
      const text = `${filler.repeat(5000)}${"x".repeat(offset)} API_KEY=abcdefgh12345678 ${filler.repeat(9000)} TOKEN="one two" ${filler.repeat(3000)}`;
      const whole = newRedactor();
      const expected = whole.text(text);
      const redactor = newRedactor();
      let joined = "";
      for (let at = 0; at < text.length; ) {
        const { text: piece, next } = redactor.stretch(text, at, 1000);
        assert.ok(next > at);
        joined += piece;
        at = next;
      }
      assert.equal(joined, expected);
      assert.equal(redactor.places, whole.places);
    }
  });

  it("is not slowed down by long and hostile texts", () => {
    for (const text of ["\\".repeat(200_000), '"'.repeat(200_000), "a".repeat(200_000), "a=".repeat(100_000), '"token":"'.repeat(20_000), "-".repeat(200_000), "eyJ".repeat(60_000), "://".repeat(60_000), "password: ".repeat(20_000), "-----BEGIN PRIVATE KEY-----".repeat(5000)]) {
      const redactor = newRedactor();
      for (let at = 0; at < text.length; ) at = redactor.stretch(text, at, 64 * 1024).next;
    }
  }).timeout(10_000);
});

describe("a redacted recording", () => {
  function record(write: (writer: ReturnType<RingTrace["open"]>) => void): RingTrace {
    const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    write(trace.open({ server: "a", name: "a" }));
    return trace;
  }

  function saved(trace: RingTrace, redactor: Redactor): string {
    return [...writeRecording(trace, allRows(trace), { product: "p", saved: 0, redactor })].join("");
  }

  it("hides a secret wherever it occurs, once it was found under its name anywhere", () => {
    const trace = record((writer) => {
      writer.stdout(Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"text":"You sent s3cr3t-v4lue."}}\n'));
      writer.host({ type: "spawned", pid: 1, command: "node", args: ["server.js", "--api-key", "s3cr3t-v4lue", "--url", "https://u:pw99@h"], cwd: "/" });
      writer.stderr(Buffer.from([0xff, ...Buffer.from(" token=s3cr3t-v4lue "), 0xfe, 0x0a]));
    });
    const redactor = newRedactor();
    assert.ok([...scanSecrets(trace, allRows(trace), redactor)].length > 0);
    assert.deepEqual(redactor.secrets.map(({ value }) => value), ["s3cr3t-v4lue", "pw99"], "the preview has what will be hidden");
    const text = saved(trace, redactor);
    assert.ok(!text.includes("s3cr3t") && !text.includes("pw99") && !text.includes(Buffer.from("s3cr3t").toString("base64").slice(0, 6)));
    const opened = readRecording(text.split("\n"), new FakeClock(), { session: "o", memoryBytes: Number.POSITIVE_INFINITY });
    assert.deepEqual(opened.problems, []);
    assert.equal(opened.header?.redacted, true);
    assert.equal(opened.hidden, 4);
    assert.equal(opened.trace.at(0)?.text(), '{"jsonrpc":"2.0","id":1,"result":{"text":"You sent [hidden #1]."}}');
    assert.deepEqual(opened.trace.at(1)?.event, { type: "spawned", pid: 1, command: "node", args: ["server.js", "--api-key", "[hidden #1]", "--url", "https://u:[hidden #2]@h"], cwd: "/" });
    assert.deepEqual(Buffer.from(opened.trace.at(2)?.bytes() ?? []), Buffer.from([0xff, ...Buffer.from(" token=[hidden #1] "), 0xfe]));
  });

  it("hides in the names of servers and in comments too", () => {
    const trace = record((writer) => writer.sent(Buffer.from('{"token":"s3cr3t-v4lue"}')));
    const redactor = newRedactor();
    assert.ok([...scanSecrets(trace, allRows(trace), redactor)].length > 0);
    const text = [...writeRecording(trace, allRows(trace), { product: "p", saved: 0, redactor, marks: new Map([[0, "uses s3cr3t-v4lue"]]) })].join("");
    assert.ok(!text.includes("s3cr3t"));
  });
});

describe("many rows together", () => {
  const unnumbered = (text = ""): string => text.replace(/#\d+/g, "#n");

  it("are redacted as each by itself would be", async () => {
    const random = new Random(31);
    const lines = ['{"token":"abcd1234efgh"}', '{"x":"y"}', "API_KEY=abcd1234efgh", '{"token":"not closed', "é password: pàsswörd1", "x", "", '{"t":"abcd1234efgh é"}', "ghp_0123456789abcdefghijABCDEFGHIJ012345", "plain log line", '"token":', '"value"', "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"];
    for (let round = 0; round < rounds(60, 2000); round++) {
      const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY, parts: { slotBytes: 4096 } });
      const writer = trace.open({ server: "a", name: "a" });
      for (let row = random.below(60) + 1; row > 0; row--) {
        const line = Buffer.from(random.pick(lines));
        const way = random.below(4);
        if (way === 0) writer.sent(line);
        else if (way === 1) writer.stderr(Buffer.concat([line, Buffer.from(random.pick(["\n", "\r\n"]))]));
        else if (way === 2) writer.stdout(Buffer.concat([line, random.next() < 0.1 ? Buffer.from([0xff]) : Buffer.alloc(0), Buffer.from("\n")]));
        else writer.host({ type: "note", message: line.toString() });
      }
      const redactor = newRedactor();
      assert.ok([...scanSecrets(trace, allRows(trace), redactor)].length > 0);
      const single = newRedactor();
      assert.ok([...scanSecrets(trace, allRows(trace), single)].length > 0);
      const written = [...writeRecording(trace, allRows(trace), { product: "p", saved: 0, redactor })].join("");
      const opened = readRecording(written.split("\n"), new FakeClock(), { session: "o", memoryBytes: Number.POSITIVE_INFINITY });
      for (const seq of allRows(trace)) {
        const frame = trace.at(seq);
        if (frame && frame.kind !== "host" && !frame.text().includes("\ufffd")) assert.equal(unnumbered(opened.trace.at(seq)?.text()), unnumbered(single.text(frame.text())));
      }
    }
  });

  it("or a row of megabytes, wherever in it something stands", () => {
    const random = new Random(32);
    for (const pieces of [["lorem ipsum "], ["é", "😀", "日本 "], ["\ufeff", " x "]]) {
      const parts: string[] = [];
      for (let length = 0; length < 3_500_000; ) {
        const filler = random.pick(pieces).repeat(random.below(2000));
        parts.push(filler, random.pick(["API_KEY=abcd1234efgh ", "password: pàsswörd1 ", "ghp_0123456789abcdefghijABCDEFGHIJ012345 "]));
        length += filler.length;
      }
      const line = Buffer.from(parts.join(""));
      for (const bytes of [line, Buffer.concat([line, Buffer.from([0xff])])]) {
        const whole = newRedactor().text(bytes === line ? line.toString() : bytes.toString("latin1"));
        const read = [...stretches(bytes, 100_000, newRedactor())];
        assert.ok(read.map(({ text }) => text).join("") === whole, `${pieces.join()} ${bytes === line}`);
        assert.ok([...stretches(bytes, 100_000, undefined)].map(({ text }) => text).join("") === bytes.toString(bytes === line ? "utf8" : "latin1"));
        assert.deepEqual(read.map(({ isLast }) => isLast), read.map((_, index) => index === read.length - 1));
      }
    }
  });

  it("hide a private key that was logged in several lines", () => {
    const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    const key = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"];
    trace.open({ server: "a", name: "a" }).stderr(Buffer.from(["-----BEGIN PRIVATE KEY-----", ...key, "-----END PRIVATE KEY-----", ""].join("\n")));
    const redactor = newRedactor();
    assert.ok([...scanSecrets(trace, allRows(trace), redactor)].length > 0);
    const written = [...writeRecording(trace, allRows(trace), { product: "p", saved: 0, redactor })].join("");
    for (const line of key) assert.ok(!written.includes(line));
  });
});
