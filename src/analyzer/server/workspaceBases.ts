import { log } from "./log";
import { fileURLToPath } from "node:url";

interface Root {
  readonly uri: string;
}

const askTimeoutMs = 3000;

/** How to ask the client for its roots, with the time after which to give up. */
export type AskRoots = (timeoutMs: number) => Promise<readonly Root[]>;

/**
 * The folders relative paths start from: the client's roots if it has any, else the working directory.
 * Asked once and remembered until the client says that they changed.
 */
export class WorkspaceBases {
  private known: readonly string[] | undefined;

  constructor(private readonly workingDirectory: string) {}

  forget(): void {
    this.known = undefined;
  }

  /** `ask` is undefined when the client has no roots capability. */
  async get(ask: AskRoots | undefined): Promise<readonly string[]> {
    if (this.known === undefined && ask !== undefined) {
      this.known = await this.request(ask);
    }
    return this.known === undefined || this.known.length === 0 ? [this.workingDirectory] : this.known;
  }

  private async request(ask: AskRoots): Promise<readonly string[] | undefined> {
    try {
      return (await ask(askTimeoutMs)).flatMap((root) => folderOf(root.uri));
    } catch (error) {
      log(`The client did not tell its roots, the working directory is used: ${String(error)}`);
      return undefined;
    }
  }
}

function folderOf(uri: string): string[] {
  if (!uri.startsWith("file:")) {
    return [];
  }
  try {
    return [fileURLToPath(uri)];
  } catch (error) {
    log(`The root ${uri} is not a folder on this machine: ${String(error)}`);
    return [];
  }
}
