import type { TemplateOperator, TemplateValues, TemplateVariable, UriTemplate } from "./uriTemplate";

/** The URI that a template and values make (RFC 6570, section 3.2). A list is a composite value; an empty list counts as none. */
export function expandUriTemplate({ parts }: UriTemplate, values: TemplateValues): string {
  return parts.map((part) => {
    if (part.type === "literal") return encode(part.text, true);
    const { operator, variables } = part;
    const written = variables.flatMap((variable) => {
      const value = Object.hasOwn(values, variable.name) ? values[variable.name] : undefined;
      return value === undefined || (typeof value !== "string" && value.length === 0) ? [] : [expand(operator, variable, value)];
    });
    return written.length === 0 ? "" : operator.first + written.join(operator.separator);
  }).join("");
}

function expand(operator: TemplateOperator, variable: TemplateVariable, value: string | readonly string[]): string {
  const { name, explode, prefix } = variable;
  if (typeof value === "string") {
    const shown = prefix === undefined ? value : Array.from(value).slice(0, prefix).join("");
    return withName(operator, name, encode(shown, operator.reserved));
  }
  const items = value.map((item) => encode(item, operator.reserved));
  if (explode) return items.map((item) => withName(operator, name, item)).join(operator.separator);
  return withName(operator, name, items.join(","));
}

function withName({ named, ifEmpty }: TemplateOperator, name: string, value: string): string {
  if (!named) return value;
  return value === "" ? encode(name, true) + ifEmpty : `${encode(name, true)}=${value}`;
}

/** @param reserved keeps reserved characters and triplets such as `%20` as they are */
function encode(text: string, reserved: boolean): string {
  // Half of a surrogate pair has no UTF-8 and would throw.
  const sound = text.replace(/\p{Cs}/gu, "\ufffd");
  if (!reserved) return encodeURIComponent(sound).replace(/[!'()*]/g, percent);
  return sound.split(/(%[\da-f]{2})/i).map((piece, index) => (index % 2 === 1 ? piece : encodeURI(piece).replace(/%5B/g, "[").replace(/%5D/g, "]"))).join("");
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
