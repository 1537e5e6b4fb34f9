/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of a picture as its head says, before anything decodes it: a few bytes may say that they are gigabytes. `undefined`
 * where the head says nothing that a decoder would believe. Formats: PNG, GIF, BMP, WebP, JPEG, AVIF.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAt = (at: number, text: string): boolean => bytes.length >= at + text.length && Array.from(text).every((sign, place) => bytes[at + place] === sign.charCodeAt(0));
  if (isAt(12, "IHDR") && bytes.length >= 24) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (isAt(0, "GIF8") && bytes.length >= 10) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (isAt(0, "BM") && bytes.length >= 26) return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  if (isAt(8, "WEBP") && bytes.length >= 30) return webpSize(view, isAt);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(view);
  return isAt(4, "ftyp") ? avifSize(view, isAt) : undefined;
}

/** RFC 9649, sections 2.5 to 2.7. */
function webpSize(view: DataView, isAt: (at: number, text: string) => boolean): PictureSize | undefined {
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  if (isAt(12, "VP8X")) return { width: three(24) + 1, height: three(27) + 1 };
  if (isAt(12, "VP8 ")) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (!isAt(12, "VP8L")) return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The first segment that begins a frame (ITU T.81, table B.1). */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A marker may be filled up with further 0xff.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The largest of the sizes that its boxes give (ISO/IEC 23008-12, section 6.5.3). */
function avifSize(view: DataView, isAt: (at: number, text: string) => boolean): PictureSize | undefined {
  let found: PictureSize | undefined;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, 4096); at++) {
    if (!isAt(at, "ispe")) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!found || size.width * size.height > found.width * found.height) found = size;
  }
  return found;
}
