/** Properties of a manifest that the editor shows to people. */
const SHOWN = /^(title|shortTitle|name|contextualTitle|contents|label|altText|description|markdownDescription|enumDescriptions|markdownEnumDescriptions|enumItemLabels|deprecationMessage|markdownDeprecationMessage|patternErrorMessage|errorMessage)$/;

/** Their keys are names, those of settings and of what is written into a file, and no properties. */
const NAMED = new Set(["properties", "patternProperties", "definitions", "body"]);

/** The manifest as the editor has it after it has put in the texts of package.nls.json. */
export function localized(value: unknown, texts: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") return texts[/^%(.*)%$/.exec(value)?.[1] ?? ""] ?? value;
  if (Array.isArray(value)) return value.map((item: unknown) => localized(item, texts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, localized(item, texts)]));
}

/**
 * Shown texts that do not come from package.nls.json.
 * @param brand a name that is the same in every language
 */
export function rawTexts(manifest: unknown, brand: string): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, shown: boolean, named: boolean): void => {
    if (typeof value === "string") {
      if (shown && value !== brand && !/^%.+%$/.test(value)) found.push(value);
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, shown, false);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, !named && SHOWN.test(key), !named && NAMED.has(key));
    }
  };
  const { contributes, description, capabilities } = manifest as Readonly<Record<string, unknown>>;
  visit({ contributes, description, capabilities }, false, false);
  return found;
}
