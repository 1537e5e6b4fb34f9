import { isJsonObject } from "../../base/json";
import type { ContentBlock } from "../types";
import { isBase64 } from "./base64";

/** A content block as far as it can be shown (2025-11-25, server/tools, tool result). */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly uri: string | undefined; readonly mimeType: string | undefined }
  | { readonly kind: "bytes"; readonly base64: string; readonly uri: string | undefined; readonly mimeType: string }
  | { readonly kind: "link"; readonly uri: string; readonly name: string | undefined; readonly mimeType: string | undefined; readonly about: readonly string[] }
  /** Unknown or malformed: shown as it came, with the reason. */
  | { readonly kind: "other"; readonly reason: string; readonly block: unknown };

export function partOf(block: ContentBlock): Part {
  switch (block.type) {
    case "text":
      if (typeof block.text !== "string") return other(block, "A text block without a text.");
      return { kind: "text", text: block.text, uri: undefined, mimeType: undefined };
    case "image":
    case "audio":
      return bytesOf(block, block.data, block.mimeType, undefined);
    case "resource_link":
      return linkOf(block);
    case "resource":
      return resourceOf(block);
    default:
      return other(block, `A block of the type "${block.type}", which this version does not know.`);
  }
}

function bytesOf(block: ContentBlock, data: unknown, mimeType: unknown, uri: string | undefined): Part {
  if (typeof data !== "string" || !isBase64(data)) return other(block, "Its data is no valid base64.");
  if (typeof mimeType === "string") return { kind: "bytes", base64: data, uri, mimeType };
  if (block.type === "resource") return { kind: "bytes", base64: data, uri, mimeType: "application/octet-stream" };
  return other(block, "It has no mimeType, so nobody can tell what its data is.");
}

function linkOf(block: ContentBlock): Part {
  if (typeof block.uri !== "string") return other(block, "A resource link without a uri.");
  const about = [block.title, block.name, block.description, block.mimeType].filter((each) => typeof each === "string" && each !== "");
  const size = typeof block.size === "number" ? [`${block.size} bytes`] : [];
  const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
  return { kind: "link", uri: block.uri, name: text(block.title) ?? text(block.name), mimeType: text(block.mimeType), about: [...new Set([...about.map(String), ...size])] };
}

function resourceOf(block: ContentBlock): Part {
  const { resource } = block;
  if (!isJsonObject(resource)) return other(block, "An embedded resource without a resource.");
  const uri = typeof resource.uri === "string" ? resource.uri : undefined;
  if (typeof resource.text === "string") {
    return { kind: "text", text: resource.text, uri, mimeType: typeof resource.mimeType === "string" ? resource.mimeType : undefined };
  }
  return bytesOf(block, resource.blob, resource.mimeType, uri);
}

function other(block: ContentBlock, reason: string): Part {
  return { kind: "other", reason, block };
}
