import { escapeText } from "../escape";
import { FILTER_FIELDS, fieldWords, isMeasure, unitsOf } from "./fields";
import type { Comparison, Filter, FilterProblem, MeasureField, Pattern, PatternField, Unit } from "./filter";
import { compilePattern, patternOf } from "./pattern";
import type { Value, Word } from "./words";

/** What is shown of a text in a message, in characters. */
const SHOWN = 40;
/** No more than 15 digits in all, so that a number prints as it was written. */
const COMPARISON = /^(>=?|<=?)(\d{1,12}(?:\.\d{1,3})?)([a-z]*)$/i;

/** The filter of a word, or what is wrong with it. Values that are wrong are left out of it. */
export function termOf(word: Word, problems: FilterProblem[]): Filter | undefined {
  if (word.field === "") return isMark(word) ? markOf(word, problems) : textOf(word, problems);
  const field = FILTER_FIELDS.find(({ name }) => name === word.field.toLowerCase())?.name;
  if (field === undefined) {
    problems.push({ from: word.from, to: word.from + word.field.length, message: unknownField(word.field) });
    return undefined;
  }
  if (field === "text") return textOf(word, problems);
  if (isMeasure(field)) {
    const any = sound(word, problems, (value) => comparisonOf(field, value, problems));
    return any.length === 0 ? undefined : { type: "measure", field, any };
  }
  const any = sound(word, problems, (value) => checkedPattern(field, value, problems));
  return any.length === 0 ? undefined : { type: "match", field, any };
}

/** The results for the values that have one. */
function sound<T>(word: Word, problems: FilterProblem[], read: (value: Value) => T | undefined): T[] {
  return word.values.flatMap((value) => {
    if (value.pieces.length === 0) problems.push(missingValue(word, value));
    const result = value.pieces.length === 0 ? undefined : read(value);
    return result === undefined ? [] : [result];
  });
}

function missingValue(word: Word, value: Value): FilterProblem {
  if (word.values.length > 1) return { from: Math.max(word.from, value.from - 1), to: Math.min(word.to, value.to + 1), message: 'A value is missing beside the |. To search for the sign itself, put it in quotes: "|".' };
  return { from: word.from, to: word.to, message: `${word.field}: needs a value, such as ${example(word.field)}.` };
}

function example(field: string): string {
  return FILTER_FIELDS.find(({ name }) => name === field.toLowerCase())?.example ?? "";
}

function unknownField(field: string): string {
  const name = field.toLowerCase();
  const meant = FILTER_FIELDS.find((each) => name.startsWith(each.name) || each.name.startsWith(name));
  const advice = meant ? `Did you mean ${meant.name}:?` : `There are ${FILTER_FIELDS.map((each) => each.name).join(", ")}.`;
  return `There is no field ${shown(field)}. ${advice} To search for the text, put it in quotes.`;
}

function isMark(word: Word): boolean {
  const [piece] = word.values[0]?.pieces ?? [];
  return piece !== undefined && !piece.quoted && piece.text.startsWith("@");
}

function markOf(word: Word, problems: FilterProblem[]): Filter | undefined {
  const [value] = word.values;
  if (word.values.length === 1 && value?.pieces.length === 1 && value.pieces[0]?.text.toLowerCase() === "@marked") return { type: "marked" };
  problems.push({ from: word.from, to: word.to, message: "Only @marked begins with @, and it stands alone. To search for the text, put it in quotes." });
  return undefined;
}

function textOf(word: Word, problems: FilterProblem[]): Filter | undefined {
  const any = sound(word, problems, (value) => {
    const [piece, another] = value.pieces;
    const problem = another
      ? 'A text is either in quotes as a whole or has none. In quotes, " is written \\".'
      : piece?.text === ""
        ? "A text has at least one character."
        : undefined;
    if (problem === undefined) return piece?.text;
    problems.push({ from: value.from, to: value.to, message: problem });
    return undefined;
  });
  return any.length === 0 ? undefined : { type: "text", any };
}

function checkedPattern(field: PatternField, value: Value, problems: FilterProblem[]): Pattern | undefined {
  const pattern = patternOf(value.pieces);
  const words = fieldWords(field);
  if (words === undefined || [...words.keys()].some(compilePattern(pattern))) return pattern;
  problems.push({ from: value.from, to: value.to, message: `${field} is never ${shown(pattern.join("*"))}. It is one of ${[...words.keys()].join(", ")}.` });
  return undefined;
}

function comparisonOf(field: MeasureField, value: Value, problems: FilterProblem[]): Comparison | undefined {
  const written = value.pieces.map(({ text }) => text).join("");
  const units = unitsOf(field);
  const [, sign, digits = "", unitText = ""] = COMPARISON.exec(written) ?? [];
  const operator = operatorOf(sign);
  const unit: Unit | undefined = unitText === "" ? units[0] : units.find((each) => each.toLowerCase() === unitText.toLowerCase());
  if (operator && unit) return { operator, amount: Number(digits), unit };
  problems.push({ from: value.from, to: value.to, message: `${field} is compared with a number, such as ${example(field)}: after >, >=, < or <= come at most 12 digits, 3 more behind a point, and ${units.join(", ")}.` });
  return undefined;
}

function operatorOf(sign: string | undefined): Comparison["operator"] | undefined {
  return sign === ">" || sign === ">=" || sign === "<" || sign === "<=" ? sign : undefined;
}

function shown(text: string): string {
  return `“${escapeText(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)}”`;
}
