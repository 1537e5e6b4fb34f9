/** A language of the bundled analysis as the editor knows it. */
interface AnalyzedLanguage {
  readonly label: string;
  /** Every extension that the analyzer takes for this language, the usual one first. */
  readonly extensions: readonly string[];
}

const TYPESCRIPT: AnalyzedLanguage = { label: "TypeScript", extensions: [".ts", ".mts", ".cts"] };
const JAVASCRIPT: AnalyzedLanguage = { label: "JavaScript", extensions: [".js", ".jsx", ".mjs", ".cjs"] };

/** By language id of the editor. */
const LANGUAGES: ReadonlyMap<string, AnalyzedLanguage> = new Map([
  ["typescript", TYPESCRIPT],
  ["typescriptreact", { label: "TSX", extensions: [".tsx"] }],
  ["javascript", JAVASCRIPT],
  ["javascriptreact", JAVASCRIPT],
  ["python", { label: "Python", extensions: [".py", ".pyi"] }],
  ["go", { label: "Go", extensions: [".go"] }],
  ["rust", { label: "Rust", extensions: [".rs"] }],
  ["java", { label: "Java", extensions: [".java"] }],
]);

/** `TypeScript, TSX, JavaScript, ...` for a message. */
export function analyzedLanguageNames(): string {
  return [...new Set([...LANGUAGES.values()].map((language) => language.label))].join(", ");
}

/**
 * The path under which a document is analyzed: its own, with the extension of its language where it has none that the
 * analyzer would recognise (untitled documents, scripts without extension). `undefined` for other languages.
 */
export function analyzedPath(path: string, languageId: string): string | undefined {
  const language = LANGUAGES.get(languageId);
  if (!language) return undefined;
  const lower = path.toLowerCase();
  return language.extensions.some((extension) => lower.endsWith(extension)) ? path : path + (language.extensions[0] ?? "");
}
