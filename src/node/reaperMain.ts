/**
 * The reaper of Windows, a program of its own: reads the words of `reaperScript` and, when its owner is gone, ends the
 * tree under every registered process. Elsewhere it ends their groups, so that it can be tried out.
 */
import { createInterface } from "node:readline";
import { signalTree } from "./spawn";

const groups = new Set<number>();
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [word, a, b] = line.split(" ");
  if (word === "+") groups.add(Number(b));
  if (word === "-") groups.delete(Number(a));
});
lines.on("close", () => {
  for (const group of groups) signalTree(group, "SIGKILL");
});
process.on("SIGINT", ignore).on("SIGTERM", ignore).on("SIGHUP", ignore);

/** What ends the owner must not end the reaper with it. */
function ignore(): void {}
