/** Bytes of the beginning that a note shows, and in one line of it. */
const SHOWN = 512;
const PER_LINE = 16;

/** What stands in the place of bytes that no editor shows: what they are, and how they begin. */
export function binaryNote(uri: string, mimeType: string | undefined, bytes: Uint8Array): string {
  const lines = [
    `This content is binary: ${bytes.length.toLocaleString("en-US")} ${bytes.length === 1 ? "byte" : "bytes"}${mimeType === undefined ? "" : ` of ${mimeType}`}.`,
    uri,
    "Use Save Resource As... in the title bar of this editor to have it as a file.",
    "",
    ...hexLines(bytes),
  ];
  if (bytes.length > SHOWN) lines.push(`… ${(bytes.length - SHOWN).toLocaleString("en-US")} more`);
  return `${lines.join("\n")}\n`;
}

/** Offset, sixteen bytes, and what of them is ASCII. */
function hexLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, SHOWN); at += PER_LINE) {
    const row = [...bytes.subarray(at, Math.min(at + PER_LINE, SHOWN))];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ").padEnd(PER_LINE * 3 - 1);
    const ascii = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${hex}  ${ascii}`);
  }
  return lines;
}
