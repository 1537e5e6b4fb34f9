import type { Frame } from "../wire/frame";
import type { Finding } from "./finding";
import type { LintContext, Rule } from "./rule";
import { malformedMessage } from "./rules/malformedMessage";
import { stdoutNoise } from "./rules/stdoutNoise";

const RULES: readonly Rule[] = [stdoutNoise, malformedMessage];

/** Everything the rules have to say about one row. */
export function lintFrame(frame: Frame, context: LintContext): readonly Finding[] {
  return RULES.flatMap((rule) => rule.check(frame, context));
}
