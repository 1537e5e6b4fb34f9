import type { CancelSignal } from "../base/cancel";
import type { Event } from "../base/event";
import type { OfferChange } from "../mcp/offerChange";
import type { Session, SessionOptions } from "../mcp/session";
import type { LogMessage, Offer, ServerHello } from "../mcp/types";
import type { Trace } from "../trace/trace";
import type { Transport } from "../wire/transport";
import type { ServerConfig } from "./config";
import type { Launch } from "./launch";
import type { ServerState } from "./state";

/**
 * The answer of the edge to "what is to be launched?"; only `vscode/trust` says yes inside the editor.
 * - `untrusted`, `unapproved`: consent is missing
 * - `input`: a value that only a person can give is missing
 * - `failed`: something that the launch needs cannot be read
 */
export type Prepared =
  | { readonly ok: true; /** Complete: inputs, files and variables are in it. */ readonly launch: Launch }
  | { readonly ok: false; readonly reason: "untrusted" | "unapproved" | "input" | "failed"; readonly message: string };

/** Everything a server needs from outside; plain functions, passed by hand. */
export interface ServerHost {
  readonly trace: Trace;
  /** Session options as they are at the moment of the start. */
  sessionOptions(): SessionOptions;
  /**
   * Consent first, then everything that the launch still needs.
   * `asked`: a person asked for this start just now, so questions may be put to them.
   * `cancel`: the start is over, so nobody needs the answer any more; it is ignored then.
   */
  prepare(config: ServerConfig, asked: boolean, cancel: CancelSignal): Promise<Prepared>;
  openTransport(launch: Launch): Transport;
  /** Whether a server that ended by itself is started again; asked when it has ended, and while that is waited for. Absent: never. */
  autoRestart?(): boolean;
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
  /** The lists of the current run whose first answer is still awaited; a server runs as soon as its tools are listed. */
  readonly loading: ReadonlySet<keyof Offer>;
  /** Link of the current run, else of the last one; see Trace.link. */
  readonly link: number | undefined;
  /** The live session; `undefined` unless running. */
  readonly session: Session | undefined;

  /** Starts unless starting or running; settles when running, rejects with the `Failure` that is also the state. */
  start(asked: boolean): Promise<Session>;
  /** Settles when the process and its tree are gone. */
  stop(): Promise<void>;
  restart(): Promise<Session>;
  /** Everything that the running server offers, once every list has been answered or has failed; rejects with a `Failure` when it ends before. */
  offered(): Promise<Offer>;

  readonly onChange: Event<void>;
  readonly onLog: Event<LogMessage>;
  /** What is different in the lists that the server announced as changed; comes with `onChange`, after `offer` is new. */
  readonly onOfferChanged: Event<readonly OfferChange[]>;
}
