import { entryKindOf } from "../../trace/entries/entryKindOf";
import type { EntryKind } from "../../trace/filter/facts";
import { kindOf } from "../../trace/store/rowFlags";

/** What an entry that begins with a row of these flags is, as filters call it. */
export function entryKind(flags: number): EntryKind {
  return entryKindOf(kindOf(flags));
}
