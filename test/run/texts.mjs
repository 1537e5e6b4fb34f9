// What a TypeScript source says to people: the texts that can be translated, and those that were left raw.
import { createRequire } from "node:module";
import path from "node:path";

/**
 * @typedef {import("web-tree-sitter").Node} Node
 * @typedef {{ messages: string[], problems: string[] }} Texts problems: `line: what is wrong`
 * @typedef {import("./texts.d.mts").Kind} Kind
 *
 * @typedef {{
 *   translate: string,
 *   isTranslate: RegExp,
 *   shown: ReadonlySet<string>,
 *   showing: RegExp,
 *   forLogs: RegExp,
 *   isMachine: (node: Node, words: string) => boolean,
 *   isText: (node: Node, words: string) => boolean,
 * }} Manners how a kind of source says things
 *   translate: what makes a text translatable; isTranslate: the same as a pattern
 *   shown: properties that are shown
 *   showing: functions whose arguments are shown
 *   forLogs: errors whose words nobody sees who is no developer
 *   isMachine: is for a program, whatever it looks like; isText: is a text although nothing else tells
 */

/** Properties that the editor shows. */
const SHOWN = new Set(["label", "title", "placeholder", "placeHolder", "prompt", "description", "detail", "tooltip", "message"]);
/** Two words in a row. */
const PROSE = /\p{L}{2,}[^\s\p{L}]*\s+[^\s\p{L}]*\p{L}{2,}/u;
const WORD = /\p{L}{2,}/u;
/** Channels for logs stay English, like the programs whose words they hold and the reports that quote them. */
const LOGGING = /^(trace|debug|info|warn|error|mark)$/;
/** Scripts, paths, the frame of a page and its policy are for machines. */
const MACHINE = /^.(#!|@echo|\/|<!DOCTYPE|default-src )/;

/** Arguments of a page's functions that are names of elements and classes. */
const NAMING = new Map([["el", [0, 1]], ["button", [1]]]);
/** Functions of a page that take selectors, names of classes and properties of styles. */
const SELECTING = /^(showShape|querySelector(All)?|closest|matches|getPropertyValue|setProperty|add|remove|toggle|contains)$/;
/** Filters, styles and names of settings. */
const FORMULA = /^\(?[a-z]+:|^[a-z]+\(|^wirelight\./;
/** What holds names of classes. */
const CLASSES = /(^|\.)(className|shape|style\.\w+)$/;
/** As people read them on their keyboards, which say the same to assistive technology. */
const KEYS = /^((Ctrl|Shift|Alt)\+)*(Enter|Escape|Space|Tab|Home|End|F\d+|Delete|Backspace|ContextMenu|(Arrow|Page)?(Left|Right|Up|Down)|[A-Z*/])$/;

/** @type {Readonly<Record<Kind, Manners>>} */
const MANNERS = {
  editor: {
    translate: "vscode.l10n.t",
    isTranslate: /(^|\.)l10n\.t$/,
    shown: SHOWN,
    showing: /^(show(Information|Warning|Error)Message|setStatusBarMessage|appendText|TreeItem|fact)$/,
    forLogs: /^Error$/,
    isMachine: () => false,
    isText: () => false,
  },
  page: {
    translate: "t",
    isTranslate: /^t$/,
    shown: new Set([...SHOWN, "textContent", "innerText", "alt", "ariaLabel", "about", "words", "until"]),
    showing: /^(append|prepend|replaceChildren|announce|say|warn|setText|button|el|Option)$/,
    // What a page asked for in vain is shown; what no caller may do is not.
    forLogs: /^(Range|Type)Error$/,
    isMachine: (node, words) => FORMULA.test(words) || KEYS.test(words) || isForStyles(node),
    // A word with a capital is a label, and one beside a value says what that is; names of events and states are neither.
    isText: (node, words) => (/^\p{Lu}\p{Ll}/u.test(words) && !isCompared(node)) || /(^|\s)#\s+\p{L}{2}|\p{L}{2,}\s+#(\s|$)/u.test(words),
  },
};
/** Units are the same in every language. */
const UNITS = /\b(ms|min|[kMG]?B)\b/g;

/** @type {Promise<import("web-tree-sitter").Parser> | undefined} */
let loaded;

/** @returns {Promise<(source: string, exempt?: ReadonlySet<string>, kind?: Kind) => Texts>} exempt: texts that are the same in every language */
export async function textReader() {
  loaded ??= load();
  const parser = await loaded;
  return (source, exempt = new Set(), kind = "editor") => {
    const tree = parser.parse(source);
    if (!tree) throw new Error("The source cannot be parsed.");
    /** @type {Texts} */
    const texts = { messages: [], problems: [] };
    visit(tree.rootNode, texts, exempt, MANNERS[kind]);
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
 * @param {Manners} manners
 */
function visit(node, texts, exempt, manners) {
  // What an import names and what a type allows is not shown.
  if (node.type === "import_statement" || node.type === "literal_type" || isForLogs(node, manners)) return;
  if (isTranslation(node, manners)) return translation(node, texts, exempt, manners);
  if (node.type === "string" || node.type === "template_string") {
    const words = wordsOf(node);
    const isText = PROSE.test(words) || (WORD.test(words) && isShown(node, manners)) || manners.isText(node, words);
    const isForPeople = isText && !MACHINE.test(node.text) && !manners.isMachine(node, words);
    if (isForPeople && !exempt.has(words)) texts.problems.push(`${node.startPosition.row + 1}: ${node.text} is not translated; use ${manners.translate}(...)`);
  }
  for (const child of node.namedChildren) if (child) visit(child, texts, exempt, manners);
}

/**
 * @param {Node} node a call of what translates
 * @param {Texts} texts
 * @param {ReadonlySet<string>} exempt
 * @param {Manners} manners
 */
function translation(node, texts, exempt, manners) {
  const [message, ...args] = (node.childForFieldName("arguments")?.namedChildren ?? []).filter((child) => child?.type !== "comment");
  const place = node.startPosition.row + 1;
  if (!message || !["string", "template_string"].includes(message.type) || message.namedChildren.some((child) => child?.type === "template_substitution")) {
    texts.problems.push(`${place}: the first argument of ${manners.translate} must be a text without substitutions`);
  } else {
    const text = valueOf(message);
    texts.messages.push(text);
    const holes = new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, hole]) => Number(hole)));
    if (holes.size !== args.length || args.some((_, index) => !holes.has(index))) texts.problems.push(`${place}: ${message.text} has other placeholders than its ${args.length} arguments`);
  }
  for (const argument of args) if (argument) visit(argument, texts, exempt, manners);
}

/**
 * @param {Node} node
 * @param {Manners} manners
 */
function isTranslation(node, manners) {
  return node.type === "call_expression" && manners.isTranslate.test(node.childForFieldName("function")?.text ?? "");
}

/**
 * An Error is for who reads the log of a bug.
 * @param {Node} node
 * @param {Manners} manners
 */
function isForLogs(node, manners) {
  if (node.type === "new_expression") return manners.forLogs.test(node.childForFieldName("constructor")?.text ?? "");
  return node.type === "call_expression" && LOGGING.test(lastName(node.childForFieldName("function")));
}

/**
 * The value of a shown property or the argument of a function that shows it, through conditions and templates.
 * @param {Node} node
 * @param {Manners} manners
 */
function isShown(node, { shown, showing }) {
  const at = outermost(node);
  const { parent } = at ?? {};
  if (!at || !parent) return false;
  if (parent.type === "pair") return shown.has(parent.childForFieldName("key")?.text ?? "") && parent.childForFieldName("value")?.id === at.id;
  if (parent.type === "assignment_expression") return shown.has(lastName(parent.childForFieldName("left"))) && parent.childForFieldName("right")?.id === at.id;
  return showing.test(calledWith(at)?.name ?? "");
}

/**
 * The expression whose value a literal may be.
 * @param {Node} node
 * @returns {Node | undefined} nothing for what is compared or asked for
 */
function outermost(node) {
  let at = node;
  while (at.parent && /^(ternary_expression|binary_expression|parenthesized_expression|template_substitution|template_string)$/.test(at.parent.type)) {
    if (at.parent.type === "ternary_expression" && at.parent.childForFieldName("condition")?.id === at.id) return undefined;
    if (at.parent.type === "binary_expression" && !/^(\+|\?\?|\|\|)$/.test(at.parent.childForFieldName("operator")?.text ?? "")) return undefined;
    at = at.parent;
  }
  return at;
}

/** @param {Node} node */
function isCompared(node) {
  return outermost(node) === undefined || node.parent?.type === "switch_case";
}

/**
 * Names of classes, selectors and values of styles.
 * @param {Node} node
 */
function isForStyles(node) {
  const at = outermost(node);
  if (!at?.parent) return false;
  if (at.parent.type === "assignment_expression") return CLASSES.test(at.parent.childForFieldName("left")?.text ?? "");
  if (at.parent.type === "variable_declarator") return CLASSES.test(at.parent.childForFieldName("name")?.text ?? "");
  const call = calledWith(at);
  if (!call) return false;
  return SELECTING.test(call.name) || NAMING.get(call.name)?.includes(call.place) || (call.name === "setAttribute" && /"(class|style)"/.test(at.parent.text));
}

/**
 * The function that an argument is given to, and its place from 0.
 * @param {Node} argument
 */
function calledWith(argument) {
  const call = argument.parent?.type === "arguments" ? argument.parent.parent : undefined;
  if (!call) return undefined;
  const place = (argument.parent?.namedChildren ?? []).filter((child) => child?.type !== "comment").findIndex((child) => child?.id === argument.id);
  return { name: lastName(call.childForFieldName("function") ?? call.childForFieldName("constructor")), place };
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
