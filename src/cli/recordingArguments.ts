import { assertNever } from "../core/base/assertNever";
import { Failure } from "../core/base/failure";
import type { ExportFormat } from "../core/trace/export/exportTraffic";
import type { Filter } from "../core/trace/filter/filter";
import { parseFilter } from "../core/trace/filter/parseFilter";

/** How `show` prints; `text` is the notation of `trace`. */
export type ShowFormat = "text" | ExportFormat;

/** What a command line about recordings asks for. */
export type RecordingInvocation =
  | { readonly verb: "show"; readonly file: string; readonly filter: Filter | undefined; readonly format: ShowFormat; readonly verbose: boolean; readonly asSent: boolean }
  | { readonly verb: "stats"; readonly file: string; readonly filter: Filter | undefined; readonly json: boolean }
  | { readonly verb: "diff"; readonly files: readonly [string, string]; readonly filter: Filter | undefined };

export const RECORDING_OPTIONS = {
  show: ["filter", "format", "verbose", "as-sent"],
  stats: ["filter", "json"],
  diff: ["filter"],
} as const;

const FORMATS: readonly ShowFormat[] = ["text", "jsonl", "har", "otlp", "html", "md"];

export function isRecordingVerb(verb: string): verb is RecordingInvocation["verb"] {
  return Object.hasOwn(RECORDING_OPTIONS, verb);
}

/**
 * @param files the words that are no options
 * @throws Failure of kind `usage`
 */
export function recordingInvocation(
  verb: RecordingInvocation["verb"],
  files: readonly string[],
  values: { readonly filter?: string; readonly format?: string; readonly verbose?: boolean; readonly json?: boolean; readonly "as-sent"?: boolean },
): RecordingInvocation {
  const filter = filterOf(values.filter);
  const [file, other, ...more] = files;
  if (verb === "diff") {
    if (file === undefined || other === undefined || more.length > 0) throw usage("Which two recordings? Write: wirelight diff <one.mcptrace> <other.mcptrace>");
    return { verb, files: [file, other], filter };
  }
  if (file === undefined || other !== undefined) throw usage(`Which recording? Write: wirelight ${verb} <file.mcptrace>`);
  switch (verb) {
    case "show":
      return { verb, file, filter, format: formatOf(values.format), verbose: values.verbose === true, asSent: values["as-sent"] === true };
    case "stats":
      return { verb, file, filter, json: values.json === true };
    default:
      return assertNever(verb);
  }
}

/** A filter with a mistake would show something else than was asked for. */
function filterOf(text: string | undefined): Filter | undefined {
  if (text === undefined) return undefined;
  const { filter, problems } = parseFilter(text);
  const [problem] = problems;
  if (problem) throw usage(`--filter: ${problem.message}\n  ${text}\n  ${" ".repeat(problem.from)}${"^".repeat(Math.max(1, problem.to - problem.from))}`);
  return filter;
}

function formatOf(text = "text"): ShowFormat {
  const format = FORMATS.find((each) => each === text);
  if (!format) throw usage(`--format is one of ${FORMATS.join(", ")}, not "${text}".`);
  return format;
}

function usage(message: string): Failure {
  return new Failure("usage", message);
}
