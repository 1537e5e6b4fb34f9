import type { RequestWords } from "../../core/mcp/requestReport";
import type { Server } from "../../core/server/server";

/** How a failed reading is told. */
export function readingWords({ config }: Server, what: string): RequestWords {
  return {
    server: config.name,
    request: `the reading of ${what}`,
    did: `give ${what}`,
    done: { subject: what, participle: "read" },
    before: `${what} was read`,
  };
}
