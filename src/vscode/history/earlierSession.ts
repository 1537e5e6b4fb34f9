/** A session of this workspace that has ended, as it is listed. */
export interface EarlierSession {
  readonly id: string;
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly ended: number;
  /** On the disk. */
  readonly bytes: number;
  /** False when its window was killed: what it did last may be missing. */
  readonly complete: boolean;
  /** Servers and messages; `undefined` until they have been counted. */
  readonly summary: { readonly servers: readonly string[]; readonly messages: number } | undefined;
}
