import type { HostEvent } from "../../../wire/frame";
import { escapeText } from "../../escape";
import type { Exchanges } from "../../exchange";
import type { LinkInfo, Trace } from "../../trace";
import type { Hiding, InSteps } from "../exportTraffic";
import { isoTime } from "../isoTime";
import type { LinkFacts } from "../linkFacts";
import { offeredRoots } from "./offeredRoots";
import { quoted, ScriptLiterals } from "./scriptLiteral";
import { sdkCall } from "./sdkCall";
import { type SentRequest, sentRequests } from "./sentRequest";
import { volatilePlaces } from "./volatilePlaces";

const SDK = "@modelcontextprotocol/sdk";

export interface SdkTestOptions extends Hiding {
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  /** Rows; each stands for the exchange that it belongs to. */
  readonly seqs: readonly number[];
  /** How the servers were started. */
  readonly links: ReadonlyMap<number, LinkFacts>;
  /** How a server is configured now; `undefined` when it is not. */
  readonly launch: (server: string) => ConfiguredStart | undefined;
  /** Name and version of who copies. */
  readonly product: string;
}

/** What a configuration says about the start of a server. */
export interface ConfiguredStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  /** Names of the variables that it is given. */
  readonly variables: readonly string[];
  /** A file that has more of them. */
  readonly envFile: string | undefined;
}

export interface SdkTest {
  readonly text: string;
  readonly requests: number;
  /** Rows that belong to no request that a test could send. */
  readonly others: number;
  /** Variables of the environment that have to be set: those of the servers, and what was hidden. */
  readonly variables: readonly string[];
}

/**
 * A test for node:test with the official SDK (version 1) that starts the servers of some requests as they were started,
 * sends the requests once more, in their order, and expects what was answered then. Secrets are not in it: it reads them
 * from variables of the environment. `undefined` when none of the rows belongs to a request that a test could send.
 */
export function* sdkTest(options: SdkTestOptions): InSteps<SdkTest | undefined> {
  const { trace, exchanges, seqs } = options;
  const { requests, others } = sentRequests(seqs, trace, exchanges, options);
  const [first] = requests;
  if (!first) return undefined;
  const literals = new ScriptLiterals();
  const variables = new Set<string>();
  const shared = { ...options, literals, variables, roots: yield* offeredRoots(trace, exchanges, options) };
  const suites = [...new Set(requests.map(({ link }) => link))].map((link) => suite(link, requests.filter((request) => request.link === link), shared));
  const text = [...head(first, options), ...imports(suites.join("\n")), ...secrets(literals), "", suites.join("\n\n"), ""].join("\n");
  return { text, requests: requests.length, others, variables: [...variables, ...literals.hidden.values()] };
}

/** What all suites of a file share. */
interface Suites extends SdkTestOptions {
  readonly literals: ScriptLiterals;
  readonly variables: Set<string>;
  readonly roots: ReadonlyMap<number, readonly unknown[]>;
}

function head({ sent }: SentRequest, { product }: SdkTestOptions): string[] {
  return [
    `// Copied by ${product} from traffic of ${isoTime(sent)}: what was asked, and what was answered then.`,
    `//   npm install --save-dev ${SDK}@1`,
    "//   node --test <this file>.test.ts      (Node.js 22.18 or later; for older ones name it .test.mjs)",
  ];
}

function imports(body: string): string[] {
  const schemas = [
    ...(/\.setRequestHandler\(ListRootsRequestSchema,/.test(body) ? ["ListRootsRequestSchema"] : []),
    ...(/, ResultSchema[,)]/.test(body) ? ["ResultSchema"] : []),
  ];
  const modules = [
    ["assert", "node:assert/strict"],
    ["{ after, before, describe, it }", "node:test"],
    ["{ Client }", `${SDK}/client/index.js`],
    ["{ StdioClientTransport }", `${SDK}/client/stdio.js`],
    ...(schemas.length > 0 ? [[`{ ${schemas.join(", ")} }`, `${SDK}/types.js`]] : []),
  ];
  return modules.map(([names, module = ""]) => `import ${names} from ${quoted(module)};`);
}

function secrets(literals: ScriptLiterals): string[] {
  if (literals.hidden.size === 0) return [];
  const lines = [...literals.hidden].map(([constant, variable]) => `const ${constant} = ${fromEnvironment(variable, `Set ${variable} to the secret that is hidden in this test`)};`);
  return ["", "// What was secret is not in this file.", ...lines];
}

