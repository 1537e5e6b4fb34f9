import type { Order } from "./expansion";

/** Lines as they are, or upside down. @param length how many there are */
export function orderOf(lines: Omit<Order, "length">, length: number, descending: boolean): Order {
  if (!descending) return { length, at: (line) => lines.at(line), lineOf: (place) => lines.lineOf(place) };
  return {
    length,
    at: (line) => lines.at(length - 1 - line),
    lineOf: (place) => {
      const line = lines.lineOf(place);
      return line < 0 ? line : length - 1 - line;
    },
  };
}
