/** Bytes of what is parsed in one go to be laid out; more would be felt by everything else that the process does. */
export const LARGEST = 1_000_000;
