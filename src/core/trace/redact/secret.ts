/**
 * How a secret was recognised: under the name of a member, variable, header or option; by its own form; as the password of
 * a URL; by a pattern of the person.
 */
export type SecretKind = "name" | "token" | "url" | "pattern";

/** A secret that was found, wherever it occurs. */
export interface Secret {
  /** The number in its mask. */
  readonly number: number;
  readonly kind: SecretKind;
  /** The name that it was found under, the kind of token, or the pattern. */
  readonly label: string;
  readonly value: string;
  /** Places where it was found so far. */
  readonly places: number;
}

/** A stretch `[start, end)` of a text that is a secret. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
  readonly label: string;
  /** What has to stand before and after the mask, so that JSON stays JSON where a number gives way to a text. */
  readonly quote?: string;
}
