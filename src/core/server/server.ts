import type { Event } from "../base/event";
import type { Session, SessionOptions } from "../mcp/session";
import type { LogMessage, Offer, ServerHello } from "../mcp/types";
import type { Trace } from "../trace/trace";
import type { Transport } from "../wire/transport";
import type { ServerConfig } from "./config";
import type { Launch } from "./launch";
import type { ServerState } from "./state";

/** The answer of the edge to "may this be launched?"; only `vscode/trust` says yes inside the editor. */
export type Permission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: "untrusted" | "unapproved"; readonly message: string };

/** Everything a server needs from outside; plain functions, passed by hand. */
export interface ServerHost {
  readonly trace: Trace;
  /** Session options as they are at the moment of the start. */
  sessionOptions(): SessionOptions;
  /** `asked`: a person asked for this start just now, so a question may be put to them. */
  permit(config: ServerConfig, asked: boolean): Promise<Permission>;
  openTransport(launch: Launch): Transport;
}

/** One configured server: its state, its current link and session, and what it offers. */
export interface Server {
  readonly config: ServerConfig;
  readonly state: ServerState;
  /** True while a process runs with an older configuration than `config`. */
  readonly stale: boolean;
  /** Of the current run, else of the last one. */
  readonly hello: ServerHello | undefined;
  readonly offer: Offer | undefined;
  /** Link of the current run, else of the last one; see Trace.link. */
  readonly link: number | undefined;
  /** The live session; `undefined` unless running. */
  readonly session: Session | undefined;

  /** Starts unless starting or running; settles when running, rejects with the `Failure` that is also the state. */
  start(asked: boolean): Promise<Session>;
  /** Settles when the process and its tree are gone. */
  stop(): Promise<void>;
  restart(): Promise<Session>;

  readonly onChange: Event<void>;
  readonly onLog: Event<LogMessage>;
}
