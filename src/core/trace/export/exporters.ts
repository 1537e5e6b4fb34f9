import type { Exporter, ExportFormat } from "./exportTraffic";
import { har } from "./har";
import { html } from "./html/html";
import { jsonl } from "./jsonl";
import { markdown } from "./markdown/markdown";
import { otlp } from "./otlp/otlp";

/** Every format that traffic can be exported in. */
export const exporters: { readonly [format in ExportFormat]: Exporter } = { jsonl, har, otlp, md: markdown, html };
