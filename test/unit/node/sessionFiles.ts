import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SessionReader } from "../../../src/node/sessions/sessionReader";
import { newSessionId } from "../../../src/node/sessions/sessionId";
import { type SessionOptions, SessionWriter } from "../../../src/node/sessions/sessionWriter";

/** Key of the workspace that the tests write in. */
export const KEY = "workspace";

/** A new folder; its owner removes it. */
export function newRoot(): string {
  return mkdtempSync(path.join(tmpdir(), "wirelight-sessions-"));
}

export function removeRoot(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

export async function openSession(root: string, options: SessionOptions = {}, started = Date.now(), workspaceKey = KEY): Promise<SessionWriter> {
  const session = beginSession(root, options, started, workspaceKey);
  await session.opened;
  return session;
}

/** Without waiting for its folder. */
export function beginSession(root: string, options: SessionOptions = {}, started = Date.now(), workspaceKey = KEY): SessionWriter {
  return new SessionWriter({ root, workspaceKey, workspace: "shop", id: newSessionId(started), started, version: "1.2.3" }, options);
}

/** A block that can be told from every other, and from a part of itself. */
export function block(index: number, length = 100): Uint8Array {
  const head = `${index}:`;
  return Buffer.from(`${head}${"x".repeat(Math.max(0, length - head.length - 1))}\n`);
}

/** The numbers of the blocks that lie in a session, in order; throws when something else does. */
export async function blocksIn(folder: string): Promise<number[]> {
  const reader = await SessionReader.open(folder);
  try {
    const text = Buffer.from(reader.read(reader.first, reader.next - reader.first)).toString();
    return text.split("\n").slice(0, -1).map((line) => {
      const index = /^(\d+):x*$/.exec(line)?.[1];
      if (index === undefined) throw new Error(`${folder} has a line that nobody wrote: ${line.slice(0, 80)}`);
      return Number(index);
    });
  } finally {
    reader.dispose();
  }
}

/** Every file and folder below, with `/` between the parts of a path. */
export function everythingIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/")).sort();
}

export const summary = (ended = Date.now()) => ({ servers: ["everything"], messages: 3, ended });
