import { isJsonObject } from "../../base/json";
import { isValidUtf8 } from "../../base/text";
import { factsOf, faultsOf, kindOf } from "../../wire/facts";
import type { Frame } from "../../wire/frame";
import { faultText } from "../../wire/faultText";
import type { MessageFault, MessageKind } from "../../wire/message";
import type { Finding } from "../finding";
import type { Rule } from "../rule";
import { SPEC } from "../spec";

type SingleKind = Exclude<MessageKind, "batch">;

/** Most findings about one line, so that a batch of a million faulty members is one fault and not a million. */
const MOST = 20;

/** Every fault of a line that is still recognisably a message; what depends on the revision is not judged here. */
export const malformedMessage: Rule = {
  id: "malformed-message",
  check(frame) {
    if (!isMessage(frame)) return [];
    const place = { rule: this.id, severity: "error", link: frame.link, seq: frame.seq } as const;
    const sender = frame.from === "client" ? "The client" : "The server";
    const findings: Finding[] = [];
    // Every decoder replaces what is not UTF-8, so the receiver reads something else than was meant.
    if (!isValidUtf8(frame.bytes())) {
      findings.push({
        ...place,
        message: `${sender} sent a message that is not valid UTF-8; the receiver sees U+FFFD in its place.`,
        fix: "Encode every message as UTF-8, and do not cut text in the middle of a character.",
        spec: SPEC.transports,
      });
    }
    if (frame.fault === undefined) return findings;
    for (const { kind, fault, member } of faultsIn(frame.message())) {
      if (findings.length === MOST) break;
      const where = member === undefined ? NAMES[kind] : `${NAMES[kind]} (member ${member} of a batch)`;
      findings.push({ ...place, message: `${sender} sent ${where} that has ${faultText(fault)}.`, fix: FIXES[fault], spec: sectionOf(kind, fault) });
    }
    return findings;
  },
};

const NAMES: { readonly [kind in SingleKind]: string } = {
  request: "a request",
  notification: "a notification",
  result: "a result response",
  error: "an error response",
};

const FIXES: { readonly [fault in MessageFault]: string } = {
  "jsonrpc-missing": 'Put "jsonrpc": "2.0" into every message; the version is a string.',
  "result-and-error": 'Answer with either "result" or "error" and leave the other one out; also "error": null counts as there, so configure the serialiser to omit empty fields.',
  "outcome-missing": 'Put the outcome into "result", or "error" if it failed. JSON.stringify leaves out a result that is undefined: answer with {} instead.',
  "method-and-answer": 'Send a request or an answer: a message with "method" has no "result" and no "error". Configure the serialiser to omit empty fields.',
  "id-missing": 'Copy the "id" of the request into its answer; without it nobody can tell which request was answered.',
  "id-invalid": 'Use a string or an integer as "id"; an answer repeats the id of its request exactly, 1 stays 1 and "1" stays "1".',
  "method-invalid": 'Put the name of the method into "method" as a string, and leave the field out of answers.',
  "result-invalid": 'Make "result" an object; an empty result is {}.',
  "error-invalid": 'Make "error" an object with an integer "code" and a string "message"; anything else goes into its "data".',
  "params-invalid": 'Make "params" an object, or leave it out; null is not allowed.',
};

function isMessage(frame: Frame): boolean {
  return frame.kind !== "junk" && frame.kind !== "stderr" && frame.kind !== "host";
}

/** The faults of a message, or of the members of a batch, counted from 1. */
function* faultsIn(message: unknown): Generator<{ readonly kind: SingleKind; readonly fault: MessageFault; readonly member: number | undefined }> {
  const members: readonly unknown[] = Array.isArray(message) ? message : [message];
  for (const [index, value] of members.entries()) {
    const facts = isJsonObject(value) ? factsOf(value) : undefined;
    const kind = facts && kindOf(facts);
    if (!kind) continue;
    for (const fault of faultsOf(kind, facts)) yield { kind, fault, member: Array.isArray(message) ? index + 1 : undefined };
  }
}

function sectionOf(kind: SingleKind, fault: MessageFault): string {
  if (fault === "jsonrpc-missing" || fault === "method-and-answer") return SPEC.messages;
  if (fault === "result-and-error" || fault === "outcome-missing") return SPEC.responses;
  switch (kind) {
    case "request":
      return SPEC.requests;
    case "notification":
      return SPEC.notifications;
    case "result":
      return SPEC.results;
    case "error":
      return SPEC.errors;
  }
}
