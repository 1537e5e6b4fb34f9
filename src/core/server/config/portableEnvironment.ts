import { marked, MARKS, writtenOut } from "./portableMarks";
import type { VariableEnvironment } from "./variableEnvironment";

/**
 * What stands for the folder of a configuration once it is copied: the variable for the folder that is open wherever the
 * copy is read, the variable for the one of a name, or its path.
 */
export type FolderWords = { readonly type: "any" } | { readonly type: "named"; readonly name: string } | { readonly type: "path" };

/**
 * An environment whose values are references in the words of `wirelight.servers`. A configuration that is parsed with it
 * keeps its variables, whatever its host calls them: those of the environment also while they are not set, unless they
 * have a default. Others without a value at the moment are resolved as the host does.
 */
export function portableEnvironment(real: VariableEnvironment, folder: FolderWords): VariableEnvironment {
  const { workspaceFolder } = real;
  return {
    workspaceFolder: workspaceFolder === undefined || folder.type === "path" ? workspaceFolder : marked(folder.type === "any" ? "workspaceFolder" : `workspaceFolder:${folder.name}`),
    folder: (name) => {
      const path = real.folder(name);
      return path === undefined || folder.type === "path" ? path : marked(`workspaceFolder:${name}`);
    },
    userHome: real.userHome === undefined ? undefined : marked("userHome"),
    pathSeparator: real.pathSeparator,
    env: (name) => (real.env(name) === undefined ? undefined : marked(`env:${name}`)),
    unsetEnv: (name) => marked(`env:${name}`),
    config: (key) => (real.config(key) === undefined ? undefined : marked(`config:${key}`)),
    file: (path) => {
      const content = real.file(writtenOut(path));
      return content === undefined || MARKS.test(content) ? undefined : content;
    },
  };
}
