import type { Frame } from "../wire/frame";
import type { Finding, ServerLanguage } from "./finding";

/** What a rule may know beside the row itself. */
export interface LintContext {
  readonly language: ServerLanguage;
}

/** Judges one row of a trace; pure, and never throws for any bytes. */
export interface Rule {
  /** Stable: people write it into settings. */
  readonly id: string;
  check(frame: Frame, context: LintContext): readonly Finding[];
}
