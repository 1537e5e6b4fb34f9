import type { RowColumns, RowLines } from "../rowColumns";
import { findSubject } from "./findSubject";
import { spelledText } from "./spelledText";

/** Bytes of a request that are looked through: a name that comes after more than that is not found. */
export const SUBJECT_WITHIN = 64 * 1024;
/** Bytes that are read together, since requests come in flocks. */
const PIECE = 64 * 1024;

/**
 * Gives what requests are about whose topic leaves it open, read off their bytes; `undefined` where one names nothing or its
 * bytes are gone. To be used within one turn, for rows before `next` in ascending order.
 */
export function subjectReader(columns: RowColumns, next: number): (seq: number) => string | undefined {
  let piece: RowLines | undefined;
  return (seq) => {
    if (columns.size(seq) > SUBJECT_WITHIN) {
      const head = columns.part(seq, 0, SUBJECT_WITHIN);
      return head && subjectIn(head, 0, head.length);
    }
    if (!piece || seq < piece.first || seq >= piece.next) piece = columns.lines(seq, next, PIECE);
    return piece && subjectIn(piece.bytes, piece.start(seq), piece.end(seq));
  };
}

function subjectIn(bytes: Uint8Array, start: number, end: number): string | undefined {
  const span = findSubject(bytes, start, end);
  return span && spelledText(bytes, span);
}
