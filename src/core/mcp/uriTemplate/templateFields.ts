import type { TemplateOperator, UriTemplate } from "./uriTemplate";

/** One variable of a template, as it is asked for. */
export interface TemplateField {
  readonly name: string;
  /** Without it the URI would have a hole; a query parameter or a fragment may just be left out. */
  readonly required: boolean;
  /** What stands between the values where several may be given; `undefined` where one is. */
  readonly separator: string | undefined;
}

/** The variables of a template in the order in which they occur, each once. */
export function templateFields({ parts }: UriTemplate): readonly TemplateField[] {
  const fields = new Map<string, TemplateField>();
  for (const part of parts) {
    if (part.type === "literal") continue;
    for (const { name, explode } of part.variables) {
      const known = fields.get(name);
      fields.set(name, {
        name,
        required: (known?.required ?? false) || !canBeLeftOut(part.operator),
        separator: explode ? separatorOf(part.operator) : known?.separator,
      });
    }
  }
  return [...fields.values()];
}

/** The value of a field from what was typed; nothing typed into an optional field leaves it out. */
export function templateValue({ required, separator }: TemplateField, text: string): string | readonly string[] | undefined {
  if (text === "" && !required) return undefined;
  return separator === undefined ? text : text.split(separator);
}

function canBeLeftOut({ sign }: TemplateOperator): boolean {
  return sign === "?" || sign === "&" || sign === ";" || sign === "#";
}

/** A path is typed as a path; everything else is a list with commas. */
function separatorOf({ sign }: TemplateOperator): string {
  return sign === "/" ? "/" : ",";
}
