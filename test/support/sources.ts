import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { inProject } from "./project";

export interface Source {
  /** Path in the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The TypeScript files below a folder of the project, sorted by path. */
export function sourcesIn(folder: string): readonly Source[] {
  const root = inProject(folder);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort()
    .map((file) => ({ path: file, text: readFileSync(inProject(...file.split("/")), "utf8") }));
}

/** What a source imports: packages as they are named, own files as paths in the project. */
export function importsOf(source: Source): readonly string[] {
  const code = source.text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const specifiers = [...code.matchAll(/\bfrom\s+(["'])([^"'\n]+)\1|\bimport\s*\(?\s*(["'])([^"'\n]+)\3|\brequire\s*\(\s*(["'])([^"'\n]+)\5/g)].map((match) => match[2] ?? match[4] ?? match[6] ?? "");
  return specifiers.map((specifier) => (specifier.startsWith(".") ? path.posix.join(path.posix.dirname(source.path), specifier) : specifier));
}
