import * as vscode from "vscode";
import type { Exchange } from "../../core/trace/exchange";
import type { LinkInfo } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import { Schemes } from "../contributions";

/** Which row a message document shows, and whether formatted with its facts or as the bare line. */
export interface MessageRef {
  /** Id of the session that the row belongs to: a document that comes back with the window shows the same row again. */
  readonly session: string;
  readonly seq: number;
  readonly raw: boolean;
  /** Without its facts, which differ between any two: for comparing. */
  readonly bare?: boolean;
}

/** A readable tab title; the row itself is in the query. */
export function messageUri(ref: MessageRef, frame: Frame, exchange: Exchange | undefined, info: LinkInfo | undefined): vscode.Uri {
  // A slash would begin a folder; the one of mathematics looks like it in the title of a tab.
  const title = titleOf(frame, ref.raw ? undefined : exchange).slice(0, 80).replaceAll("/", "\u2215").replace(/[\\:*?"<>|\p{C}]+/gu, "_");
  const extension = ref.raw && frame.message() === undefined ? "txt" : "json";
  const path = `/${pathPart(info?.name ?? "server")}/run ${info?.run ?? 0}/${title} #${ref.seq}${ref.raw ? " raw" : ""}.${extension}`;
  return vscode.Uri.from({ scheme: Schemes.message, path, query: `${ref.raw ? "raw" : ref.bare ? "bare" : "seq"}=${ref.seq}&session=${ref.session}` });
}

export function messageRef(uri: vscode.Uri): MessageRef | undefined {
  const [, form, seq, session] = /^(raw|bare|seq)=(\d+)&session=([\w-]+)$/.exec(uri.query) ?? [];
  return session === undefined ? undefined : { session, seq: Number(seq), raw: form === "raw", bare: form === "bare" };
}

/** A name as one part of a path. */
export function pathPart(name: string): string {
  return name.replace(/[\\/\p{Cs}]+/gu, "_") || "_";
}

function titleOf(frame: Frame, exchange: Exchange | undefined): string {
  if (exchange) return exchange.subject === undefined ? exchange.method : `${exchange.method} ${exchange.subject}`;
  if (frame.kind === "junk") return vscode.l10n.t("stray line");
  return frame.method ?? frame.event?.type ?? frame.kind;
}
