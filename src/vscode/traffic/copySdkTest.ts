import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { PRODUCT } from "../../core/base/product";
import { linkFacts } from "../../core/trace/export/linkFacts";
import { type ConfiguredStart, sdkTest } from "../../core/trace/export/sdkTest/sdkTest";
import { redactEvent } from "../../core/trace/redact/redactEvent";
import type { HostEvent } from "../../core/wire/frame";
import { formatCount } from "../format";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { inBreaks } from "../inBreaks";
import { withLateProgress } from "../lateProgress";
import { copyRedactor } from "./copyRedactor";

/** Variables that are named; the text itself has all of them. */
const NAMED = 4;
/** Rows that are looked at before there can be a break. */
const STEP = 500;

/** Copies requests as a test that sends them again and expects the same answers; secrets are read from the environment. */
export async function copySdkTest(host: Host, { trace, exchanges }: TrafficSource, seqs: readonly number[]): Promise<void> {
  const made = await withLateProgress(vscode.l10n.t("Copying as a test..."), (cancel) => inBreaks(testOf(host, { trace, exchanges }, seqs), cancel));
  if (!made) throw new Error(vscode.l10n.t("Choose requests that were sent to a server, each in a message of its own. The handshake is part of every test, and what is no longer kept cannot be sent."));
  await vscode.env.clipboard.writeText(made.text);
  const told = [
    made.requests === 1 ? vscode.l10n.t("Copied 1 request as a test.") : vscode.l10n.t("Copied {0} requests as a test.", formatCount(made.requests)),
    made.others === 0 ? "" : vscode.l10n.t("{0} of the selected rows are no requests that a test could send.", formatCount(made.others)),
    made.variables.length === 0 ? "" : vscode.l10n.t("Set {0} where it is run: values that may be secret are not copied.", listed(made.variables)),
  ].filter((sentence) => sentence !== "");
  if (told.length === 1) vscode.window.setStatusBarMessage(`$(copy) ${told[0] ?? ""}`, 6000);
  else void vscode.window.showInformationMessage(inert(told.join(" ")));
}

function* testOf(host: Host, { trace, exchanges }: Pick<TrafficSource, "trace" | "exchanges">, seqs: readonly number[]): ReturnType<typeof sdkTest> {
  const rows = new Set<number>();
  const starts = new Map<number, HostEvent | undefined>();
  let looked = 0;
  const links = yield* linkFacts(trace, exchanges);
  for (const seq of seqs) {
    if (++looked % STEP === 0) yield "";
    const exchange = exchanges.of(seq);
    if (!exchange) continue;
    rows.add(exchange.request).add(exchange.answer ?? exchange.request);
    if (!starts.has(exchange.link)) starts.set(exchange.link, links.get(exchange.link)?.spawned?.event ?? configured(host, trace.link(exchange.link)?.server));
  }
  // What a server was started with it may repeat in its answers.
  const redactor = copyRedactor([...rows].flatMap((seq) => trace.at(seq) ?? []), [...starts.values()].filter((event) => event !== undefined));
  return yield* sdkTest({
    trace,
    exchanges,
    seqs,
    links,
    launch: (server) => startOf(host, server),
    product: `${PRODUCT.title} ${PRODUCT.version}`,
    redact: (text) => redactor.text(text),
    redactEvent: (event) => redactEvent(event, redactor),
  });
}

/** How a server would be started now, as if it had been. */
function configured(host: Host, server = ""): HostEvent | undefined {
  const start = startOf(host, server);
  return start && { type: "spawned", pid: 0, command: start.command, args: start.args, cwd: start.cwd ?? "" };
}

function listed(names: readonly string[]): string {
  return names.length > NAMED ? `${names.slice(0, NAMED).join(", ")}, …` : names.join(", ");
}

function startOf({ registry }: Host, id: string): ConfiguredStart | undefined {
  const launch = registry.get(id)?.config.launch;
  return launch && {
    command: launch.command,
    args: launch.args,
    cwd: launch.cwd,
    variables: Object.entries(launch.env).flatMap(([name, value]) => (value === null ? [] : [name])),
    envFile: launch.envFile,
  };
}
