import * as vscode from "vscode";
import { namesSecret } from "../../core/server/config/namesSecret";
import { learnSecrets } from "../../core/trace/redact/learnSecrets";
import { Redactor } from "../../core/trace/redact/redactor";
import type { Frame, HostEvent } from "../../core/wire/frame";
import { formatBytes } from "../format";
import { redactPatterns } from "../recording/redactPatterns";

/** Bytes that are copied at most: a clipboard with more would stop the window, and whatever it is pasted into. */
const MOST = 5_000_000;

/**
 * What hides the secrets of messages that are to be copied. It knows those that it will meet, so that a value that one
 * message names is hidden in the others too. Throws an error for the person when the messages are more than a clipboard takes.
 * @param events what the host saw, whose secrets are to be known as well
 */
export function copyRedactor(frames: readonly Frame[], events: readonly HostEvent[] = []): Redactor {
  const bytes = frames.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST) throw new Error(vscode.l10n.t("These messages have {0}, which is more than the {1} that can be copied. Save or export them instead.", formatBytes(bytes), formatBytes(MOST)));
  const redactor = new Redactor({ isSecretName: namesSecret, patterns: redactPatterns() });
  learnSecrets(redactor, frames, events);
  return redactor;
}
