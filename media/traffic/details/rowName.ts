import type { RowFacts } from "../../../src/core/feed/model/trafficModel";
import type { FrameKind } from "../../../src/core/wire/frame";
import { t } from "../l10n";
import { shownText } from "../table/shownText";

const KIND_NAMES: { readonly [kind in FrameKind]: string } = {
  request: t("request"),
  notification: t("notification"),
  result: t("result"),
  error: t("error"),
  batch: t("batch"),
  junk: t("junk"),
  stderr: "stderr",
  host: t("event"),
};

/** What a row is called: its method, else what it is; on one printable line. */
export function rowName({ method, kind }: RowFacts): string {
  return method === undefined ? KIND_NAMES[kind] : shownText(method);
}
