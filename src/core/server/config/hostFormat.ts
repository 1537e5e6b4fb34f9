import type { ConfigSource } from "../config";
import type { VariableDialect } from "./variableDialect";

/** How a host reads its configuration, as data: what differs from host to host, and nothing else. */
export interface HostFormat {
  /** As people call it. */
  readonly host: string;
  /** Where servers stand; the first place is the one that advice names. */
  readonly places: readonly ServersPlace[];
  /** Key of an object that maps the paths of projects to objects with servers of their own. */
  readonly projects: string | undefined;
  /** The file holds settings of the editor, so faults elsewhere in it are the editor's to tell. */
  readonly isSettings: boolean;
  /** Whether the file may be nothing but a map of servers: the host reads it, we do with a warning, or it means something else. */
  readonly bareMap: "read" | "accepted" | "no";
  readonly entry: EntryFormat;
  readonly variables: VariableDialect;
}

export interface ServersPlace {
  readonly path: readonly string[];
  /** Where the inputs that these servers refer to are defined. */
  readonly inputs: readonly string[] | undefined;
  /** `shared` when other hosts start these servers too, whatever the rest of the file is. */
  readonly kind: ConfigSource["kind"] | undefined;
}

/** What an entry means to the host. */
export interface EntryFormat {
  /** Keys that hold the type, in the order in which they count. */
  readonly typeKeys: readonly string[];
  readonly types: ReadonlyMap<string, Carrier>;
  /** Keys that hold the address of a remote server; the first is the usual one. */
  readonly urlKeys: readonly string[];
  /** What an address without a type is. */
  readonly untypedUrl: "http" | "sse" | "refused";
  readonly envFile: KeySupport;
  readonly cwd: KeySupport;
  /** Variables of the process may be numbers, and `null` removes one; other hosts take only strings. */
  readonly looseEnv: boolean;
  /** A `~` at the beginning of `command`, `cwd` and each of `args` is the home folder. */
  readonly tilde: boolean;
  /** `command` may be an object with `path`, `args` and `env`. */
  readonly nestedCommand: boolean;
  /** What to say of an entry that names neither a program nor an address, where the host has such. */
  readonly neither: string | undefined;
  /** A key that switches the server off when it is `false`, beside `disabled`. */
  readonly enabledKey: string | undefined;
  /** Keys that change nothing here. */
  readonly harmless: ReadonlySet<string>;
  /** Keys that are not followed, and what follows from that. */
  readonly unsupported: ReadonlyMap<string, string>;
  /** The host documents all of its keys and names every other one a mistake. */
  readonly closed: boolean;
}

export type Carrier = "stdio" | "http" | "sse" | "unsupported";

/** `undocumented`: hosts that say nothing of it may go either way. */
export type KeySupport = "read" | "undocumented" | "ignored";
