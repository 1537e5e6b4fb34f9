import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from "vscode-jsonrpc";

/** Hands vscode-jsonrpc the messages that a peer has chosen for it. */
export class LinkReader extends AbstractMessageReader {
  private callback: DataCallback | undefined;

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    return { dispose: () => void (this.callback = undefined) };
  }

  deliver(message: Message): void {
    this.callback?.(message);
  }

  override dispose(): void {
    this.callback = undefined;
    super.dispose();
  }
}
