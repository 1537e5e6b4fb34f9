import type { ResourceContent } from "../../core/mcp/types";

/** A content of a resource as bytes, exactly as the server means them. */
export function contentBytes(content: ResourceContent): Uint8Array {
  return "text" in content ? Buffer.from(content.text, "utf8") : Buffer.from(content.base64, "base64");
}
