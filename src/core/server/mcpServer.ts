import { assertNever } from "../base/assertNever";
import { CancelSource } from "../base/cancel";
import type { Clock } from "../base/clock";
import type { Disposable } from "../base/disposable";
import { Emitter } from "../base/event";
import { Failure, type FailureKind, messageOf } from "../base/failure";
import { onUnexpectedError } from "../base/unexpected";
import { compareOffers, type OfferChange } from "../mcp/offerChange";
import type { ListName, Session } from "../mcp/session";
import type { LogMessage, Offer, ServerHello } from "../mcp/types";
import type { Closed } from "../wire/closed";
import { TappedLink } from "../wire/tap";
import type { ServerConfig } from "./config";
import { Connection, type ConnectionTarget } from "./connection";
import { appendStderr, endMessage } from "./endMessage";
import type { Launch } from "./launch";
import { launchHash } from "./launchHash";
import { type Effect, initialLifecycle, type Lifecycle, type LifecycleEvent, step } from "./lifecycle";
import { markIncomplete } from "./markIncomplete";
import type { Server, ServerHost } from "./server";
import { serverState } from "./serverState";
import type { ServerState } from "./state";
import { stderrTail } from "./stderrTail";

/** Lines of stderr that a failed start shows. */
const STDERR_LINES = 5;

const NONE: ReadonlySet<keyof Offer> = new Set();
const NOTHING: Offer = { tools: undefined, resources: undefined, templates: undefined, prompts: undefined };

interface Waiter {
  resolve(session: Session): void;
  reject(failure: Failure): void;
}

/** Runs the effects that the lifecycle asks for, and feeds it with what comes of them. */
export class McpServer implements Server, ConnectionTarget {
  private readonly clock: Clock;
  private readonly changed = new Emitter<void>();
  private readonly logs = new Emitter<LogMessage>();
  private readonly offerChanges = new Emitter<readonly OfferChange[]>();
  private readonly events: LifecycleEvent[] = [];
  private busy = false;
  private life: Lifecycle;
  private shown: ServerState;
  private connection: Connection | undefined;
  /** The launch that is being prepared; whoever is asked for it must learn when nobody wants it any more. */
  private preparing: { readonly run: number; readonly cancel: CancelSource } | undefined;
  private readonly starts: Waiter[] = [];
  private readonly stops: (() => void)[] = [];
  private lastHello: ServerHello | undefined;
  private lastOffer: Offer | undefined;
  private alarm: Disposable | undefined;
  private lastLink: number | undefined;

  readonly onChange = this.changed.event;
  readonly onLog = this.logs.event;
  readonly onOfferChanged = this.offerChanges.event;

  constructor(
    private current: ServerConfig,
    private readonly host: ServerHost,
  ) {
    this.clock = host.sessionOptions().clock;
    this.life = initialLifecycle(launchProblem(current));
    this.shown = serverState(this.life);
  }

  get config(): ServerConfig {
    return this.current;
  }

  get state(): ServerState {
    return this.shown;
  }

  get stale(): boolean {
    return this.connection !== undefined && !sameLaunch(this.connection, this.current);
  }

  /** True while there is a link, be it opening, open or closing. */
  get linked(): boolean {
    return this.connection !== undefined;
  }

  get hello(): ServerHello | undefined {
    return this.lastHello;
  }

  get offer(): Offer | undefined {
    return this.lastOffer;
  }

  get loading(): ReadonlySet<keyof Offer> {
    return this.connection?.awaited ?? NONE;
  }

  get link(): number | undefined {
    return this.lastLink;
  }

  get session(): Session | undefined {
    return this.life.stage.name === "running" ? this.connection?.session : undefined;
  }

  start(asked: boolean): Promise<Session> {
    return this.started({ type: "start", asked });
  }

