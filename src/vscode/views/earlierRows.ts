import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import type { Library } from "../history/library";
import type { TrafficSource } from "../history/trafficSource";
import { RunRows } from "./runRows";
import type { SessionNode, TrafficNode } from "./trafficNode";

/** The part of the Traffic tree below "Earlier Sessions". */
export class EarlierRows {
  readonly group: TrafficNode = { type: "earlier", id: "earlier" };
  private readonly nodes = new Map<string, SessionNode>();
  private readonly rows = new Map<string, RunRows>();

  constructor(private readonly library: Library) {}

  get any(): boolean {
    return this.library.sessions.length > 0;
  }

  /** Newest first. */
  sessions(): TrafficNode[] {
    const { sessions } = this.library;
    for (const id of this.nodes.keys()) if (!sessions.some((session) => session.id === id)) this.forget(id);
    this.library.count();
    return sessions.map((session) => {
      const known = this.nodes.get(session.id);
      const node: SessionNode = known ?? { type: "session", id: `session/${session.id}`, session };
      node.session = session;
      this.nodes.set(session.id, node);
      return node;
    });
  }

  /** The runs of a session, which is read now. */
  async runs({ id, session }: SessionNode): Promise<TrafficNode[]> {
    try {
      const archive = await this.library.show(session);
      const rows = this.rowsOf(archive);
      const shown = rows.list(() => false);
      if (shown.length === 0) shown.push({ type: "notice", id: `${id}/empty`, label: vscode.l10n.t("Nothing crossed a wire"), detail: "" });
      if (archive.trace.evicted.frames > 0) shown.push(rows.evicted);
      if (archive.damage !== undefined) shown.push({ type: "notice", id: `${id}/damage`, label: vscode.l10n.t("Incomplete"), detail: archive.damage });
      return shown;
    } catch (error) {
      return [{ type: "notice", id: `${id}/unreadable`, label: vscode.l10n.t("This session cannot be read"), detail: messageOf(error) }];
    }
  }

  /** The rows of a session that is shown. */
  of(session: string): RunRows | undefined {
    return this.rows.get(session);
  }

  node(session: string): SessionNode | undefined {
    return this.nodes.get(session);
  }

  /** Forgets what was read for a row that was closed; true when there was something. */
  collapsed(node: TrafficNode): boolean {
    const closed = node.type === "earlier" ? [...this.rows.keys()] : node.type === "session" ? [node.session.id] : [];
    let some = false;
    for (const id of closed) {
      if (this.rows.delete(id)) some = true;
      this.library.hide(id);
    }
    return some;
  }

  rowsOf(source: TrafficSource): RunRows {
    let rows = this.rows.get(source.session);
    if (rows?.source !== source) this.rows.set(source.session, (rows = new RunRows(source)));
    return rows;
  }

  private forget(id: string): void {
    this.nodes.delete(id);
    this.rows.delete(id);
  }
}
