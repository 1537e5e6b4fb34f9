export function copySample(target: string): Promise<string>;
/** Servers as a person has them in their own settings, which need no approval. */
export function sampleUserSettings(): Promise<Record<string, unknown>>;
