import type { TemplateOperator, TemplatePart, TemplateVariable, UriTemplate } from "./uriTemplate";

export type ParsedUriTemplate = { readonly ok: true; readonly template: UriTemplate } | { readonly ok: false; readonly reason: string };

const PLAIN: TemplateOperator = { sign: "", first: "", separator: ",", named: false, ifEmpty: "", reserved: false };

const OPERATORS: ReadonlyMap<string, TemplateOperator> = new Map([
  ["+", { ...PLAIN, sign: "+", reserved: true }],
  ["#", { ...PLAIN, sign: "#", first: "#", reserved: true }],
  [".", { ...PLAIN, sign: ".", first: ".", separator: "." }],
  ["/", { ...PLAIN, sign: "/", first: "/", separator: "/" }],
  [";", { ...PLAIN, sign: ";", first: ";", separator: ";", named: true }],
  ["?", { ...PLAIN, sign: "?", first: "?", separator: "&", named: true, ifEmpty: "=" }],
  ["&", { ...PLAIN, sign: "&", first: "&", separator: "&", named: true, ifEmpty: "=" }],
]);

/** Set apart by RFC 6570 (section 2.2) for operators to come. */
const FUTURE = "=,!@|";

/** Takes a URI template apart (RFC 6570, all levels); names may hold more than the RFC allows, since servers write `{user-id}`. */
export function parseUriTemplate(text: string): ParsedUriTemplate {
  const parts: TemplatePart[] = [];
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf("{", at);
    const literal = text.slice(at, open < 0 ? text.length : open);
    if (literal.includes("}")) return { ok: false, reason: `has a "}" without a "{" at character ${at + literal.indexOf("}") + 1}` };
    if (literal !== "") parts.push({ type: "literal", text: literal });
    if (open < 0) break;
    const close = text.indexOf("}", open);
    if (close < 0) return { ok: false, reason: `has a "{" without a "}" at character ${open + 1}` };
    const part = parseExpression(text.slice(open + 1, close));
    if (typeof part === "string") return { ok: false, reason: `has the expression "${text.slice(open, close + 1)}", ${part}` };
    parts.push(part);
    at = close + 1;
  }
  return { ok: true, template: { text, parts } };
}

/** The expression between the braces, or what is wrong with it. */
function parseExpression(text: string): TemplatePart | string {
  const sign = text.charAt(0);
  if (sign === "") return "which names no variable";
  if (FUTURE.includes(sign)) return `whose operator "${sign}" means nothing yet`;
  const operator = OPERATORS.get(sign);
  const variables: TemplateVariable[] = [];
  for (const each of text.slice(operator ? 1 : 0).split(",")) {
    const [, name, explode, prefix] = /^([^\s{}*:]+)(?:(\*)|:([1-9]\d{0,3}))?$/.exec(each) ?? [];
    if (name === undefined) return each === "" ? "which names no variable" : `in which "${each}" is no variable`;
    variables.push({ name, explode: explode !== undefined, prefix: prefix === undefined ? undefined : Number(prefix) });
  }
  return { type: "expression", operator: operator ?? PLAIN, variables };
}
