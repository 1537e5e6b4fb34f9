import { spawn } from "node:child_process";
import path from "node:path";

// Bundled tests lie in out/test/unit/..., at any depth.
const ROOT = __dirname.split(`${path.sep}out${path.sep}`)[0] ?? __dirname;

export const everything = path.join(projectRoot(), "node_modules/@modelcontextprotocol/server-everything/dist/index.js");

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The checkout, from wherever the bundled test lies below `out`. */
export function projectRoot(): string {
  return ROOT;
}

export function rogue(name: string): string {
  return path.join(projectRoot(), "test/fixtures/servers", name);
}

/**
 * Runs the built command line as people do.
 * @param signalOn sends SIGINT as soon as stdout or stderr matches
 * @param deafAt closes our end of stderr as soon as it matches
 */
export function runCli(words: readonly string[], signalOn?: RegExp, deafAt?: RegExp): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(projectRoot(), "dist/cli.js"), ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    let signalled = false;
    const seen = (): void => {
      if (signalled || !signalOn?.test(stdout + stderr)) return;
      signalled = true;
      child.kill("SIGINT");
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      seen();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      seen();
      if (deafAt?.test(stderr)) child.stderr.destroy();
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}
