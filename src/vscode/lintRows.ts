import type { Finding, ServerLanguage } from "../core/lint/finding";
import { languageOf } from "../core/lint/languageOf";
import { lintFrame } from "../core/lint/lint";
import type { Registry } from "../core/server/registry";
import type { Trace } from "../core/trace/trace";
import type { Frame } from "../core/wire/frame";

/** Judges rows with what is known of the server they come from. */
export function lintRows(trace: Trace, registry: Registry): (frame: Frame) => readonly Finding[] {
  const languages = new Map<number, ServerLanguage>();
  return (frame) => {
    let language = languages.get(frame.link);
    if (language === undefined) languages.set(frame.link, (language = languageOfLink(frame.link, trace, registry)));
    return lintFrame(frame, { language });
  };
}

function languageOfLink(link: number, trace: Trace, registry: Registry): ServerLanguage {
  const launch = registry.get(trace.link(link)?.server ?? "")?.config.launch;
  return launch ? languageOf(launch.command, launch.args) : "unknown";
}
