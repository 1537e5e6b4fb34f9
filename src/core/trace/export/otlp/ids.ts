const SEEDS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35] as const;

/** The id of a trace, 16 bytes in hexadecimal digits: the same for the same text, so that exporting twice gives the same. */
export function traceId(text: string): string {
  return SEEDS.map((seed) => lane(text, seed)).join("");
}

/** The id of a span, 8 bytes in hexadecimal digits. */
export function spanId(text: string): string {
  return [SEEDS[2], SEEDS[1]].map((seed) => lane(`span ${text}`, seed)).join("");
}

/** 32 bits of a text, well mixed (FNV-1a, then the finish of MurmurHash3); never 0, since an id of zeros is none. */
function lane(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) + Math.imul(seed, at);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return (hash === 0 ? 1 : hash).toString(16).padStart(8, "0");
}
