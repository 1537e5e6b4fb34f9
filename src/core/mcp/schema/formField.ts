/** One argument of a tool, as it is asked for. */
export interface FormField {
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly required: boolean;
  /** `null` is a value too. */
  readonly nullable: boolean;
  /** `undefined` when there is none. */
  readonly default: unknown;
  readonly input: FieldInput;
  /** Not to be shown while it is typed, and not to be remembered. */
  readonly secret: boolean;
  /** Whether `input` is anything but JSON. */
  readonly simple: boolean;
}

/** One value that can be chosen. */
export interface FieldOption {
  readonly value: string | number | boolean;
  readonly label: string;
  readonly description: string | undefined;
}

/** How a field is asked for; every bound is `undefined` when there is none. */
export type FieldInput =
  | {
      readonly type: "text";
      readonly format: string | undefined;
      /** In characters (code points). */
      readonly minLength: number | undefined;
      readonly maxLength: number | undefined;
      readonly pattern: string | undefined;
    }
  | {
      readonly type: "number";
      readonly integer: boolean;
      readonly minimum: number | undefined;
      readonly maximum: number | undefined;
      readonly exclusiveMinimum: number | undefined;
      readonly exclusiveMaximum: number | undefined;
      readonly multipleOf: number | undefined;
    }
  | { readonly type: "boolean" }
  | { readonly type: "choice"; readonly options: readonly FieldOption[] }
  /** Any number of the options, as an array. */
  | { readonly type: "choices"; readonly options: readonly FieldOption[]; readonly minItems: number | undefined; readonly maxItems: number | undefined }
  /** Too complex for a line of text; `reason` says why: `is an object`. */
  | { readonly type: "json"; readonly reason: string };
