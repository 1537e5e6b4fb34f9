import { namedVariables } from "./namedVariables";
import { basenameOf, COMMAND, EDITOR_STATE, ENVIRONMENT_VARIABLE, FILE_CONTENT, FOLDER, INPUT, OWN_FOLDER, PATH_SEPARATOR, SETTING, USER_HOME, type VariableLookUp } from "./variableValues";

const FOLDER_BASENAME = basenameOf(FOLDER);

/** In the order in which people are told of them. */
const DOCUMENTED: readonly (readonly [string, VariableLookUp])[] = [
  ["workspaceFolder", FOLDER],
  ["workspaceFolderBasename", FOLDER_BASENAME],
  ["userHome", USER_HOME],
  ["cwd", FOLDER],
  ["pathSeparator", PATH_SEPARATOR],
  ["/", PATH_SEPARATOR],
  ["env", ENVIRONMENT_VARIABLE],
  ["config", SETTING],
  ["input", INPUT],
  ["command", COMMAND],
];

const OLD_NAMES: readonly (readonly [string, VariableLookUp])[] = [["workspaceRoot", FOLDER], ["workspaceRootFolderName", FOLDER_BASENAME]];

const OF_THE_EDITOR = [
  "file", "fileBasename", "fileBasenameNoExtension", "fileDirname", "fileDirnameBasename", "fileExtname", "fileWorkspaceFolder", "fileWorkspaceFolderBasename",
  "relativeFile", "relativeFileDirname", "lineNumber", "columnNumber", "selectedText", "defaultBuildTask", "execPath", "extensionInstallFolder",
] as const;

/** https://code.visualstudio.com/docs/reference/variables-reference */
export const editorVariables = namedVariables({
  host: "VS Code",
  lookUps: new Map([...DOCUMENTED, ...OLD_NAMES, ...OF_THE_EDITOR.map((name) => [name, EDITOR_STATE] as const)]),
  told: DOCUMENTED.map(([name]) => name),
  unset: "nothing",
});

/** https://cursor.com/docs/mcp#config-interpolation */
export const cursorVariables = namedVariables({
  host: "Cursor",
  lookUps: new Map([
    ["env", ENVIRONMENT_VARIABLE],
    ["userHome", USER_HOME],
    ["workspaceFolder", OWN_FOLDER],
    ["workspaceFolderBasename", basenameOf(OWN_FOLDER)],
    ["pathSeparator", PATH_SEPARATOR],
    ["/", PATH_SEPARATOR],
  ]),
  unset: "reference",
});

/** https://docs.windsurf.com/windsurf/cascade/mcp#config-interpolation */
export const windsurfVariables = namedVariables({ host: "Windsurf", lookUps: new Map([["env", ENVIRONMENT_VARIABLE], ["file", FILE_CONTENT]]), unset: "reference" });
