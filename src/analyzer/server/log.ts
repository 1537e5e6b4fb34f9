/** Writes to stderr: stdout carries the protocol and nothing else. */
export function log(text: string): void {
  process.stderr.write(`${text}\n`);
}
