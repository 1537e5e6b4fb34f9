import * as vscode from "vscode";
import { Schemes } from "../contributions";
import { pathPart } from "../documents/messageUri";

/** Which content of which resource a document shows. */
export interface ResourceRef {
  /** Id of the server. */
  readonly server: string;
  /** Of the resource, as it was asked for. */
  readonly uri: string;
  /** Place in the list of contents, from 0. */
  readonly index: number;
}

/** A readable path for tab and breadcrumbs; the reference is in the query, so that the document outlives a reload of the window. */
export function resourceUri({ server, uri, index }: ResourceRef, serverName: string, fileName: string): vscode.Uri {
  return vscode.Uri.from({ scheme: Schemes.resource, path: `/${pathPart(serverName)}/${fileName}`, query: JSON.stringify([server, uri, index]) });
}

export function resourceRef({ scheme, query }: vscode.Uri): ResourceRef | undefined {
  if (scheme !== Schemes.resource) return undefined;
  try {
    const parsed: unknown = JSON.parse(query);
    const [server, uri, index] = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [];
    return typeof server === "string" && typeof uri === "string" && typeof index === "number" ? { server, uri, index } : undefined;
  } catch {
    // Not one of ours: somebody wrote it by hand.
    return undefined;
  }
}
