import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { markVariable } from "./env";
import { groupExists, printProcessTable } from "./spawn";

const linux = process.platform === "linux";
/** Files read at once, so that a search never takes many of the owner's file descriptors. */
const readAtOnce = 32;

/** The live processes of a group. Zombies do not count: in a container without an init nobody ever collects them. */
export function groupMembers(group: number): number[] {
  if (!groupExists(group)) return [];
  const rows = linux ? procRows() : psRows();
  // Without a table (no /proc in a chroot, no file descriptor left) all that is known is that the group exists.
  if (rows.length === 0) return [group];
  return rows.filter((row) => row.group === group && !/^[ZX]/.test(row.state)).map((row) => row.pid);
}

/** The live processes started with this mark, wherever they sit in the tree. Without /proc (not Linux) nothing is found. */
export async function markedProcesses(mark: string): Promise<number[]> {
  if (!linux) return [];
  const wanted = `${markVariable}=${mark}\0`;
  const found: number[] = [];
  const pids = allPids();
  for (let at = 0; at < pids.length; at += readAtOnce) {
    const batch = pids.slice(at, at + readAtOnce);
    await Promise.all(batch.map(async (pid) => {
      if ((await environmentOf(pid)).includes(wanted)) found.push(pid);
    }));
  }
  return found.sort((a, b) => a - b);
}

async function environmentOf(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/environ`, "latin1");
  } catch {
    return ""; // Ended meanwhile, or another user's: not ours in both cases.
  }
}

interface Row {
  readonly pid: number;
  readonly group: number;
  readonly state: string;
}

function allPids(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter((pid) => pid > 0);
  } catch {
    return []; // No /proc, or no file descriptor left; the callers know what an empty table means.
  }
}

function procRows(): Row[] {
  return allPids().flatMap((pid) => {
    try {
      // The name, in parentheses, may contain anything; what follows it are state, parent, group.
      const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
      return [{ pid, state: fields[0] ?? "", group: Number(fields[2]) }];
    } catch {
      return []; // Ended between the listing and the look at it.
    }
  });
}

function psRows(): Row[] {
  return printProcessTable().trim().split("\n").map((line) => {
    const [pid, group, state = ""] = line.trim().split(/\s+/);
    return { pid: Number(pid), group: Number(group), state };
  });
}
