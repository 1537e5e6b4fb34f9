import type { JsonObject } from "../base/json";
import type { HttpLaunch, Launch } from "./launch";

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

/** What a person, or a command of the editor, is asked for before a launch. */
export type InputDefinition =
  | { readonly type: "promptString"; readonly id: string; readonly description: string; readonly default: string | undefined; /** Typed and kept as a secret. */ readonly password: boolean }
  | { readonly type: "pickString"; readonly id: string; readonly description: string; readonly options: readonly InputOption[]; readonly default: string | undefined }
  | { readonly type: "command"; /** `command:<command>` for a `${command:…}` in a text. */ readonly id: string; readonly command: string; readonly args: unknown };

export interface InputOption {
  readonly label: string;
  readonly value: string;
}

/** One server as configured. */
export interface ServerConfig {
  /** Stable and unique: the place it was found in, the project there if it has several, and its name. */
  readonly id: string;
  readonly name: string;
  readonly source: ConfigSource;
  /** The launch as written, before variables were resolved; consent is keyed by it. */
  readonly unresolved: Launch | undefined;
  /**
   * `undefined` when `problems` has an error that prevents the launch. `${input:id}` and `${command:id}` still stand in
   * its texts: see `inputs` and `applyInputs`.
   */
  readonly launch: Launch | undefined;
  /** The server to reach over HTTP, resolved like a launch; this version does not open it, and `problems` says so. */
  readonly remote: HttpLaunch | undefined;
  /** Those that the texts of `launch` or `remote` refer to, each once. */
  readonly inputs: readonly InputDefinition[];
  /** Switched off where it is configured: listed, never started automatically, startable by hand. */
  readonly disabled: boolean;
  /** Absolute path of the project that the entry is for, in a file that holds those of several (`~/.claude.json`). */
  readonly project: string | undefined;
  /** The entry as written, unknown keys too, for copying it; `undefined` when it is no object. */
  readonly entry: JsonObject | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Offset of the server's key in the source text, for Go to Configuration. */
  readonly offset: number | undefined;
}
