import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Language as Grammar, Parser, type Tree } from "web-tree-sitter";
import { checkText, readSource } from "../files/readSource";
import type { Language } from "../languages/language";
import { languageOf } from "../languages/languageOf";
import { complexityOf } from "../syntax/complexityOf";
import { outlineOf } from "../syntax/outlineOf";
import type { Analysis, FileOutcome, FileRequest } from "./messages";

/** Parses files and reads what the tools want from them. Grammars load when first needed. */
export class FileAnalyzer {
  private readonly parsers = new Map<string, Parser>();

  private constructor(private readonly grammars: string) {}

  static async create(engine: string, grammars: string): Promise<FileAnalyzer> {
    await Parser.init({ wasmBinary: readFileSync(engine) });
    return new FileAnalyzer(grammars);
  }

  async analyze(file: FileRequest, analysis: Analysis, cancelled: () => boolean): Promise<FileOutcome> {
    const language = languageOf(file.path);
    if (language === undefined) {
      return { status: "skipped", reason: "language not supported" };
    }
    const source = file.text === undefined ? readSource(file.path, file) : checkText(file.text);
    if (source.status === "skipped") {
      return source;
    }
    const parser = await this.parserFor(language);
    if (typeof parser === "string") {
      return { status: "skipped", reason: parser };
    }
    const tree = parser.parse(source.text, null, { progressCallback: cancelled });
    if (tree === null) {
      // The parser keeps a stopped parse to resume it, which would be with another file's text.
      parser.reset();
      return { status: "cancelled" };
    }
    try {
      return report(tree, source.text, language, analysis, cancelled);
    } finally {
      tree.delete();
    }
  }

  /** The parser of a language, or why there is none. */
  private async parserFor(language: Language): Promise<Parser | string> {
    const known = this.parsers.get(language.grammar);
    if (known !== undefined) {
      return known;
    }
    const path = join(this.grammars, language.grammar);
    try {
      const grammar = await Grammar.load(readFileSync(path));
      const parser = new Parser();
      parser.setLanguage(grammar);
      this.parsers.set(language.grammar, parser);
      return parser;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return `the ${language.label} grammar could not be loaded from ${path} (${detail}); reinstall the extension`;
    }
  }
}

function report(tree: Tree, text: string, language: Language, analysis: Analysis, cancelled: () => boolean): FileOutcome {
  const items =
    analysis.kind === "outline" ? outlineOf(tree, text, language, analysis, cancelled) : complexityOf(tree, text, language, cancelled);
  if (items === undefined) {
    return { status: "cancelled" };
  }
  return { status: "analyzed", count: items.length, json: JSON.stringify(items), syntaxErrors: tree.rootNode.hasError };
}
