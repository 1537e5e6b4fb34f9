import { formatCount } from "../../../base/quantity";
import { digest } from "../digest";

/** The beginning of a text that is too long; what is left out still tells two texts apart. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}\n… ${formatCount(text.length - limit)} more characters (${digest(text.slice(limit))})`;
}
