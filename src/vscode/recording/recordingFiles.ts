import * as path from "node:path";
import type * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { messageOf } from "../../core/base/failure";
import { PRODUCT } from "../../core/base/product";
import { removeLeftovers, TemporarySession } from "../../node/recordings/temporarySession";

/** Where the rows of large recordings lie while these are open. */
export class RecordingFiles {
  private readonly root: string;
  private tidied = false;

  constructor(
    context: vscode.ExtensionContext,
    private readonly clock: Clock,
    private readonly log: Pick<vscode.LogOutputChannel, "warn">,
  ) {
    this.root = path.join(context.globalStorageUri.fsPath, "recordings");
  }

  newSession(): TemporarySession {
    this.tidy();
    return new TemporarySession(this.root, this.clock.now(), PRODUCT.version);
  }

  /** Once, when somebody needs the folder anyway. */
  private tidy(): void {
    if (this.tidied) return;
    this.tidied = true;
    removeLeftovers(this.root).catch((error: unknown) => this.log.warn(`What is left of recordings that were open earlier, in ${this.root}, could not be removed: ${messageOf(error)}`));
  }
}
