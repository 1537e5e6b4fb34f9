import type { MessageFault } from "./message";

const TEXTS: { readonly [fault in MessageFault]: string } = {
  "jsonrpc-missing": 'no "jsonrpc": "2.0"',
  "result-and-error": "both result and error",
  "outcome-missing": "neither result nor error",
  "method-and-answer": "a method together with a result or an error",
  "id-missing": "a result but no id",
  "id-invalid": "an id that is not a string or an integer",
  "method-invalid": "a method that is not a string",
  "result-invalid": "a result that is no object",
  "error-invalid": "an error without integer code and string message",
  "params-invalid": "params that are neither object nor array",
};

/** What is wrong, in a few words that follow "the message has". */
export function faultText(fault: MessageFault): string {
  return TEXTS[fault];
}
