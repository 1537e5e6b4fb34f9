import type { ServerLanguage } from "../finding";

/** A kind of stray line that tells by itself where it comes from. */
export interface Noise {
  /** What the line is; follows "stdout has". */
  readonly what: string;
  readonly fix: string;
}

interface Pattern extends Noise {
  readonly test: RegExp;
  /** Where the text says too little without knowing the language. */
  readonly language?: ServerLanguage;
}

const PRETTY: Noise = {
  what: "a piece of JSON that is spread over several lines",
  fix: "Write each message on one line: serialise it without indentation (no JSON.stringify(message, null, 2), no indent=2, no pretty printer). If it is not a message, send it to stderr.",
};

const LSP: Noise = {
  what: "a Content-Length header, the framing of the Language Server Protocol",
  fix: "MCP over stdio ends each message with a newline and has no headers: use the stdio transport of an MCP library instead of an LSP writer (vscode-jsonrpc's StreamMessageWriter adds these headers).",
};

const NPM: Noise = {
  what: "the banner that npm, pnpm or yarn prints before it runs a script",
  fix: "Start the server with npm run --silent (pnpm --silent, yarn --silent), with npx, or directly with node and the script's file.",
};

/** First match wins, so the telling ones come first. */
const PATTERNS: readonly Pattern[] = [
  {
    test: /^\ufeff/,
    what: "a byte order mark (no JSON parser accepts one)",
    fix: "Write UTF-8 without a byte order mark (in .NET new UTF8Encoding(false), in Python encoding='utf-8' rather than 'utf-8-sig', in PowerShell $OutputEncoding = [Text.UTF8Encoding]::new($false)).",
  },
  { test: /^Content-(Length|Type):/i, ...LSP },
  { test: /\}\s*Content-Length:\s*\d+\s*$/i, ...LSP },
  { test: /^> (@[\w.~-]+\/)?[\w.~-]+@\S+ \S/, ...NPM },
  { test: /^(yarn run v\d|\$ \S|Done in [\d.]+m?s\.?$)/, language: "node", ...NPM },
  { test: /^> \S/, language: "node", ...NPM },
  {
    test: /^\[dotenv[@\]]/,
    what: "the banner of dotenv",
    fix: "Pass quiet: true to dotenv's config(), set DOTENV_CONFIG_QUIET=true, or load the file with node --env-file.",
  },
  {
    test: /^\s*("(\\.|[^"\\])*"\s*:\s*.*|[[\]{}]|[\]}],|.*"\s*:\s*[[{])$/,
    ...PRETTY,
  },
];

const ESCAPE = /\u001b\[[\d;?]*[A-Za-z]/;

/** Recognises a stray line by its text; `undefined` when it could be anything. */
export function recogniseNoise(text: string, language: ServerLanguage): Noise | undefined {
  // Colours say nothing about what a line is, so the patterns look at the text without them.
  const plain = text.replace(new RegExp(ESCAPE, "g"), "");
  return PATTERNS.find((pattern) => (pattern.language === undefined || pattern.language === language) && pattern.test.test(plain));
}

export function hasTerminalColours(text: string): boolean {
  return ESCAPE.test(text);
}
