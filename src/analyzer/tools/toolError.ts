/** A call that cannot be answered; the message is for the person or model that made it. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}
