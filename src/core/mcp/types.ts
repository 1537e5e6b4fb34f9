import type { JsonObject } from "../base/json";

/** Name, title and version of a peer (2025-11-25, basic/lifecycle). */
export interface Implementation {
  readonly name: string;
  readonly title?: string;
  readonly version: string;
}

/** What a server said of itself when the connection was opened. */
export interface ServerHello {
  readonly revision: string;
  readonly info: Implementation;
  readonly capabilities: JsonObject;
  readonly instructions: string | undefined;
}

/** Hints only, never facts (2025-03-26, server/tools). */
export interface ToolAnnotations {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

export interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema?: JsonObject;
  readonly annotations?: ToolAnnotations;
}

export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
  readonly size?: number;
}

export interface ResourceTemplate {
  readonly uriTemplate: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
}

export interface PromptArgument {
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
}

export interface Prompt {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly arguments?: readonly PromptArgument[];
}

/** A list over all its pages; one bad item never hides the rest. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** Items that are no valid `T`, each with its place and what is wrong. */
  readonly invalid: readonly { readonly index: number; readonly name: string | undefined; readonly reason: string }[];
  /** Why the list is incomplete: the page bound was reached or a cursor came twice. */
  readonly truncated: string | undefined;
}

/** What a server offers; a list is `undefined` when the server does not declare the capability. */
export interface Offer {
  readonly tools: Listed<Tool> | undefined;
  readonly resources: Listed<Resource> | undefined;
  readonly templates: Listed<ResourceTemplate> | undefined;
  readonly prompts: Listed<Prompt> | undefined;
}

/** One block of a result's `content`; unknown types are kept as they came. */
export type ContentBlock = JsonObject & { readonly type: string };

/** Result of tools/call, checked only as far as it is shown. */
export interface ToolResult {
  readonly isError: boolean;
  readonly content: readonly ContentBlock[];
  readonly structuredContent: unknown;
  /** The whole result as it came. */
  readonly raw: JsonObject;
}

/** Syslog levels of notifications/message (RFC 5424 names). */
export type LogLevel = "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";

export interface LogMessage {
  readonly level: LogLevel;
  readonly logger: string | undefined;
  readonly data: unknown;
  /** The level as sent, when it is none of the eight; `level` is `info` then. */
  readonly unknownLevel?: string;
}

export interface Progress {
  readonly progress: number;
  readonly total: number | undefined;
  readonly message: string | undefined;
}

/** A root offered to the server (client/roots). `uri` is a file: URI. */
export interface Root {
  readonly uri: string;
  readonly name: string;
}

/** An item of an answer that is not what the protocol says; shown with the reason, and never in the way of the others. */
export interface InvalidItem {
  /** Place in the list of the answer, from 0. */
  readonly index: number;
  readonly reason: string;
  /** As it came. */
  readonly value: unknown;
}

/** One content of a resource; its URI may be another than the one that was asked for, as that of a file in a folder. */
export type ResourceContent = { readonly uri: string; readonly mimeType: string | undefined } & ({ readonly text: string } | { readonly base64: string });

/** Result of resources/read; `contents` and `invalid` together are what the server sent, by `index`. */
export interface ReadResult {
  readonly contents: readonly { readonly index: number; readonly content: ResourceContent }[];
  readonly invalid: readonly InvalidItem[];
}

/** One message of a prompt. The role is `user` or `assistant`; another is kept as it came. */
export interface PromptMessage {
  readonly role: string;
  readonly content: ContentBlock;
}

/** Result of prompts/get; `messages` and `invalid` together are what the server sent, by `index`. */
export interface PromptResult {
  readonly description: string | undefined;
  readonly messages: readonly { readonly index: number; readonly message: PromptMessage }[];
  readonly invalid: readonly InvalidItem[];
}

/** What an argument is completed for (2025-11-25, server/utilities/completion). */
export type CompletionRef =
  | { readonly type: "ref/prompt"; readonly name: string }
  /** `uri` is the URI template. */
  | { readonly type: "ref/resource"; readonly uri: string };

/** The argument that is being typed, and those of the same prompt or template that have their values already. */
export interface CompletionArgument {
  readonly name: string;
  readonly value: string;
  readonly others: { readonly [name: string]: string };
}

export interface Completion {
  readonly values: readonly string[];
  /** How many there are, when the server says so. */
  readonly total: number | undefined;
  readonly hasMore: boolean;
}
