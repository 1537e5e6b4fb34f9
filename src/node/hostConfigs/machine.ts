import path from "node:path";

/** What decides where programs keep their files; plain data, so that every system's places can be worked out on any. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Home folder of the person, absolute. */
  readonly home: string;
  readonly env: { readonly [name: string]: string | undefined };
}

/** Paths in the style of the machine they are for. */
export function pathsOf({ platform }: Pick<Machine, "platform">): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}

/** The folder in which desktop programs keep a folder of their own. */
export function applicationData(machine: Machine): string {
  const { platform, home, env } = machine;
  const paths = pathsOf(machine);
  if (platform === "win32") return absolute(machine, env["APPDATA"]) ?? paths.join(home, "AppData", "Roaming");
  if (platform === "darwin") return paths.join(home, "Library", "Application Support");
  return configHome(machine);
}

/** Where programs that follow the XDG rules keep their configuration; Zed does so on macOS too, with the fixed place. */
export function configHome(machine: Machine): string {
  const { platform, home, env } = machine;
  const set = platform === "linux" ? absolute(machine, env["XDG_CONFIG_HOME"]) : undefined;
  return set ?? pathsOf(machine).join(home, ".config");
}

/** A variable that is empty or holds no absolute path counts as not set, as the XDG rules ask for. */
export function absolute(machine: Machine, value: string | undefined): string | undefined {
  return value !== undefined && pathsOf(machine).isAbsolute(value) ? value : undefined;
}