  restart(): Promise<Session> {
    return this.started({ type: "restart" });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.stops.push(resolve);
      this.dispatch({ type: "stop" });
    });
  }

  /** Everything that the running server offers, once every list has been answered or has failed. */
  async offered(): Promise<Offer> {
    await this.connection?.complete;
    if (!this.session || !this.lastOffer) throw new Failure("closed", "The server ended before its lists were complete.");
    return this.lastOffer;
  }

  /** Takes a new configuration of the same id; what runs goes on with the old one. */
  configure(config: ServerConfig): void {
    const before = this.current;
    const life = this.life;
    this.current = config;
    this.dispatch({ type: "configured", problem: launchProblem(config), relaunch: !sameLaunch(before, config) });
    if (this.life === life && visible(before) !== visible(config)) this.changed.fire();
  }

  /** It is configured no more, and cannot be started unless it is configured again; what runs is to be stopped. */
  withdraw(): void {
    this.dispatch({ type: "configured", problem: `"${this.current.name}" is no longer in ${this.current.source.label}. Add it there again to start it.`, relaunch: false });
  }

  /** Tells the server that the roots have changed; one that is still being listed may have asked for them already. */
  rootsChanged(): void {
    this.connection?.session?.rootsChanged();
  }

  logged(message: LogMessage): void {
    this.logs.fire(message);
  }

  refreshed(part: Partial<Offer>): void {
    if (!this.lastOffer) return;
    const changes = compareOffers(this.lastOffer, part);
    this.offers({ ...this.lastOffer, ...part });
    if (changes.length > 0) this.offerChanges.fire(changes);
  }

  refreshFailed(name: ListName, message: string): void {
    if (this.lastOffer) this.offers(markIncomplete(this.lastOffer, name, message));
  }

  private offers(offer: Offer): void {
    this.lastOffer = offer;
    this.changed.fire();
  }

  private started(event: LifecycleEvent): Promise<Session> {
    return new Promise((resolve, reject) => {
      this.starts.push({ resolve, reject });
      this.dispatch(event);
    });
  }

  /** Events that effects and listeners raise meanwhile wait, so that every step sees the whole of the one before. */
  private dispatch(event: LifecycleEvent): void {
    this.events.push(event);
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.events.shift(); next; next = this.events.shift()) this.apply(next);
    } finally {
      this.busy = false;
    }
  }

  private apply(event: LifecycleEvent): void {
    const { state, effects } = step(this.life, event, this.clock.now());
    const news = state !== this.life;
    this.life = state;
    this.shown = serverState(state);
    if (this.preparing && (state.stage.name !== "preparing" || state.run !== this.preparing.run)) this.endPreparing();
    for (const effect of effects) this.perform(effect);
    if (news) this.changed.fire();
  }

  private perform(effect: Effect): void {
    switch (effect.type) {
      case "prepare":
        return void this.prepare(effect.run, effect.asked);
      case "openLink":
        return this.openLink(effect.run, effect.launch);
      case "initialize":
        return void this.withConnection(effect.run, (connection) => this.initialize(connection));
      case "list":
        return void this.withConnection(effect.run, (connection) => this.list(connection));
      case "wait":
        this.alarm = this.clock.after(effect.ms, () => this.dispatch({ type: "waited", run: effect.run, revive: this.revivable }));
        return;
      case "endWait":
        return this.alarm?.dispose();
      case "closeLink":
        return this.connection?.run === effect.run ? this.connection.close() : undefined;
      case "fulfilStart":
        return this.fulfilStart();
      case "rejectStart":
        return this.rejectStart(effect.kind, effect.message);
      case "fulfilStop":
        return this.fulfilStop();
      default:
        return assertNever(effect);
    }
  }

  private async prepare(run: number, asked: boolean): Promise<void> {
    const cancel = new CancelSource();
    this.preparing = { run, cancel };
    try {
      this.dispatch({ type: "prepared", run, prepared: await this.host.prepare(this.current, asked, cancel) });
    } catch (error) {
      this.dispatch({ type: "failed", run, kind: kindOf(error, "launch"), message: `The launch could not be prepared: ${messageOf(error)}` });
    }
  }

  private endPreparing(): void {
    this.preparing?.cancel.cancel();
    this.preparing = undefined;
  }

  /** Opens the launch as it was prepared; what counts as a change of the configuration is the launch as it was written. */
  private openLink(run: number, launch: Launch): void {
    const { launch: configured, id, name } = this.current;
    const { trace } = this.host;
    const since = trace.next;
    try {
      const transport = this.host.openTransport(launch);
      const connection = new Connection(run, configured, since, new TappedLink(transport, trace.open({ server: id, name })));
      this.connection = connection;
      this.lastLink = connection.link.id;
      void connection.link.closed.then((closed) => this.ended(connection, closed));
    } catch (error) {
      const closed: Closed = { how: "spawn-failed", code: "", message: messageOf(error) };
      this.dispatch({ type: "closed", run, closed, message: endMessage({ closed, during: "start", stderr: [] }), revive: false });
      return;
    }
    this.dispatch({ type: "opened", run });
  }

  /** A step of the start: whatever it throws fails the start with the last lines of stderr. */
  private async withConnection(run: number, work: (connection: Connection) => Promise<void>): Promise<void> {
    const { connection } = this;
    if (connection?.run !== run) return;
    try {
      await work(connection);
    } catch (error) {
      // A list that comes late cannot fail the start any more; the end of its connection is told by the link.
      if (this.life.stage.name === "running" && !(error instanceof Failure)) onUnexpectedError(error);
      this.dispatch({ type: "failed", run, kind: kindOf(error, "protocol"), message: appendStderr(messageOf(error), this.stderrOf(connection)) });
    }
  }

  private async initialize(connection: Connection): Promise<void> {
    const hello = await connection.openSession(this.host.sessionOptions(), this.clock, this).initialize();
    this.lastHello = hello;
    this.dispatch({ type: "initialized", run: connection.run, revision: hello.revision });
  }

  /** The tools are what a server is started for; the other lists may come later, or never. */
  private async list(connection: Connection): Promise<void> {
    let early: Offer | undefined = NOTHING;
    await connection.listAll((part) => {
      if (!early) return this.offers({ ...(this.lastOffer ?? NOTHING), ...part });
      early = { ...early, ...part };
      if (connection.awaited.has("tools")) return;
      this.lastOffer = early;
      early = undefined;
      this.dispatch({ type: "listed", run: connection.run });
    });
  }

  private ended(connection: Connection, closed: Closed): void {
    connection.release();
    const during = this.life.stage.name === "running" ? "running" : "start";
    const stderr = during === "start" ? this.stderrOf(connection) : [];
    this.connection = undefined;
    this.dispatch({ type: "closed", run: connection.run, closed, message: endMessage({ closed, during, stderr }), revive: this.revivable });
  }

  private get revivable(): boolean {
    return !this.current.disabled && this.host.autoRestart?.() === true;
  }

  private stderrOf(connection: Connection): readonly string[] {
    return stderrTail(this.host.trace, connection.link.id, connection.since, STDERR_LINES);
  }

  private fulfilStart(): void {
    const { session } = this;
    if (!session) throw new Error("Running without a session");
    for (const waiter of this.starts.splice(0)) waiter.resolve(session);
  }

  private rejectStart(kind: FailureKind, message: string): void {
    for (const waiter of this.starts.splice(0)) waiter.reject(new Failure(kind, message));
  }

  private fulfilStop(): void {
    for (const resolve of this.stops.splice(0)) resolve();
  }
}

function kindOf(error: unknown, otherwise: FailureKind): FailureKind {
  return error instanceof Failure ? error.kind : otherwise;
}

/** Why a configuration cannot be launched. */
function launchProblem(config: ServerConfig): string | undefined {
  if (config.launch) return undefined;
  const first = config.problems.find((problem) => problem.severity === "error");
  return first?.message ?? `"${config.name}" in ${config.source.label} does not say what to launch. Give it a "command".`;
}

function sameLaunch(one: Pick<ServerConfig, "launch"> | Connection, other: ServerConfig): boolean {
  const [a, b] = [one.launch, other.launch];
  return a === b || (a !== undefined && b !== undefined && launchHash(a) === launchHash(b));
}

/** What people can see of a configuration; where it stands in its file they see only there. */
function visible(config: ServerConfig): string {
  const problems = config.problems.map(({ severity, message }) => [severity, message]);
  return JSON.stringify({ ...config, offset: undefined, problems });
}
