import type * as vscode from "vscode";
import { type Disposable } from "../../core/base/disposable";
import { Emitter } from "../../core/base/event";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { Mark, Marks } from "../../core/feed/marks";

const KEY = "wirelight.marks";
/** Sessions whose marks are kept; those marked last. */
const SESSIONS = 100;

type Stored = Readonly<Record<string, readonly (readonly [seq: number, comment: string])[]>>;

/** What people have marked, kept with the workspace as long as the sessions themselves and somewhat longer. */
export class StoredMarks implements Marks, Disposable {
  private readonly changes = new Emitter<string>();
  /** By session, the one that was changed last at the end; each by sequence. */
  private readonly sessions: Map<string, Map<number, string>>;

  readonly onChange = this.changes.event;

  constructor(private readonly state: vscode.Memento) {
    this.sessions = new Map(Object.entries(state.get<Stored>(KEY, {})).map(([session, marks]) => [session, new Map(marks)]));
  }

  of(session: string): readonly Mark[] {
    return [...(this.sessions.get(session) ?? [])].map(([seq, comment]) => ({ seq, comment }));
  }

  set(session: string, seqs: readonly number[], comment: string | undefined): void {
    const marks = this.sessions.get(session) ?? new Map<number, string>();
    for (const seq of seqs) {
      if (comment === undefined) marks.delete(seq);
      else marks.set(seq, comment);
    }
    this.sessions.delete(session);
    if (marks.size > 0) this.sessions.set(session, marks);
    const [oldest] = this.sessions.keys();
    if (oldest !== undefined && this.sessions.size > SESSIONS) this.sessions.delete(oldest);
    const stored: Stored = Object.fromEntries([...this.sessions].map(([id, each]) => [id, [...each]]));
    this.state.update(KEY, stored).then(undefined, onUnexpectedError);
    this.changes.fire(session);
  }

  /** The rows of a session were cleared. */
  clear(session: string): void {
    this.set(session, this.of(session).map(({ seq }) => seq), undefined);
  }

  dispose(): void {
    this.changes.dispose();
  }
}
