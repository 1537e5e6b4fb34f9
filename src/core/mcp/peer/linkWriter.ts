import { AbstractMessageWriter, type Message, type MessageWriter } from "vscode-jsonrpc";

const WRITTEN = Promise.resolve();

/** Takes the messages of vscode-jsonrpc; each is sent before `write` returns, so their order is the order of the calls. */
export class LinkWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly send: (message: Message) => void) {
    super();
  }

  write(message: Message): Promise<void> {
    try {
      this.send(message);
      return WRITTEN;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  end(): void {
    // Ending a link is its owner's decision, not the connection's.
  }
}
