import * as vscode from "vscode";
import type { Failure } from "../../core/base/failure";
import type { ReadResult } from "../../core/mcp/types";
import type { Registry } from "../../core/server/registry";
import { WatchedResource } from "../../core/server/watchedResource";
import { nodeClock } from "../../node/clock";
import { tabUris } from "../call/tabUris";
import { Schemes } from "../contributions";
import { resourceRef, type ResourceRef } from "./resourceUri";
import { shownContent } from "./shownContent";
import { ReadOnlyFiles } from "../readOnlyFiles";

/** Something may ask for a file before VS Code tells of its tab; a resource without a tab is kept as long as this, milliseconds. */
const GRACE = 30_000;

/** One document of a resource. */
interface ShownFile {
  readonly ref: ResourceRef;
  bytes: Uint8Array;
  readonly created: number;
  changed: number;
}

/** One resource with all its documents. */
interface OpenResource {
  readonly watched: WatchedResource;
  readonly files: Map<string, ShownFile>;
  /** Somebody is about to open a document of it. */
  holders: number;
  /** A document of it has had a tab. */
  shown: boolean;
  readonly since: number;
  /** What its documents show. */
  result: ReadResult | undefined;
  failure: Failure | undefined;
}

/**
 * Resources of servers as read-only files. A resource is watched for as long as a tab shows it: then its documents
 * follow the server. A file system, since images and sounds need bytes, and since editors of a file system find their
 * file again after a reload of the window.
 */
export class ResourceFiles extends ReadOnlyFiles implements vscode.Disposable {
  private readonly open = new Map<string, OpenResource>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly news = new vscode.EventEmitter<void>();
  private readonly registrations: vscode.Disposable;

  readonly onDidChangeFile = this.changes.event;
  /** Something that `find` tells is different. */
  readonly onDidChange = this.news.event;

  constructor(private readonly registry: Registry) {
    super();
    // A server that comes, goes or changes its state changes what stands where there is no content.
    const serverNews = registry.onChange(() => this.refreshUnread());
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(Schemes.resource, this, { isCaseSensitive: true, isReadonly: true }),
      vscode.window.tabGroups.onDidChangeTabs(() => this.sweep()),
      serverNews,
    );
  }

  dispose(): void {
    this.registrations.dispose();
    for (const { watched } of this.open.values()) watched.dispose();
    this.open.clear();
    this.changes.dispose();
    this.news.dispose();
  }

  /** The resource behind a document, while it is open. */
  find(uri: vscode.Uri): WatchedResource | undefined {
    const ref = resourceRef(uri);
    return ref && this.open.get(keyOf(ref))?.watched;
  }

  /** Watches a resource while `work` runs, and from then on for as long as a tab shows it, if `work` has opened one. */
  async hold<T>(ref: Omit<ResourceRef, "index">, work: (watched: WatchedResource) => Promise<T>): Promise<T> {
    const resource = this.resourceOf(ref);
    resource.holders++;
    try {
      return await work(resource.watched);
    } finally {
      resource.holders--;
      this.sweep();
    }
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, created, changed } = this.fileOf(uri);
    return { type: vscode.FileType.File, ctime: created, mtime: changed, size: bytes.byteLength, permissions: vscode.FilePermission.Readonly };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.fileOf(uri).bytes;
  }

  private fileOf(uri: vscode.Uri): ShownFile {
    const ref = resourceRef(uri);
    if (!ref) throw vscode.FileSystemError.FileNotFound(uri);
    const { watched, files } = this.resourceOf(ref);
    const known = files.get(uri.toString());
    if (known) return known;
    const now = Date.now();
    const file = { ref, bytes: shownContent(watched, ref, this.registry.get(ref.server)), created: now, changed: now };
    files.set(uri.toString(), file);
    return file;
  }

  private resourceOf(ref: Omit<ResourceRef, "index">): OpenResource {
    const key = keyOf(ref);
    const known = this.open.get(key);
    if (known) return known;
    const watched = new WatchedResource({ registry: this.registry, clock: nodeClock, server: ref.server, uri: ref.uri });
    const resource: OpenResource = { watched, files: new Map(), holders: 0, shown: false, since: Date.now(), result: undefined, failure: undefined };
    this.open.set(key, resource);
    watched.onChange(() => this.follow(resource));
    // A document that came back with the window reads its resource by itself; who holds it reads it with words of their own.
    queueMicrotask(() => {
      if (resource.holders === 0) watched.follow();
    });
    return resource;
  }

  private refreshUnread(): void {
    for (const resource of this.open.values()) if (!resource.watched.result) this.refresh(resource);
  }

  /** Most news are not about the content, which may be large. */
  private follow(resource: OpenResource): void {
    const { result, failure } = resource.watched;
    if (resource.result !== result || resource.failure !== failure) this.refresh(resource);
    resource.result = result;
    resource.failure = failure;
    this.news.fire();
  }

  private refresh({ watched, files }: OpenResource): void {
    const changed: vscode.FileChangeEvent[] = [];
    for (const [uri, file] of files) {
      const bytes = shownContent(watched, file.ref, this.registry.get(file.ref.server));
      if (Buffer.compare(bytes, file.bytes) === 0) continue;
      file.bytes = bytes;
      file.changed = Math.max(Date.now(), file.changed + 1);
      changed.push({ type: vscode.FileChangeType.Changed, uri: vscode.Uri.parse(uri) });
    }
    if (changed.length > 0) this.changes.fire(changed);
  }

  /** Resources whose last tab was closed are watched no more. */
  private sweep(): void {
    const shown = new Set<string>();
    for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
      for (const uri of tabUris(tab)) {
        const ref = resourceRef(uri);
        if (ref) shown.add(keyOf(ref));
      }
    }
    for (const [key, resource] of this.open) {
      if (shown.has(key)) resource.shown = true;
      else if (resource.holders === 0 && (resource.shown || resource.files.size === 0 || Date.now() - resource.since > GRACE)) {
        this.open.delete(key);
        resource.watched.dispose();
      }
    }
  }
}

function keyOf({ server, uri }: Omit<ResourceRef, "index">): string {
  return JSON.stringify([server, uri]);
}
