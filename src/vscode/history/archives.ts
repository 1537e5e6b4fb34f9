import type { Disposable } from "../../core/base/disposable";
import { SessionReader } from "../../node/sessions/sessionReader";
import { type Archive, openTraffic } from "./archive";

/** Archives that are kept open although nobody shows them, so that going to and fro costs nothing. */
const SPARE = 2;

/** The sessions that have been opened to be read. */
export class Archives implements Disposable {
  private readonly open = new Map<string, Promise<Archive>>();
  private readonly pinned = new Set<string>();

  /** Opens a session, or gives the one that is open already; rejects with what the system says. */
  get(id: string, folder: string): Promise<Archive> {
    const archive = this.open.get(id) ?? this.read(id, folder);
    // Again at the end: the one used longest ago goes first.
    this.open.delete(id);
    this.open.set(id, archive);
    this.closeSpare();
    return archive;
  }

  /** Keeps a session open while it is shown. */
  pin(id: string): void {
    this.pinned.add(id);
  }

  unpinAll(): void {
    this.pinned.clear();
    this.closeSpare();
  }

  unpin(id: string): void {
    this.pinned.delete(id);
    this.closeSpare();
  }

  /** Closes a session that is gone. */
  close(id: string): void {
    const archive = this.open.get(id);
    this.open.delete(id);
    this.pinned.delete(id);
    archive?.then((each) => each.dispose(), () => undefined);
  }

  dispose(): void {
    for (const id of this.open.keys()) this.close(id);
  }

  private async read(id: string, folder: string): Promise<Archive> {
    try {
      return await openTraffic(await SessionReader.open(folder), id, true);
    } catch (error) {
      // The next who asks tries again.
      this.open.delete(id);
      throw error;
    }
  }

  private closeSpare(): void {
    const spare = [...this.open.keys()].filter((id) => !this.pinned.has(id));
    for (const id of spare.slice(0, Math.max(0, spare.length - SPARE))) this.close(id);
  }
}
