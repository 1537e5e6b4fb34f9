import type { Disposable } from "./disposable";

/** Something that is released once neither its owner nor anybody else holds it. */
export class Held implements Disposable {
  private holders = 1;
  private disposed = false;

  constructor(private readonly release: () => void) {}

  /** Holds it until what this gives is disposed of; `undefined` when it has been released. */
  hold(): Disposable | undefined {
    if (this.holders === 0) return undefined;
    this.holders++;
    let holds = true;
    return {
      dispose: () => {
        if (holds) this.letGo();
        holds = false;
      },
    };
  }

  /** The owner does not need it any more. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.letGo();
  }

  private letGo(): void {
    this.holders--;
    if (this.holders === 0) this.release();
  }
}
