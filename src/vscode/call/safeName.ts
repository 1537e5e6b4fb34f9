/** A name of a server or tool as a part of a path: what has a meaning in paths, URIs or file systems is replaced. */
export function safeName(name: string): string {
  return name.replace(/[\u0000-\u001f\\/:*?"<>|#% ]/g, "_").slice(0, 100) || "_";
}
