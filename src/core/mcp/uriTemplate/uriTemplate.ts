/** How an expression of a URI template joins and encodes its values (RFC 6570, appendix A). */
export interface TemplateOperator {
  readonly sign: "" | "+" | "#" | "." | "/" | ";" | "?" | "&";
  readonly first: string;
  readonly separator: string;
  /** Values are written with their names. */
  readonly named: boolean;
  /** What follows the name of an empty value. */
  readonly ifEmpty: "" | "=";
  /** Reserved characters stay as they are. */
  readonly reserved: boolean;
}

/** One variable of an expression. */
export interface TemplateVariable {
  readonly name: string;
  /** `{x*}`: a list is written out value by value. */
  readonly explode: boolean;
  /** `{x:3}`: only the first three characters (code points). */
  readonly prefix: number | undefined;
}

export type TemplatePart =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "expression"; readonly operator: TemplateOperator; readonly variables: readonly TemplateVariable[] };

/** A URI template (RFC 6570), taken apart. */
export interface UriTemplate {
  readonly text: string;
  readonly parts: readonly TemplatePart[];
}

/** A variable without a value is left out, as RFC 6570 wants it. */
export type TemplateValues = { readonly [name: string]: string | readonly string[] | undefined };
