import { FILTER_FIELDS, type FieldWords, fieldWords, isMeasure, namesOfStatus } from "./fields";
import type { FilterField, MeasureField, PatternField } from "./filter";
import { printPattern } from "./printValue";
import { type Word, wordsOf } from "./words";

/** Something to put at the place of `[from, to)`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  /** It can be shown as it is: what would not be seen is escaped in it. */
  readonly insert: string;
  /** What it means, and how many entries have it. */
  readonly detail: string;
}

/** Values that the traffic has, the most frequent first. */
export type FieldValues = (field: FilterField) => readonly { readonly value: string; readonly count: number }[];

/** Fields whose values are offered for a word that has no field yet. */
const GUESSED = ["server", "tool", "prompt", "resource", "method"] as const satisfies readonly PatternField[];
const LIMITS: { readonly [field in MeasureField]: readonly string[] } = { dur: [">100ms", ">1s", ">10s", "<10ms"], size: [">10KB", ">100KB", ">1MB", "<1KB"] };
const MOST = 50;

/** What could stand where the caret is, the likeliest first: fields and values for a word without a field, values for one with it. */
export function completeFilter(text: string, at: number, values: FieldValues): readonly Completion[] {
  const word = wordAt(text, at);
  if (word === undefined) return offersAt({ from: at, to: at }, startsLike("", values));
  const nameEnd = word.from + (word.field === "" ? 0 : word.field.length + 1);
  if (word.field !== "" && at < nameEnd) return offersAt({ from: word.from, to: nameEnd }, startsLike(text.slice(word.from, at), () => []));
  const place = word.values.find(({ from, to }) => from <= at && at <= to);
  if (place === undefined) return [];
  // What stands before the caret is what the person wrote; what is behind it is replaced as well.
  const typed = wordAt(text.slice(0, at), at)?.values.at(-1)?.pieces ?? [];
  const typedText = typed.map((piece) => piece.text).join("").toLowerCase();
  if (word.field !== "") return offersAt(place, valuesOf(word.field.toLowerCase(), typedText, values));
  const isPlain = word.values.length === 1 && typed.every(({ quoted }) => !quoted);
  return isPlain ? offersAt(place, startsLike(typedText, values)) : [];
}

type Offer = Pick<Completion, "insert" | "detail">;

function offersAt({ from, to }: Pick<Completion, "from" | "to">, offers: readonly Offer[]): readonly Completion[] {
  return offers.slice(0, MOST).map(({ insert, detail }) => ({ from, to, insert, detail }));
}

function wordAt(text: string, at: number): Word | undefined {
  return wordsOf(text, []).findLast((token): token is Word => token.type === "word" && token.from <= at && at <= token.to);
}

/** Whole terms, or their beginnings. */
function startsLike(typed: string, values: FieldValues): readonly Offer[] {
  const starts = [...FILTER_FIELDS.map(({ name, what }) => ({ insert: `${name}:`, detail: what })), { insert: "@marked", detail: "entries that you marked" }];
  const known = starts.filter(({ insert }) => insert.startsWith(typed.toLowerCase()));
  if (typed === "") return known;
  const found = GUESSED.flatMap((field) => valuesLike(typed, values(field)).map(({ value, count }) => ({ insert: `${field}:${printPattern([value])}`, detail: counted(count) })));
  return [...known, ...found];
}

function valuesOf(name: string, typed: string, values: FieldValues): readonly Offer[] {
  const field = FILTER_FIELDS.find((each) => each.name === name)?.name;
  if (field === undefined || field === "text" || field === "id") return [];
  if (isMeasure(field)) return LIMITS[field].filter((limit) => limit.toLowerCase().startsWith(typed)).map((limit) => ({ insert: limit, detail: "" }));
  const words = fieldWords(field);
  if (words === undefined) return valuesLike(typed, values(field)).map(({ value, count }) => ({ insert: printPattern([value]), detail: counted(count) }));
  return valuesLike(typed, countsOf(field, words, values)).map(({ value, count }) => ({ insert: value, detail: [words.get(value), ...(count > 0 ? [counted(count)] : [])].join(", ") }));
}

/** All words of a field in their order, with how many entries answer to them. */
function countsOf(field: FilterField, words: FieldWords, values: FieldValues): ReturnType<FieldValues> {
  const counted = values(field).map(({ value, count }) => ({ names: field === "status" ? namesOfStatus(value) : [value], count }));
  return [...words.keys()].map((value) => ({ value, count: counted.reduce((sum, { names, count }) => (names.includes(value) ? sum + count : sum), 0) }));
}

/** Those that begin with what was typed come before those that only hold it. */
function valuesLike(typed: string, values: ReturnType<FieldValues>): ReturnType<FieldValues> {
  const like = values.filter(({ value }) => value.toLowerCase().includes(typed));
  return like.toSorted((a, b) => Number(b.value.toLowerCase().startsWith(typed)) - Number(a.value.toLowerCase().startsWith(typed)));
}

function counted(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}
