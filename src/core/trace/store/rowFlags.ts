import type { Frame, FrameKind, LineEnding } from "../../wire/frame";
import type { Classified, JunkReason, MessageFault } from "../../wire/message";

// A row's small columns in one number. The orders below are part of the format on disk: only append to them.
export const KINDS = ["request", "notification", "result", "error", "batch", "junk", "stderr", "host"] as const satisfies readonly FrameKind[];
const FROM = ["client", "server", "host"] as const satisfies readonly Frame["from"][];
const ENDINGS = ["lf", "crlf", "none"] as const satisfies readonly LineEnding[];
const FAULTS: readonly (MessageFault | undefined)[] = [
  undefined, "jsonrpc-missing", "result-and-error", "outcome-missing", "method-and-answer", "id-missing", "id-invalid",
  "method-invalid", "result-invalid", "error-invalid", "params-invalid",
];
const JUNK: readonly (JunkReason | undefined)[] = [undefined, "empty", "not-json", "not-object", "not-message", "empty-batch", "too-long"];

const KIND_MASK = 0b111;
const FROM_SHIFT = 3;
const ENDING_SHIFT = 5;
const FAULT_SHIFT = 7;
const FAULT_MASK = 0b1111;
const JUNK_SHIFT = 11;
const JUNK_MASK = 0b111;
const FORM_SHIFT = 14;
const FORM_MASK = 0b111;

/** How the id column is to be read. Notifications have no id; theirs is the id or token that they are about. */
export const Form = {
  none: 0,
  /** A whole number below 2^32, in the column itself. */
  number: 1 << FORM_SHIFT,
  null: 2 << FORM_SHIFT,
  /** Index in the block's list. */
  listed: 3 << FORM_SHIFT,
  /** Too long for the list: to be read off the bytes. */
  spelt: 4 << FORM_SHIFT,
} as const;
export const FORM_BITS = FORM_MASK << FORM_SHIFT;

/** A result whose tool says that it failed (`isError: true`). */
export const TOOL_ERROR = 1 << 17;
/** A request that wants progress: under its own id, or under a token in the block's extras. */
export const TOKEN_IS_ID = 1 << 18;
export const TOKEN_LISTED = 1 << 19;
/** A line of which not all bytes were kept; how many is in the block's extras. */
export const DROPPED = 1 << 20;
/** A method that is not in the table of names: to be read off the bytes. */
export const METHOD_SPELT = 1 << 21;

export const SUSPECT = (FAULT_MASK << FAULT_SHIFT) | (JUNK_MASK << JUNK_SHIFT);

export const Kind = { request: 0, notification: 1, result: 2, error: 3, batch: 4, junk: 5, stderr: 6, host: 7 } as const;
export const From = { client: 0, server: 1 << FROM_SHIFT, host: 2 << FROM_SHIFT } as const;
export const Ending = { lf: 0, crlf: 1 << ENDING_SHIFT, none: 2 << ENDING_SHIFT } as const;

export function kindBits(flags: number): number {
  return flags & KIND_MASK;
}

export function kindOf(flags: number): FrameKind {
  return KINDS[flags & KIND_MASK] ?? "junk";
}

export function fromOf(flags: number): Frame["from"] {
  return FROM[(flags >>> FROM_SHIFT) & 0b11] ?? "server";
}

export function endingOf(flags: number): LineEnding {
  return ENDINGS[(flags >>> ENDING_SHIFT) & 0b11] ?? "lf";
}

export function faultOf(flags: number): MessageFault | undefined {
  return FAULTS[(flags >>> FAULT_SHIFT) & FAULT_MASK];
}

export function junkOf(flags: number): JunkReason | undefined {
  return JUNK[(flags >>> JUNK_SHIFT) & JUNK_MASK];
}

export function faultBits(fault: MessageFault | undefined): number {
  return FAULTS.indexOf(fault) << FAULT_SHIFT;
}

export function junkBits(reason: JunkReason): number {
  return Kind.junk | (JUNK.indexOf(reason) << JUNK_SHIFT);
}

/** Kind, fault and junk of a verdict; id and method are columns of their own. */
export function verdictBits(verdict: Classified): number {
  return verdict.kind === "junk" ? junkBits(verdict.reason) : KINDS.indexOf(verdict.kind) | faultBits(verdict.fault);
}
