/** 64 bits of a text (twice FNV-1a, from different ends of the numbers), in which two texts of one recording hardly ever agree. */
export function digest(text: string): string {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x5bd1e995);
    other ^= other >>> 15;
  }
  return `${text.length} ${one >>> 0} ${other >>> 0}`;
}
