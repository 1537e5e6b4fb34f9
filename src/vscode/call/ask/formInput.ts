import type { JsonObject } from "../../../core/base/json";
import type { FormField } from "../../../core/mcp/schema/formField";
import type { StepOutcome } from "./step";

/** What a form is asked for with. */
export interface FormInput {
  readonly tool: string;
  /** The input schema that the fields were made of. */
  readonly schema: JsonObject;
  readonly fields: readonly FormField[];
  /** Names of optional arguments that only the JSON editor can take. */
  readonly complex: readonly string[];
  /** What the tool was called with last; the answers begin with it. */
  readonly start: JsonObject | undefined;
  /** There is a question before the first. */
  readonly canGoBack: boolean;
  /** Writes a long text for a field in an editor. */
  readonly writeLong: (field: FormField, text: string) => Promise<StepOutcome>;
}
