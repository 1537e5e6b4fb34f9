import type { ServerConfig } from "../../../src/core/server/config";
import type { StdioLaunch } from "../../../src/core/server/launch";

/** A configured server that is nothing but a command. */
export function benchServer([command = "", ...args]: readonly string[], index = 0): ServerConfig & { readonly launch: StdioLaunch } {
  const launch = { type: "stdio", command, args, cwd: process.cwd(), env: {}, envFile: undefined } as const;
  return {
    id: `bench-${index}`, name: `bench ${index}`, unresolved: launch, launch, remote: undefined, inputs: [], disabled: false,
    project: undefined, entry: undefined, problems: [], offset: undefined,
    source: { kind: "command-line", author: "user", label: "bench", file: undefined },
  };
}
