import type { Closed } from "../../src/core/wire/closed";
import type { HostEvent } from "../../src/core/wire/frame";

/** Reads what the printer writes after `*`; `undefined` when it is nothing the host can see. */
export function parseHostEvent(text: string): HostEvent | undefined {
  const [, type = "", rest = ""] = /^([\w-]+):? ?(.*)$/s.exec(text) ?? [];
  switch (type) {
    case "stdin-closed":
      return { type };
    case "signal":
      return { type, signal: rest };
    case "note":
    case "send-failed":
      return { type, message: rest };
    case "survivors": {
      const [, pids = "", fate = ""] = /^([\d ]*): (ended|out of reach)$/.exec(rest) ?? [];
      return fate === "" ? undefined : { type, pids: pids.split(" ").map(Number), ended: fate === "ended" };
    }
    case "spawned": {
      const [, pid = "", launch = ""] = /^(\d+): (.*)$/s.exec(rest) ?? [];
      const words = [...launch.matchAll(/"(?:[^"\\]|\\.)*"|\S+/gs)].map(([word]) => (word.startsWith('"') ? String(JSON.parse(word)) : word));
      const [command, ...more] = words;
      const [args, cwd] = [more.slice(0, -2), more.at(-1)];
      return command === undefined || cwd === undefined ? undefined : { type, pid: Number(pid), command, args, cwd };
    }
    default:
      return undefined;
  }
}

/** Reads what the printer writes after `x`; `undefined` when it is no end of a link. */
export function parseClosed(text: string, asked: boolean): Closed | undefined {
  const [, code, signal, unknown, system, reason, failure] = /^(?:(-?\d+)|(SIG\w+)|(unknown)|spawn-failed (\w+): (.*)|failed: (.*))$/s.exec(text) ?? [];
  if (failure !== undefined) return { how: "failed", message: failure };
  if (system !== undefined && reason !== undefined) return { how: "spawn-failed", code: system, message: reason };
  if (code === undefined && signal === undefined && unknown === undefined) return undefined;
  return { how: "exited", code: code === undefined ? null : Number(code), signal: signal ?? null, asked };
}
