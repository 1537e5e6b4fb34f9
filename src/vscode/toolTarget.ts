/** Names one tool of one server; rows of the Servers tree are such, so they can be handed to the call command as they are. */
export interface ToolTarget {
  readonly serverId: string;
  readonly toolName: string;
}

export function isToolTarget(value: unknown): value is ToolTarget {
  return (
    typeof value === "object" && value !== null && "serverId" in value && typeof value.serverId === "string" &&
    "toolName" in value && typeof value.toolName === "string"
  );
}
