import { layOutResult } from "../../../core/mcp/result/layOutResult";
import { resultBase } from "../../../core/mcp/result/fileNames";
import type { ResultFile } from "../../../core/mcp/result/resultFile";
import type { CallRecord } from "../callRecord";

/** A result as the one text that a comparison shows: its main document, or all of it as JSON where that is no text. */
export function comparedFile({ tool, result }: CallRecord, asJson: boolean): ResultFile {
  const [main] = layOutResult(tool, result, { whole: true });
  if (!asJson && main && "text" in main.content) return main;
  return { name: `${resultBase(tool)}.json`, open: true, content: { text: JSON.stringify(result.raw, null, 2) } };
}
