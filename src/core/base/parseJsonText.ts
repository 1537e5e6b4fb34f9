/** The JSON value of a text, or `undefined`, which no JSON text means, when it is not JSON. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse has no other way to say no; a RangeError for too deep a text comes to the same.
    return undefined;
  }
}
