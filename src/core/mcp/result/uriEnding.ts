/** The ending of the last part of a URI's path, in lower case and without the dot; `undefined` when it has none. */
export function uriEnding(uri: string | undefined): string | undefined {
  return /\/?[^/]+\.([A-Za-z0-9]{1,10})$/.exec(uri?.split(/[?#]/, 1)[0] ?? "")?.[1]?.toLowerCase();
}
