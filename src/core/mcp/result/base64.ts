/** Both alphabets, padded or not; line breaks are allowed because encoders for mail put them in. */
export function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_\s-]*={0,2}$/.test(text.trimEnd());
}

/** Number of bytes that a valid base64 text stands for. */
export function base64Size(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 61) digits++;
  }
  return Math.floor((digits * 3) / 4);
}
