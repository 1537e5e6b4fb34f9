import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** Whether a window can be opened here. */
export function hasDisplay() {
  if (process.platform !== "linux") return !process.env["SSH_CONNECTION"];
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/**
 * The program of an installed desktop VS Code: the application itself, which runs as long as its window is open, and
 * not the `code` command, which inside a remote window or a container talks to a window elsewhere.
 * @returns {string | undefined}
 */
export function desktopCode() {
  if (process.env["VSCODE_IPC_HOOK_CLI"] || process.env["REMOTE_CONTAINERS"]) return undefined;
  if (process.getuid?.() === 0) return undefined; // Electron refuses to run as root without giving up its sandbox.
  return candidates().find((file) => existsSync(file));
}

function candidates() {
  const home = process.env["HOME"] ?? "";
  if (process.platform === "darwin") {
    return ["/Applications", path.join(home, "Applications")].map((folder) => path.join(folder, "Visual Studio Code.app", "Contents", "MacOS", "Electron"));
  }
  if (process.platform === "win32") {
    const local = process.env["LOCALAPPDATA"];
    const folders = [local && path.join(local, "Programs"), process.env["PROGRAMFILES"]];
    return [...onPath("code.cmd", "Code.exe"), ...folders.flatMap((folder) => (folder ? [path.join(folder, "Microsoft VS Code", "Code.exe")] : []))];
  }
  return [...onPath("code", "code"), "/usr/share/code/code", "/snap/code/current/usr/share/code/code", "/opt/visual-studio-code/code"];
}

/**
 * The command lies in the `bin` folder of the application.
 * @param {string} command
 * @param {string} program
 */
function onPath(command, program) {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, command)).filter((file) => existsSync(file))
    .map((file) => path.join(path.dirname(realpathSync(file)), "..", program));
}
