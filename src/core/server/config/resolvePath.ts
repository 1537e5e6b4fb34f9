/** POSIX, a drive, or a network share; judged by the text alone, so that both systems' files can be read on either. */
export function isAbsolutePath(path: string): boolean {
  return /^(\/|\\\\|[A-Za-z]:[\\/])/.test(path);
}

/** A relative path below an absolute folder, in the folder's own style; `.` and `..` are worked out. */
export function resolvePath(folder: string, path: string): string {
  const windows = /^(\\\\|[A-Za-z]:)/.test(folder);
  const separator = windows ? "\\" : "/";
  const cut = windows ? /[\\/]+/ : /\/+/;
  const parts = folder.split(cut);
  if (parts.at(-1) === "") parts.pop();
  const least = windows && folder.startsWith("\\\\") ? 3 : 1;
  for (const part of path.split(cut)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > least) parts.pop();
  }
  const joined = parts.join(separator);
  if (windows && folder.startsWith("\\\\")) return `\\${joined}`;
  return parts.length === 1 ? joined + separator : joined;
}

/** A path that begins with `~` in the home folder, as far as that is known. */
export function homePath(path: string, userHome: string | undefined): string {
  return userHome !== undefined && /^~(?=[\\/]|$)/.test(path) ? userHome + path.slice(1) : path;
}
