/** A name of a server or tool as a part of a path: what has a meaning in paths, URIs or file systems is replaced. */
export function safeName(name: string): string {
  // Cut first: half of a surrogate pair cannot be written into a URI.
  return name.slice(0, 100).replace(/[\u0000-\u001f\\/:*?"<>|#% \p{Cs}]/gu, "_") || "_";
}
