/** All bits for any number but 0, which has none: zeros come in no pattern, and a wrongly guessed branch costs more than the rest. */
export function unlessZero(value: number): number {
  return (value | (0 - value)) >> 31;
}
