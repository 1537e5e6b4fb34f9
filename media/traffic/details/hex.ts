/** Bytes in a line. */
export const HEX_WIDTH = 16;

/** A line of a hex dump: where it begins, its bytes in two groups, and those of them that are printable ASCII. */
export function hexLine(bytes: Uint8Array, line: number): { readonly offset: string; readonly hex: string; readonly text: string } {
  const from = line * HEX_WIDTH;
  const part = bytes.subarray(from, from + HEX_WIDTH);
  const pairs = Array.from(part, (byte) => byte.toString(16).padStart(2, "0"));
  const hex = `${pairs.slice(0, HEX_WIDTH / 2).join(" ")}  ${pairs.slice(HEX_WIDTH / 2).join(" ")}`.padEnd(HEX_WIDTH * 3);
  const text = Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
  return { offset: from.toString(16).padStart(8, "0"), hex, text };
}

export function hexLines(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / HEX_WIDTH);
}
