import type { HostEvent } from "../../wire/frame";
import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";

export type ExportFormat = "jsonl" | "har" | "otlp" | "md" | "html";

export type Redact = (text: string) => string;

/** What hides secrets. */
export type Hiding = Pick<ExportTraffic, "redact" | "redactEvent">;

/** What is to be exported. */
export interface ExportTraffic {
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  /** Sequences in any order; each stands for the entry that the row belongs to. Everything when missing. */
  readonly seqs?: Iterable<number>;
  /** Only entries that begin before this row; by default all that there are when it begins. */
  readonly next?: number;
  /** Replaces what must not leave the machine; gets whole lines, and JSON must stay JSON. */
  readonly redact: Redact;
  /** The same for what the host saw, whose command lines need more than their words; `redact` on their JSON when missing. */
  readonly redactEvent?: (event: HostEvent) => HostEvent;
  readonly environment: ExportEnvironment;
  /** What people wrote about rows that they marked, by sequence; possibly empty texts. */
  readonly marks?: ReadonlyMap<number, string>;
  /** What the rules have to say, for the issue report. */
  readonly findings?: readonly ExportFinding[];
}

export interface ExportEnvironment {
  readonly product: { readonly name: string; readonly title: string; readonly version: string };
  /** What a report tells of the machine, in this order: `["VS Code", "1.101.0"]`, `["System", "linux x64"]`. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A finding of the lint, as far as a report tells of it. */
export interface ExportFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info";
  readonly seq: number;
  readonly link: number;
  readonly message: string;
  readonly fix: string;
  readonly spec: string;
}

/** Work that yields empty pieces, where there can be a break. */
export type InSteps<T> = Generator<"", T>;

/** Makes a document in pieces, so that whoever writes it can take breaks. The pieces end anywhere, and some are empty. */
export type Exporter = (traffic: ExportTraffic) => Generator<string, void>;
