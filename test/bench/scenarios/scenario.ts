import { createInterface } from "node:readline";
import type { ClientOptions, Connect } from "../clients/client";

/** What the benchmark tells the process of a client when it starts it. */
export interface Job {
  /** The command of a server. */
  readonly server: readonly string[];
  readonly options: ClientOptions;
}

/** What one client did: numbers by name. */
export type Figures = Readonly<Record<string, number>>;

/** Connects, warms up, and gives the step that is measured; every scenario says what `count` counts. */
export type Scenario = (connect: Connect, job: Job) => Promise<(count: number) => Promise<Figures>>;

/** The main program of a client's process: a line on stdin is the count of a step, a line on stdout are its figures. */
export async function serve(connect: Connect, scenario: Scenario): Promise<never> {
  const step = await scenario(connect, JSON.parse(process.argv[2] ?? "{}") as Job);
  for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(await step(Number(line)))}\n`);
  // The servers end with their stdin, and what a client leaves behind ends with it.
  process.exit(0);
}
