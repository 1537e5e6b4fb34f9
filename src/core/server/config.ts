import type { Launch } from "./launch";

/** Where a configured server was found. */
export interface ConfigSource {
  /** `own`: a setting of Wirelight; `shared`: a file that other hosts start servers from too. */
  readonly kind: "bundled" | "own" | "shared" | "command-line";
  /** Who wrote it: `workspace` needs consent before the first launch; `user` and `bundled` do not. */
  readonly author: "user" | "workspace" | "bundled";
  /** For people: `.vscode/mcp.json`, `User Settings`. */
  readonly label: string;
  /** Absolute path or URI of the file, when there is one to open. */
  readonly file: string | undefined;
}

/** A fault in a configuration text; offsets count UTF-16 units. */
export interface ConfigProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /** The server it belongs to; `undefined` for a fault of the whole file. */
  readonly server: string | undefined;
}

/** One server as configured. */
export interface ServerConfig {
  /** Stable and unique: the place it was found in and its name. */
  readonly id: string;
  readonly name: string;
  readonly source: ConfigSource;
  /** The launch as written, before variables were resolved; consent is keyed by it. */
  readonly unresolved: Launch | undefined;
  /** `undefined` when `problems` has an error that prevents the launch. */
  readonly launch: Launch | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Offset of the server's key in the source text, for Go to Configuration. */
  readonly offset: number | undefined;
}
