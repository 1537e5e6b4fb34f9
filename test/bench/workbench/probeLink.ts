import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ProbeAnswer, ProbeCalls } from "./probeCalls";

interface Asked {
  readonly socket: Socket;
  readonly settle: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

/** The way to the benchmark's extension in the extension host, which connects whenever a window has begun. */
export class ProbeLink {
  private readonly waiting = new Map<number, Asked>();
  private socket: Promise<Socket>;
  private last = 0;

  private constructor(private readonly server: Server) {
    this.socket = this.next();
  }

  static async listen(): Promise<ProbeLink> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new ProbeLink(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The window begins anew: what is asked from now on is for the next extension host. */
  expectNext(): void {
    this.socket = this.next();
  }

  async ask<K extends keyof ProbeCalls>(name: K, ask: ProbeCalls[K]["ask"]): Promise<ProbeCalls[K]["answer"]> {
    const socket = await this.socket;
    const number = ++this.last;
    return new Promise<unknown>((settle, fail) => {
      this.waiting.set(number, { socket, settle, fail });
      socket.write(`${JSON.stringify({ number, name, ask })}\n`);
    }) as Promise<ProbeCalls[K]["answer"]>;
  }

  async close(): Promise<void> {
    (await this.socket).destroy();
    this.server.close();
  }

  private async next(): Promise<Socket> {
    const [socket] = (await once(this.server, "connection")) as [Socket];
    createInterface({ input: socket }).on("line", (line) => this.answered(JSON.parse(line) as ProbeAnswer));
    socket.on("error", (error) => this.gone(socket, error));
    socket.on("close", () => this.gone(socket, new Error("The extension host has ended.")));
    return socket;
  }

  private answered(answer: ProbeAnswer): void {
    const asked = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if ("failed" in answer) asked?.fail(new Error(answer.failed));
    else asked?.settle(answer.value);
  }

  private gone(socket: Socket, error: Error): void {
    for (const [number, asked] of this.waiting) {
      if (asked.socket !== socket) continue;
      this.waiting.delete(number);
      asked.fail(error);
    }
  }
}
