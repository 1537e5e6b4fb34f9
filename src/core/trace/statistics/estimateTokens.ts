/**
 * Bytes of a tool's definition that make a token. Measured with the encoding o200k_base over the 39 tools of five servers:
 * sums of a server are within 7 % of it, single tools within 17 %. Other models cut differently, and text that is not
 * English takes more tokens for its bytes, so it stays an estimate and is shown as one.
 */
const BYTES_PER_TOKEN = 4.5;

export function estimateTokens(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}
