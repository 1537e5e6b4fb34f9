import { go } from "./go";
import { java } from "./java";
import { javascript } from "./javascript";
import type { Language } from "./language";
import { python } from "./python";
import { rust } from "./rust";
import { tsx, typescript } from "./typescript";

export const languages: readonly Language[] = [typescript, tsx, javascript, python, go, rust, java];

const byExtension = new Map(languages.flatMap((language) => language.extensions.map((extension) => [extension, language])));

/** The language of a file by the extension of its name, whatever the separators of the path. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : byExtension.get(path.slice(dot).toLowerCase());
}

/** For messages: `TypeScript (.ts .mts .cts), …`. */
export function describeLanguages(): string {
  return languages.map((language) => `${language.label} (${language.extensions.join(" ")})`).join(", ");
}
