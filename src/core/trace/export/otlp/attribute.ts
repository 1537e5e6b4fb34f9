import { wellFormed } from "../wellFormed";

/** An attribute in the JSON encoding of OTLP: 64-bit integers are text there. */
export interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string } | { readonly boolValue: boolean };
}

/** The attributes that have a value. A number must be whole. */
export function attributes(values: { readonly [key: string]: string | number | boolean | undefined }): readonly Attribute[] {
  const list: Attribute[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === "string") list.push({ key, value: { stringValue: wellFormed(value) } });
    else if (typeof value === "number") list.push({ key, value: { intValue: String(value) } });
    else if (value !== undefined) list.push({ key, value: { boolValue: value } });
  }
  return list;
}
