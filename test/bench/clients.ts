import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { provision, runFolder } from "../run/host.mjs";
import { inRoot } from "../run/paths.mjs";
import type { ClientOptions } from "./clients/client";
import type { Figures, Job } from "./scenarios/scenario";

/** The runtime of a real extension host, with which the clients and their servers run. */
export async function node(): Promise<string> {
  return (await provision()).node;
}

/**
 * Bundles a client with a scenario into a program, as the client would be shipped: minified, one file.
 * @returns the file
 */
export async function bundle(client: string, scenario: string): Promise<string> {
  const outfile = path.join(inRoot("out", "bench"), `${scenario}-${client}.js`);
  await build({
    stdin: {
      contents: `import { connect } from "./clients/${client}"; import { measure } from "./scenarios/${scenario}"; import { serve } from "./scenarios/scenario"; void serve(connect, measure);`,
      resolveDir: inRoot("test", "bench"),
      loader: "ts",
    },
    outfile, bundle: true, minify: true, platform: "node", target: "node20.19", format: "cjs", logLevel: "error",
    mainFields: ["module", "main"],
    // What the sink lacks must be seen here, and not when a client gets there.
    logOverride: { "import-is-undefined": "error" },
    alias: { vscode: inRoot("test", "bench", "clients", "vscodeSink.ts") },
  });
  return outfile;
}

/** A client in a process of its own, connected and warm. */
export interface RunningClient {
  readonly step: (count: number) => Promise<Figures>;
  readonly end: () => Promise<void>;
}

/** @param program one of `bundle` */
export function startClient(runtime: string, program: string, options: ClientOptions): RunningClient {
  const job: Job = { server: [runtime, inRoot("test", "bench", "servers", "wire.mjs")], options };
  const child = spawn(runtime, ["--expose-gc", program, JSON.stringify(job)], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const lines: AsyncIterator<string, undefined> = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    step: async (count) => {
      child.stdin.write(`${count}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`${path.basename(program)} ended without figures; what it had to say is above.`);
      return JSON.parse(line.value) as Figures;
    },
    end: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

/** A single step in a fresh process. */
export async function runClient(runtime: string, program: string, options: ClientOptions, count: number): Promise<Figures> {
  const client = startClient(runtime, program, options);
  const figures = await client.step(count);
  await client.end();
  return figures;
}

/** The same for a client that records on disk, in a folder that is gone afterwards. */
export async function runOnDisk(runtime: string, program: string, options: ClientOptions, count: number): Promise<Figures> {
  const { folder, remove } = await runFolder("bench");
  try {
    return await runClient(runtime, program, { ...options, folder }, count);
  } finally {
    await remove();
  }
}
