import { noVariables } from "./namedVariables";
import { cursorVariables, editorVariables, windsurfVariables } from "./hostVariables";
import type { ConfigFormat } from "./format";
import type { Carrier, EntryFormat, HostFormat, ServersPlace } from "./hostFormat";
import { shellVariables } from "./shellVariables";

const TYPES: ReadonlyMap<string, Carrier> = new Map([["stdio", "stdio"], ["http", "http"], ["sse", "sse"]]);
const STREAMABLE: readonly (readonly [string, Carrier])[] = [["streamable-http", "http"], ["streamableHttp", "http"]];

/** What most hosts took over from Claude Desktop. */
const PLAIN: EntryFormat = {
  typeKeys: ["type"],
  types: new Map([...TYPES, ...STREAMABLE]),
  urlKeys: ["url"],
  untypedUrl: "http",
  envFile: "ignored",
  cwd: "undocumented",
  looseEnv: false,
  tilde: false,
  nestedCommand: false,
  neither: undefined,
  enabledKey: undefined,
  harmless: new Set(),
  unsupported: new Map(),
  closed: false,
};

const EDITOR_ENTRY: EntryFormat = {
  ...PLAIN,
  types: TYPES,
  envFile: "read",
  cwd: "read",
  looseEnv: true,
  tilde: true,
  harmless: new Set(["dev", "gallery", "version", "icon", "description"]),
  unsupported: new Map(["sandbox", "sandboxEnabled"].map((key) => [key, "Wirelight does not sandbox servers: this one runs with all your rights."])),
  closed: true,
};

function place(path: readonly string[], inputs?: readonly string[], kind?: ServersPlace["kind"]): ServersPlace {
  return { path, inputs, kind };
}

const HOST: Pick<HostFormat, "places" | "projects" | "isSettings" | "bareMap"> = { places: [place(["mcpServers"])], projects: undefined, isSettings: false, bareMap: "accepted" };
const EDITOR: HostFormat = { ...HOST, host: "VS Code", places: [place(["servers"], ["inputs"])], entry: EDITOR_ENTRY, variables: editorVariables };
const SETTING = place(["wirelight.servers"], ["wirelight.inputs"]);

/** Every format that is read. Where a host documents nothing, the entry says so instead of guessing. */
export const FORMATS: { readonly [format in ConfigFormat]: HostFormat } = {
  "vscode-mcp": EDITOR,
  "vscode-settings": { ...EDITOR, places: [SETTING], isSettings: true, bareMap: "no" },
  "code-workspace": {
    ...EDITOR,
    places: [
      place(["settings", "wirelight.servers"], ["settings", "wirelight.inputs"]),
      place(["settings", "mcp", "servers"], ["settings", "mcp", "inputs"], "shared"),
    ],
    isSettings: true,
    bareMap: "no",
  },
  "claude-desktop": { ...HOST, host: "Claude Desktop", entry: PLAIN, variables: noVariables("Claude Desktop") },
  "claude-code": {
    ...HOST,
    host: "Claude Code",
    projects: "projects",
    // VS Code reads a root .mcp.json both ways, and reads `cwd` and `envFile` there too.
    bareMap: "read",
    entry: { ...PLAIN, types: new Map([...PLAIN.types, ["local", "stdio"], ["ws", "unsupported"]]), untypedUrl: "refused", envFile: "read", cwd: "read" },
    variables: shellVariables("Claude Code"),
  },
  cursor: { ...HOST, host: "Cursor", entry: { ...PLAIN, envFile: "read" }, variables: cursorVariables },
  windsurf: { ...HOST, host: "Windsurf", entry: { ...PLAIN, urlKeys: ["serverUrl", "url"] }, variables: windsurfVariables },
  cline: {
    ...HOST,
    host: "Cline",
    entry: { ...PLAIN, typeKeys: ["type", "transportType"], untypedUrl: "sse", cwd: "read" },
    variables: noVariables("Cline"),
  },
  zed: {
    ...HOST,
    host: "Zed",
    places: [place(["context_servers"])],
    bareMap: "no",
    entry: {
      ...PLAIN,
      cwd: "ignored",
      nestedCommand: true,
      neither: 'This entry has no "command" and no "url", so it is the settings of a Zed extension, whose server only Zed can start. Add the program that starts the server to have it here.',
      enabledKey: "enabled",
    },
    variables: noVariables("Zed"),
  },
};
