// What a TypeScript source says to people: the texts that can be translated, and those that were left raw.
import { createRequire } from "node:module";
import path from "node:path";

/**
 * @typedef {import("web-tree-sitter").Node} Node
 * @typedef {{ messages: string[], problems: string[] }} Texts problems: `line: what is wrong`
 */

/** Properties that the editor shows. */
const SHOWN = new Set(["label", "title", "placeholder", "placeHolder", "prompt", "description", "detail", "tooltip", "message"]);
/** Functions whose arguments the editor shows. */
const SHOWING = /^(show(Information|Warning|Error)Message|setStatusBarMessage|appendText|TreeItem|fact)$/;
/** Two words in a row. */
const PROSE = /\p{L}{2,}[^\s\p{L}]*\s+[^\s\p{L}]*\p{L}{2,}/u;
const WORD = /\p{L}{2,}/u;
/** Channels for logs stay English, like the programs whose words they hold and the reports that quote them. */
const LOGGING = /^(trace|debug|info|warn|error|mark)$/;
/** Scripts, paths, the frame of a page and its policy are for machines. */
const MACHINE = /^.(#!|@echo|\/|<!DOCTYPE|default-src )/;
/** Units are the same in every language. */
const UNITS = /\b(ms|min|[kMG]?B)\b/g;

/** @type {Promise<import("web-tree-sitter").Parser> | undefined} */
let loaded;

/** @returns {Promise<(source: string, exempt?: ReadonlySet<string>) => Texts>} exempt: texts that are the same in every language */
export async function textReader() {
  loaded ??= load();
  const parser = await loaded;
  return (source, exempt = new Set()) => {
    const tree = parser.parse(source);
    if (!tree) throw new Error("The source cannot be parsed.");
    /** @type {Texts} */
    const texts = { messages: [], problems: [] };
    visit(tree.rootNode, texts, exempt);
    tree.delete();
    return texts;
  };
}

async function load() {
  // Not at the top: this file may be loaded before the packages are there.
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init();
  const packages = path.dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm/package.json"));
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.join(packages, "wasm", "tree-sitter-typescript.wasm")));
  return parser;
}

/**
 * @param {Node} node
 * @param {Texts} texts
 * @param {ReadonlySet<string>} exempt
 */
function visit(node, texts, exempt) {
  // What an import names and what a type allows is not shown.
  if (node.type === "import_statement" || node.type === "literal_type" || isForLogs(node)) return;
  if (isTranslation(node)) return translation(node, texts, exempt);
  if (node.type === "string" || node.type === "template_string") {
    const words = wordsOf(node);
    const isText = !MACHINE.test(node.text) && (PROSE.test(words) || (WORD.test(words) && isShown(node)));
    if (isText && !exempt.has(words)) texts.problems.push(`${node.startPosition.row + 1}: ${node.text} is not translated; use vscode.l10n.t(...)`);
  }
  for (const child of node.namedChildren) if (child) visit(child, texts, exempt);
}

/**
 * @param {Node} node a call of `l10n.t`
 * @param {Texts} texts
 * @param {ReadonlySet<string>} exempt
 */
function translation(node, texts, exempt) {
  const [message, ...args] = (node.childForFieldName("arguments")?.namedChildren ?? []).filter((child) => child?.type !== "comment");
  const place = node.startPosition.row + 1;
  if (!message || !["string", "template_string"].includes(message.type) || message.namedChildren.some((child) => child?.type === "template_substitution")) {
    texts.problems.push(`${place}: the first argument of l10n.t must be a text without substitutions`);
  } else {
    const text = valueOf(message);
    texts.messages.push(text);
    const holes = new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, hole]) => Number(hole)));
    if (holes.size !== args.length || args.some((_, index) => !holes.has(index))) texts.problems.push(`${place}: ${message.text} has other placeholders than its ${args.length} arguments`);
  }
  for (const argument of args) if (argument) visit(argument, texts, exempt);
}

/** @param {Node} node */
function isTranslation(node) {
  return node.type === "call_expression" && /(^|\.)l10n\.t$/.test(node.childForFieldName("function")?.text ?? "");
}

/**
 * An Error is for who reads the log of a bug.
 * @param {Node} node
 */
function isForLogs(node) {
  if (node.type === "new_expression") return node.childForFieldName("constructor")?.text === "Error";
  return node.type === "call_expression" && LOGGING.test(lastName(node.childForFieldName("function")));
}

/**
 * The value of a shown property or the argument of a function that shows it, through conditions and templates.
 * @param {Node} node
 */
function isShown(node) {
  let at = node;
  while (at.parent && /^(ternary_expression|binary_expression|parenthesized_expression|template_substitution|template_string)$/.test(at.parent.type)) {
    // What is compared or asked for is not shown.
    if (at.parent.type === "ternary_expression" && at.parent.childForFieldName("condition")?.id === at.id) return false;
    if (at.parent.type === "binary_expression" && !/^(\+|\?\?|\|\|)$/.test(at.parent.childForFieldName("operator")?.text ?? "")) return false;
    at = at.parent;
  }
  const { parent } = at;
  if (parent?.type === "pair") return SHOWN.has(parent.childForFieldName("key")?.text ?? "") && parent.childForFieldName("value")?.id === at.id;
  if (parent?.type === "assignment_expression") return SHOWN.has(lastName(parent.childForFieldName("left"))) && parent.childForFieldName("right")?.id === at.id;
  const call = parent?.type === "arguments" ? parent.parent : undefined;
  return SHOWING.test(lastName(call?.childForFieldName("function") ?? call?.childForFieldName("constructor")));
}

/** @param {Node | null | undefined} node */
function lastName(node) {
  return node?.text.split(".").at(-1) ?? "";
}

/**
 * The words of a literal, without icons, units and what is put into it.
 * @param {Node} node
 */
function wordsOf(node) {
  const parts = node.namedChildren.map((child) => (child?.type === "template_substitution" ? "#" : child?.type === "escape_sequence" ? " " : child?.text ?? ""));
  return parts.join("").replace(/\$\([\w~-]+\)/g, "").replace(UNITS, "").trim();
}

/** @param {Node} node a literal without substitutions */
function valueOf(node) {
  const escaped = { n: "\n", t: "\t", r: "\r" };
  return node.text.slice(1, -1).replace(/\\(u([0-9a-fA-F]{4})|.)/g, (_, char, code) => (code ? String.fromCharCode(Number.parseInt(code, 16)) : escaped[/** @type {keyof typeof escaped} */ (char)] ?? char));
}
