import { Pause } from "./recordings/pause";

/** The UTF-8 of a text that is made in pieces, made without keeping anything else waiting for long. */
export async function encodePieces(pieces: Iterable<string>): Promise<Uint8Array> {
  const pause = new Pause();
  const parts: Buffer[] = [];
  let length = 0;
  for (const piece of pieces) {
    const part = Buffer.from(piece);
    parts.push(part);
    length += part.length;
    if (pause.isDue) await pause.take();
  }
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const part of parts) {
    at += part.copy(bytes, at);
    if (pause.isDue) await pause.take();
  }
  return bytes;
}
