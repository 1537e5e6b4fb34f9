import type { Clock } from "../base/clock";
import { type Disposable, DisposableStore } from "../base/disposable";
import { Emitter } from "../base/event";
import { Failure } from "../base/failure";
import { onUnexpectedError } from "../base/unexpected";
import type { RequestOptions, Session } from "../mcp/session";
import type { ReadResult } from "../mcp/types";
import type { Registry } from "./registry";

/** Shortest pause between two readings of our own, milliseconds: a server may announce updates without end. */
const PAUSE = 250;

/** How far the server tells of updates of the resource. */
export type Subscription =
  /** The server does not run. */
  | { readonly state: "none" }
  /** It does not declare `resources.subscribe`. */
  | { readonly state: "unsupported" }
  | { readonly state: "asking" }
  | { readonly state: "subscribed" }
  | { readonly state: "refused"; readonly failure: Failure };

/** What a watched resource needs from outside. */
export interface WatchSource {
  readonly registry: Pick<Registry, "get" | "onChange">;
  readonly clock: Clock;
  /** Id of the server. */
  readonly server: string;
  readonly uri: string;
}

/**
 * A resource that somebody looks at: read, subscribed to, read again when the server says that it was updated, and
 * subscribed to and read again in every new run of the server (2025-11-25, server/resources). What was read stays
 * while the server is gone.
 */
export class WatchedResource implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly registration: Disposable;
  private session: Session | undefined;
  private ofSession = new DisposableStore();
  private reading = false;
  private again = false;
  private lastResult: ReadResult | undefined;
  private lastFailure: Failure | undefined;
  private subscribed: Subscription = { state: "none" };
  /** Readings that a person waits for. */
  private askedFor = 0;
  private disposed = false;

  /** Something of what this object tells is different. */
  readonly onChange = this.changed.event;

  constructor(private readonly source: WatchSource) {
    this.registration = source.registry.onChange(() => this.follow());
  }

  /** What was read last. */
  get result(): ReadResult | undefined {
    return this.lastResult;
  }

  /** Why the newest reading failed; `undefined` when it did not. */
  get failure(): Failure | undefined {
    return this.lastFailure;
  }

  get subscription(): Subscription {
    return this.subscribed;
  }

  /** Whether a reading is under way. */
  get busy(): boolean {
    return this.reading || this.askedFor > 0;
  }

  /** Subscribes and reads as soon as the server runs, which may be now. */
  follow(): void {
    const { registry, server } = this.source;
    const session = registry.get(server)?.session;
    if (this.disposed || session === this.session) return;
    this.enter(session);
    if (session) this.update();
    else this.changed.fire();
  }

  /**
   * Reads because a person asked for it; the subscription is asked for first, so that no update falls between.
   * @throws Failure of the request
   */
  async read(session: Session, options?: RequestOptions): Promise<ReadResult> {
    if (!this.disposed && session !== this.session && session === this.source.registry.get(this.source.server)?.session) this.enter(session);
    const answer = session.readResource(this.source.uri, options);
    this.askedFor++;
    this.changed.fire();
    try {
      const result = await answer;
      this.took(result, undefined);
      return result;
    } catch (error) {
      // Taken back, it says nothing about the resource.
      if (error instanceof Failure && error.kind !== "cancelled") this.took(undefined, error);
      throw error;
    } finally {
      this.askedFor--;
      this.changed.fire();
    }
  }

  /** Nobody looks any more: the server is told so. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.registration.dispose();
    this.ofSession.dispose();
    if (this.session && (this.subscribed.state === "asking" || this.subscribed.state === "subscribed")) {
      // A server that refuses this, or ends before it answers, changes nothing for anybody; the trace has it.
      this.session.unsubscribe(this.source.uri).catch(onlyFailures);
    }
    this.changed.dispose();
  }

  /** From now on this session counts. */
  private enter(session: Session | undefined): void {
    this.ofSession.dispose();
    this.ofSession = new DisposableStore();
    this.session = session;
    this.reading = false;
    this.again = false;
    this.subscribed = { state: "none" };
    if (!session) return;
    this.ofSession.add(session.onResourceUpdated((uri) => {
      if (concerns(uri, this.source.uri)) this.update();
    }));
    void this.subscribe(session);
  }

  private async subscribe(session: Session): Promise<void> {
    const set = (subscription: Subscription): void => {
      if (this.disposed || this.session !== session) return;
      this.subscribed = subscription;
      this.changed.fire();
    };
    if (!session.supports("resources/subscribe")) return set({ state: "unsupported" });
    set({ state: "asking" });
    try {
      await session.subscribe(this.source.uri);
      set({ state: "subscribed" });
    } catch (error) {
      if (error instanceof Failure) set({ state: "refused", failure: error });
      else onUnexpectedError(error);
    }
  }

  /** Reads once now, and however often this is called meanwhile, once more afterwards. */
  private update(): void {
    if (this.reading) this.again = true;
    else if (this.session) void this.load(this.session);
  }

  private async load(session: Session): Promise<void> {
    this.reading = true;
    this.changed.fire();
    try {
      const result = await session.readResource(this.source.uri);
      if (this.session === session) this.took(result, undefined);
    } catch (error) {
      if (!(error instanceof Failure)) onUnexpectedError(error);
      // With the connection only the news is gone; the server's own state says so.
      else if (this.session === session && error.kind !== "closed") this.took(undefined, error);
    }
    if (this.disposed || this.session !== session) return;
    this.ofSession.add(this.source.clock.after(PAUSE, () => this.paused()));
    this.changed.fire();
  }

  private paused(): void {
    this.reading = false;
    const again = this.again;
    this.again = false;
    if (again) this.update();
    else this.changed.fire();
  }

  private took(result: ReadResult | undefined, failure: Failure | undefined): void {
    this.lastResult = result ?? this.lastResult;
    this.lastFailure = failure;
  }
}

/** An update may be of something below the resource that was subscribed to (2025-11-25, server/resources). */
function concerns(updated: string, uri: string): boolean {
  return updated === uri || updated.startsWith(uri.endsWith("/") ? uri : `${uri}/`);
}

function onlyFailures(error: unknown): void {
  if (!(error instanceof Failure)) onUnexpectedError(error);
}
