/** A JSON-RPC id keeps its type: `"1"` is not `1`. `null` occurs in error answers to unreadable requests. */
export type JsonRpcId = string | number | null;

/** What a line is when it is a JSON-RPC 2.0 message. */
export type MessageKind = "request" | "notification" | "result" | "error" | "batch";

/** Why a line is not a message at all. */
export type JunkReason =
  | "empty" // nothing, or only white space
  | "not-json" // JSON.parse refuses it
  | "not-object" // JSON, but a number, string, boolean or null
  | "not-message" // a JSON object without method, result and error that does not look like an answer either, or an array of nothing but such values
  | "empty-batch" // `[]`
  | "too-long"; // over the line cap; only the head was kept

/** What is wrong with a line that is still recognisably a message. */
export type MessageFault =
  | "jsonrpc-missing" // no `"jsonrpc":"2.0"`
  | "result-and-error" // both; JSON-RPC 2.0 section 5
  | "outcome-missing" // an answer with neither
  | "method-and-answer" // a method together with a result or an error
  | "id-missing" // a result without id; an error may lack one, when the request could not be read
  | "id-invalid" // id is not a string or an integer; null is for error answers only
  | "method-invalid" // method is not a string
  | "result-invalid" // result is not an object
  | "error-invalid" // error is not an object with an integer code and a string message
  | "params-invalid"; // params is neither object nor array

/** The verdict on one line. Never throws away and never repairs. */
export type Classified =
  | {
      readonly kind: MessageKind;
      readonly id: JsonRpcId | undefined;
      readonly method: string | undefined;
      readonly fault: MessageFault | undefined;
    }
  | { readonly kind: "junk"; readonly reason: JunkReason };
