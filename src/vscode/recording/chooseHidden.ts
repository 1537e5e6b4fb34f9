import * as vscode from "vscode";
import type { CancelSignal } from "../../core/base/cancel";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { namesSecret } from "../../core/server/config/namesSecret";
import { escapeText } from "../../core/trace/escape";
import { allRows } from "../../core/trace/recording/rowsOf";
import { Redactor } from "../../core/trace/redact/redactor";
import { scanSecrets } from "../../core/trace/redact/scanSecrets";
import type { Secret } from "../../core/trace/redact/secret";
import type { Trace } from "../../core/trace/trace";
import { Pause } from "../../node/recordings/pause";
import { formatCount, oneLine } from "../format";
import { type ProgressStep, withLateProgress } from "../lateProgress";
import { redactPatterns } from "./redactPatterns";

/** Secrets that are offered one by one; what is beyond is hidden in any case. */
const OFFERED = 300;

type Item = vscode.QuickPickItem & { readonly secret: Secret };

/**
 * Looks for secrets in rows and shows the person what will be hidden before anything leaves the machine; they may take
 * single ones out. `undefined` when they changed their mind.
 * @param rows what is to be saved, ascending; all of the traffic is looked at in any case
 */
export async function chooseHidden(trace: Trace, rows: Iterable<number>, title: string): Promise<Redactor | undefined> {
  const redactor = new Redactor({ isSecretName: namesSecret, patterns: redactPatterns() });
  await withLateProgress(vscode.l10n.t("Looking for secrets in the traffic..."), async (cancel, report) => {
    // A value may stand without its name in the rows that were chosen, and with it in others.
    await scan(trace, allRows(trace), redactor, cancel, report);
    if (redactor.secrets.length === 0) return;
    // Only now it is known what will be hidden, and in how many places.
    redactor.recount();
    await scan(trace, rows, redactor, cancel, report);
  });
  const secrets = redactor.secrets.filter(({ places }) => places > 0);
  if (secrets.length === 0) return redactor;
  const kept = await pick(secrets, title);
  if (!kept) return undefined;
  for (const { value } of kept) redactor.spare(value);
  return redactor;
}

async function scan(trace: Trace, rows: Iterable<number>, redactor: Redactor, cancel: CancelSignal, report: (step: ProgressStep) => void): Promise<void> {
  const total = Math.max(1, trace.next - trace.first);
  const pause = new Pause();
  let told = 0;
  for (const done of scanSecrets(trace, rows, redactor)) {
    if (cancel.cancelled) throw new Failure("cancelled", "Cancelled.");
    if (!pause.isDue) continue;
    if (done - told > total / 50) {
      report({ increment: (100 * (done - told)) / total });
      told = done;
    }
    await pause.take();
  }
}

/** The secrets that are not to be hidden. */
async function pick(secrets: readonly Secret[], title: string): Promise<readonly Secret[] | undefined> {
  const items = secrets.slice(0, OFFERED).map((secret): Item => ({ label: `$(eye-closed) ${inert(oneLine(escapeText(secret.label), 60))}`, description: describe(secret), picked: true, secret }));
  const more = secrets.length - items.length;
  const placeHolder = more > 0
    ? vscode.l10n.t("What is ticked will be hidden, and {0} more; untick what is no secret", formatCount(more))
    : vscode.l10n.t("What is ticked will be hidden; untick what is no secret");
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true, ignoreFocusOut: true, matchOnDescription: true });
  return picked && items.filter((item) => !picked.includes(item)).map(({ secret }) => secret);
}

/** Enough to recognise it, and too little for whoever looks over the shoulder. */
function describe({ value, kind, places }: Secret): string {
  const begin = value.length >= 12 ? oneLine(escapeText(value.slice(0, 4)), 12) : "";
  const shape = begin === "" ? vscode.l10n.t("{0} characters", formatCount(value.length)) : vscode.l10n.t("{0}… ({1} characters)", begin, formatCount(value.length));
  const where = places === 1 ? vscode.l10n.t("in 1 place") : vscode.l10n.t("in {0} places", formatCount(places));
  return inert([shape, where, kind === "pattern" ? vscode.l10n.t("your pattern") : ""].filter((part) => part !== "").join(" · "));
}
