import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { PRODUCT } from "../../core/base/product";
import { type ConfiguredStart, sdkTest } from "../../core/trace/export/sdkTest/sdkTest";
import { redactEvent } from "../../core/trace/redact/redactEvent";
import { formatCount } from "../format";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { copyRedactor } from "./copyRedactor";

/** Variables that are named; the text itself has all of them. */
const NAMED = 4;

/** Copies requests as a test that sends them again and expects the same answers; secrets are read from the environment. */
export async function copySdkTest(host: Host, { trace, exchanges }: TrafficSource, seqs: readonly number[]): Promise<void> {
  const rows = new Set(seqs.flatMap((seq) => {
    const exchange = exchanges.of(seq);
    return exchange ? [exchange.request, exchange.answer ?? exchange.request] : [];
  }));
  const redactor = copyRedactor([...rows].flatMap((seq) => trace.at(seq) ?? []));
  const made = sdkTest({
    trace,
    exchanges,
    seqs,
    launch: (server) => startOf(host, server),
    product: `${PRODUCT.title} ${PRODUCT.version}`,
    redact: (text) => redactor.text(text),
    redactEvent: (event) => redactEvent(event, redactor),
  });
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
