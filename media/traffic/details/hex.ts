/** Bytes in a line. */
export const HEX_WIDTH = 16;

/** A line of a hex dump: where it begins, at most 16 bytes in two groups, and those of them that are printable ASCII. */
export function hexLine(part: Uint8Array, from: number): { readonly offset: string; readonly hex: string; readonly text: string } {
  const pairs = Array.from(part, (byte) => byte.toString(16).padStart(2, "0"));
  const hex = `${pairs.slice(0, HEX_WIDTH / 2).join(" ")}  ${pairs.slice(HEX_WIDTH / 2).join(" ")}`.padEnd(HEX_WIDTH * 3);
  const text = Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
  return { offset: from.toString(16).padStart(8, "0"), hex, text };
}

/** Lines of so many bytes. */
export function hexLines(bytes: number): number {
  return Math.ceil(bytes / HEX_WIDTH);
}
