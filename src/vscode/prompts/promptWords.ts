import type { RequestWords } from "../../core/mcp/requestReport";
import type { Server } from "../../core/server/server";

/**
 * How a failed request for a prompt is told.
 * @param name `undefined` before a prompt was chosen
 */
export function promptWords({ config }: Server, name: string | undefined): RequestWords {
  const what = name === undefined ? "a prompt" : `prompt "${name}"`;
  return {
    server: config.name,
    request: `the request for ${what}`,
    did: `give ${what}`,
    done: { subject: what.charAt(0).toUpperCase() + what.slice(1), participle: "fetched" },
    before: `${what} was there`,
  };
}
