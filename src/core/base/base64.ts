// What every host has; declared here because the core sees neither the DOM's nor Node's types.
declare function btoa(binary: string): string;
declare function atob(text: string): string;

/** As many arguments as a call may safely have. */
const PIECE = 8 * 1024;

/** RFC 4648, section 4, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return btoa(pieces.join(""));
}

/** `undefined` when the text is no base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    // The decoder has no other way to say no.
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
