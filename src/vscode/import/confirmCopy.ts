import * as vscode from "vscode";
import { MASK } from "../../core/server/config/fillInputs";
import { literalSecrets } from "../../core/server/config/literalSecrets";
import { looksSecret } from "../../core/server/config/looksSecret";
import type { InexactPart } from "../../core/server/config/portableEntry";
import { describeLaunch } from "../../core/server/describeLaunch";
import type { StdioLaunch } from "../../core/server/launch";
import { quoteWord } from "../../core/server/quoteWord";
import { escapeText } from "../../core/trace/escape";
import { HOST_TITLES } from "../../node/hostConfigs/hostName";
import { formatCount } from "../format";
import { copyPlace } from "./copyPlace";
import type { CopiedServer, CopyTarget } from "./copyServers";
import type { FoundServer } from "./foundServer";
import { listHosts } from "./listHosts";

/** What the person wants done in the end; those that cannot be copied as they are can be linked in place of that. */
export type CopyAnswer = { readonly type: "copy"; readonly servers: readonly CopiedServer[] } | { readonly type: "link"; readonly servers: readonly FoundServer[] };

/** How the part of an entry that is a variable of the process begins. */
const VARIABLE = "env.";

type Exact = CopiedServer & { readonly written: StdioLaunch };
type Inexact = FoundServer & { readonly parts: readonly InexactPart[] };

/**
 * Copied servers run without another question, so everything is shown here once, but for what is secret; and what would
 * come to mean something else in our setting is not copied.
 */
export async function confirmCopy(servers: readonly FoundServer[], target: CopyTarget): Promise<CopyAnswer | undefined> {
  const exact: Exact[] = [];
  const inexact: Inexact[] = [];
  for (const server of servers) {
    const copy = target === vscode.ConfigurationTarget.Global ? server.user : server.workspace;
    if (copy.type === "inexact") inexact.push({ ...server, parts: copy.parts });
    else exact.push({ name: server.name, host: server.host, entry: copy.entry, written: copy.written });
  }
  const copy = vscode.l10n.t("Copy");
  const link = vscode.l10n.t("Link {0} Instead", listHosts(inexact.map(({ host }) => host)));
  const answer = await vscode.window.showWarningMessage(
    question(exact.length, inexact.length, target),
    { modal: true, detail: [...inexact.flatMap(describeInexact), ...describeSecrets(exact), ...exact.flatMap(describe)].join("\n") },
    ...(exact.length > 0 ? [copy] : []),
    ...(inexact.length > 0 ? [link] : []),
  );
  if (answer === copy) return { type: "copy", servers: exact };
  return answer === link ? { type: "link", servers: inexact } : undefined;
}

function question(exact: number, inexact: number, target: CopyTarget): string {
  if (exact === 0) {
    return inexact === 1
      ? vscode.l10n.t("This server cannot be copied into {0} as it is.", copyPlace(target))
      : vscode.l10n.t("These {0} servers cannot be copied into {1} as they are.", formatCount(inexact), copyPlace(target));
  }
  return exact === 1 ? vscode.l10n.t("Copy 1 server into {0}?", copyPlace(target)) : vscode.l10n.t("Copy {0} servers into {1}?", formatCount(exact), copyPlace(target));
}

function describeInexact({ name, host, parts }: Inexact): readonly string[] {
  const title = HOST_TITLES[host];
  const reasons = parts.map(({ part, text }) => vscode.l10n.t("{0}: {1} takes {2} as it stands, but Wirelight's settings would put something else in its place and offer no way to prevent that.", escapeText(part), title, quoteWord(isSecret(part) ? MASK : text)));
  return [vscode.l10n.t('"{0}" is not copied. It can be linked: then it stays as it is.', escapeText(name)), ...reasons, ""];
}

function isSecret(part: string): boolean {
  return part.startsWith(VARIABLE) && looksSecret(part.slice(VARIABLE.length));
}

function describeSecrets(servers: readonly Exact[]): readonly string[] {
  const secrets = servers.flatMap(({ name, entry }) => literalSecrets(entry).map((variable) => vscode.l10n.t('{0} of "{1}"', escapeText(variable), escapeText(name))));
  if (secrets.length === 0) return [];
  const plainText = secrets.length === 1
    ? vscode.l10n.t("The settings file will hold this secret as plain text: {0}.", secrets.join(", "))
    : vscode.l10n.t("The settings file will hold these secrets as plain text: {0}.", secrets.join(", "));
  return [plainText, ""];
}

function describe({ name, entry, written }: Exact): readonly string[] {
  const secret = new Set(literalSecrets(entry));
  const env = Object.fromEntries(Object.entries(written.env).map(([variable, value]) => [variable, secret.has(variable) ? MASK : value]));
  const { commandLine, details } = describeLaunch({ ...written, env });
  return [`${escapeText(name)}: ${commandLine}`, ...details, ""];
}