function suite(link: number, requests: readonly SentRequest[], options: Suites): string {
  const { trace, redact, literals } = options;
  const info = trace.link(link);
  const name = redact(info?.name ?? "server");
  const titles = new Map<string, number>();
  const tests = requests.map((request) => {
    const title = request.subject === undefined ? request.method : `${request.method} ${request.subject}`;
    const count = (titles.get(title) ?? 0) + 1;
    titles.set(title, count);
    return test(count === 1 ? title : `${title} (${count})`, request, literals);
  });
  return [
    `describe(${quoted(name)}, () => {`,
    ...clientLines(name, options.roots.get(link), literals).map((line) => `  ${line}`),
    "",
    "  before(async () => {",
    ...start(link, info, options).map((line) => `    ${line}`),
    "  });",
    "",
    "  after(() => client.close());",
    "",
    tests.join("\n\n"),
    "});",
  ].join("\n");
}

/** The lines that make the client. A server that asked for roots is told the same ones. */
function clientLines(name: string, roots: readonly unknown[] | undefined, literals: ScriptLiterals): string[] {
  const client = `new Client({ name: ${quoted(`${name}-test`)}, version: "1.0.0" }`;
  if (!roots) return [`const client = ${client});`];
  return [`const client = ${client}, { capabilities: { roots: {} } });`, `client.setRequestHandler(ListRootsRequestSchema, () => (${literals.write({ roots }, "  ")}));`];
}

/** The lines that start the server. */
function start(link: number, info: LinkInfo | undefined, options: Suites): string[] {
  const { literals, variables } = options;
  const configured = info && options.launch(info.server);
  const spawned = spawnedIn(link, options) ?? (configured && hiddenStart(configured, options));
  const names = (configured?.variables ?? []).filter((name) => name !== "");
  for (const name of names) variables.add(name);
  const cwd = spawned?.cwd === undefined ? [] : [`  cwd: ${literals.write(spawned.cwd, "      ")},`];
  return [
    "// The SDK hands on PATH, HOME and the like of your environment; other variables have to be named here.",
    ...(configured?.envFile === undefined ? [] : [`// The configuration also reads ${escapeText(options.redact(configured.envFile))}; name those of its variables that the server needs.`]),
    "await client.connect(new StdioClientTransport({",
    ...(spawned ? [`  command: ${literals.write(spawned.command, "      ")},`, `  args: ${literals.write(spawned.args, "      ")},`, ...cwd] : [`  command: ${fromEnvironment("SERVER_COMMAND", "Set SERVER_COMMAND to the program of the server; how it was started is not kept any more")},`]),
    ...(names.length === 0 ? [] : ["  env: {", ...names.map((name) => `    ${literals.key(name)}: ${fromEnvironment(name, `Set ${name}, which the server is configured with`)},`), "  },"]),
    "}));",
  ];
}

type Start = Pick<Extract<HostEvent, { readonly type: "spawned" }>, "command" | "args"> & { readonly cwd: string | undefined };

/** How the server of a link was started, without secrets; `undefined` when that row is not held any more. */
function spawnedIn(link: number, options: Suites): Start | undefined {
  const event = options.links.get(link)?.spawned?.event;
  return event?.type === "spawned" ? hiddenStart(event, options) : undefined;
}

function hiddenStart({ command, args, cwd }: Start, { redact, redactEvent }: SdkTestOptions): Start | undefined {
  const event = { type: "spawned", pid: 0, command, args, cwd: cwd ?? "" } as const;
  const shown: HostEvent = redactEvent?.(event) ?? { ...event, command: redact(command), args: args.map(redact), cwd: redact(event.cwd) };
  return shown.type === "spawned" ? { ...shown, cwd: cwd === undefined ? undefined : shown.cwd } : undefined;
}

function test(title: string, request: SentRequest, literals: ScriptLiterals): string {
  const { expected } = request;
  if (expected.type === "nothing") return `  it.todo(${quoted(`${title}: ${expected.why}`)});`;
  const call = sdkCall(request, literals, "    ");
  return [`  it(${quoted(title)}, async () => {`, ...assertions(request, call, literals).map((line) => `    ${line}`), "  });"].join("\n");
}

function assertions({ expected }: SentRequest, call: string, literals: ScriptLiterals): string[] {
  switch (expected.type) {
    case "result": {
      const { result } = expected;
      const places = volatilePlaces(result).map((place) => escapeText(place));
      return [
        `const result = await ${call};`,
        ...(result["isError"] === true ? ["assert.equal(result.isError, true);"] : []),
        ...(places.length === 0 ? [] : [`// May be different each time: ${places.join(", ")}.`]),
        `assert.deepEqual(result, ${literals.write(result, "    ")});`,
      ];
    }
    case "error":
      return [`// It said: ${shortened(expected.message)}`, `await assert.rejects(${call}, { code: ${expected.code} });`];
    case "closed":
      return ["// The connection ended before there was an answer.", `await assert.rejects(${call}, /connection closed|not connected/i);`];
    case "nothing":
      return [];
  }
}

function shortened(text: string): string {
  return escapeText(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

function fromEnvironment(name: string, otherwise: string): string {
  const place = /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${quoted(name)}]`;
  return `process.env${place} ?? assert.fail(${quoted(otherwise)})`;
}
