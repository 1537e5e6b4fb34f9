import type { SkippedFile } from "../files/skippedFile";
import type { AnalysisResult, Coverage } from "./analysisResult";
import type { RunResult } from "./analysisRun";
import type { CommonArguments } from "./commonArguments";
import { countOf } from "./countOf";

/** Skipped files listed by name; the rest are counted by reason in a warning. */
const maxListed = 100;

/** What was looked at and what was not, in numbers, names and words. */
export function coverageOf(run: RunResult, args: CommonArguments): Pick<AnalysisResult<never>, "coverage" | "warnings"> {
  const skipped: SkippedFile[] = [...run.selection.skipped];
  let analyzed = 0;
  let broken = 0;
  for (const [index, outcome] of run.outcomes.entries()) {
    const path = run.selection.files[index]?.shown ?? "";
    if (outcome.status === "analyzed") {
      analyzed += 1;
      broken += outcome.syntaxErrors ? 1 : 0;
    } else {
      const reason = outcome.status === "skipped" ? outcome.reason : `not reached within ${args.timeoutMs} ms`;
      skipped.push({ path, reason });
    }
  }
  const coverage: Coverage = {
    filesAnalyzed: analyzed,
    filesSkipped: skipped.length,
    filesOfOtherLanguages: run.selection.otherLanguages,
    skipped: skipped.slice(0, maxListed),
  };
  const warnings = [...run.selection.warnings];
  if (broken > 0) {
    warnings.push(`${countOf(broken, "file has", "files have")} syntax errors; what is listed of them may be incomplete.`);
  }
  if (run.timedOut) {
    warnings.push(`The time limit of ${args.timeoutMs} ms was reached; the result is partial. Give a larger timeoutMs.`);
  }
  if (skipped.length > maxListed) {
    warnings.push(`Not listed by name: ${byReason(skipped.slice(maxListed))}.`);
  }
  if (run.selection.files.length === 0) {
    warnings.push("No file in a supported language was found; check the path and the globs.");
  }
  return { coverage, warnings };
}

function byReason(files: readonly SkippedFile[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of files) {
    // Sizes and messages in parentheses would make every reason unique.
    const short = reason.replace(/\s*\(.*$/su, "");
    counts.set(short, (counts.get(short) ?? 0) + 1);
  }
  return [...counts].map(([reason, number]) => `${countOf(number, "skipped file", "skipped files")} (${reason})`).join(", ");
}
