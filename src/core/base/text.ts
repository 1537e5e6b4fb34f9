// The two codecs that every host has; declared here because the core sees neither the DOM's nor Node's types.
declare class TextEncoder {
  encode(input?: string): Uint8Array;
  encodeInto(input: string, target: Uint8Array): { written: number };
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}

const encoder = new TextEncoder();
// Node decodes large texts twice as fast when it may take the byte order mark away.
const lenient = new TextDecoder("utf-8");
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Encodes as much as there is room for; gives the bytes written. */
export function encodeUtf8Into(text: string, target: Uint8Array): number {
  return encoder.encodeInto(text, target).written;
}

/** Invalid sequences become U+FFFD; a byte order mark stays, so that it can be seen. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text = lenient.decode(bytes);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? `\ufeff${text}` : text;
}

export function isValidUtf8(bytes: Uint8Array): boolean {
  return check(bytes);
}

/** Has a host do this that can do it ten times as fast: it is asked of everything that servers send. */
export function setUtf8Check(hosts: (bytes: Uint8Array) => boolean): void {
  check = hosts;
}

let check = (bytes: Uint8Array): boolean => {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    // The fatal decoder has no other way to say no.
    return false;
  }
};
