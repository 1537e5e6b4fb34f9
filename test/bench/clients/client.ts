import type { JsonObject } from "../../../src/core/base/json";

/** What a benchmark does with a client that is connected to one server, whoever the client is. */
export interface BenchClient {
  readonly ping: () => Promise<unknown>;
  readonly call: (tool: string, args: JsonObject) => Promise<unknown>;
}

/** The clients of one process. */
export interface BenchClients {
  /** In the order of their servers. */
  readonly clients: readonly BenchClient[];
  /** Messages that were kept so far, or only counted where none are kept. */
  readonly kept: () => number;
  /** Settles when all that arrived is kept as durably as these clients keep anything. */
  readonly settled: () => Promise<void>;
}

export interface ClientOptions {
  /** Where the client may keep its record on disk; it stays in memory without one. */
  readonly folder?: string;
  /** Writes a line for every message: through the trace channel of the editor with its limit, or really for each. */
  readonly channel?: "limited" | "every";
}

/** Starts one server for each command, all in this process, and shakes hands with them. */
export type Connect = (commands: readonly (readonly string[])[], options: ClientOptions) => Promise<BenchClients>;

/** No benchmark may fail because the machine is busy, milliseconds. */
export const PATIENCE = 600_000;

/** Clients that know nothing of each other and keep things in memory at most. */
export async function separate(opened: readonly Promise<BenchClient & { readonly kept: () => number }>[]): Promise<BenchClients> {
  const clients = await Promise.all(opened);
  return { clients, kept: () => clients.reduce((sum, client) => sum + client.kept(), 0), settled: () => Promise.resolve() };
}

/** The client of a process that has only one. */
export function only({ clients }: BenchClients): BenchClient {
  const [client] = clients;
  if (!client || clients.length > 1) throw new Error("There must be exactly one client.");
  return client;
}
