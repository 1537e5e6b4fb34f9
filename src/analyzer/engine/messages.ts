import type { SymbolKind } from "../languages/symbolKind";

/** What to do with each file of a batch. */
export type Analysis =
  | { readonly kind: "outline"; readonly depth?: number | undefined; readonly kinds?: readonly SymbolKind[] | undefined }
  | { readonly kind: "complexity" };

export interface FileRequest {
  /** Absolute; only names the language when `text` is given. */
  readonly path: string;
  /** Text that is not (yet) on disk. */
  readonly text?: string | undefined;
  /** Named by the user, not found in a folder. */
  readonly named: boolean;
}

/** To the worker, which gets the next one after its reply. */
export interface BatchRequest {
  readonly analysis: Analysis;
  readonly files: readonly FileRequest[];
  /** One Int32 shared by all batches of a call; 1 means stop. */
  readonly cancel: Int32Array;
}

export type FileOutcome =
  | {
      readonly status: "analyzed";
      readonly count: number;
      /** The items as JSON: a string crosses threads far cheaper than objects, and most are never looked at. */
      readonly json: string;
      readonly syntaxErrors: boolean;
    }
  | { readonly status: "skipped"; readonly reason: string }
  | { readonly status: "cancelled" };

/** From the worker, once or several times per batch: the outcomes of the next files, in order. */
export interface BatchReply {
  readonly outcomes: readonly FileOutcome[];
  /** The batch is finished. */
  readonly done: boolean;
}

export interface WorkerSetup {
  /** The engine's own wasm file. */
  readonly engine: string;
  /** Folder of the grammars. */
  readonly grammars: string;
  /** One Int32: the index in the batch of the file being worked on, so that a crash can be blamed; -1 until the engine is loaded. */
  readonly position: Int32Array;
}
