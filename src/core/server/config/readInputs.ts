import type { Node } from "jsonc-parser";
import { jsonValueOf } from "./jsonValueOf";
import type { ConfigProblem, InputDefinition, InputOption } from "../config";
import { describeNode, lengthWithin, propertiesOf } from "./configNode";

/** Inputs by their id; `undefined` for one that is defined with a fault. */
export type InputTable = ReadonlyMap<string, InputDefinition | undefined>;

export interface ReadInputs {
  readonly table: InputTable;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a list of inputs as VS Code defines them: https://code.visualstudio.com/docs/reference/variables-reference#_input-variables
 * @param text the whole text; `undefined` when the configuration came as a value
 */
export function readInputs(node: Node | undefined, text: string | undefined): ReadInputs {
  if (!node) return { table: new Map(), problems: [] };
  const reader = new InputReader(text);
  return { table: reader.read(node), problems: reader.problems };
}

type Fields = ReadonlyMap<string, Node>;

class InputReader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly text: string | undefined) {}

  read(node: Node): InputTable {
    const table = new Map<string, InputDefinition | undefined>();
    if (node.type !== "array") {
      this.add("error", node, `"inputs" must be a list such as [{"id": "token", "type": "promptString", "description": "Token"}], but this is ${describeNode(node)}.`);
      return table;
    }
    const places = new Map<string, Node>();
    for (const item of node.children ?? []) {
      const found = this.readItem(item);
      if (!found) continue;
      const earlier = places.get(found.id);
      if (earlier) this.add("warning", earlier, `Two inputs are called ${JSON.stringify(found.id)}, and the later one counts. Give this one another id, or remove it.`);
      places.set(found.id, found.place);
      table.set(found.id, found.definition);
    }
    return table;
  }

  private readItem(item: Node): { readonly id: string; readonly place: Node; readonly definition: InputDefinition | undefined } | undefined {
    if (item.type !== "object") {
      this.add("error", item, `An input must be an object such as {"id": "token", "type": "promptString", "description": "Token"}, but this is ${describeNode(item)}.`);
      return undefined;
    }
    const fields: Fields = new Map(propertiesOf(item).flatMap(({ name, value }) => (value ? [[name, value]] : [])));
    const id = this.requiredText(fields, "id", item);
    const place = fields.get("id");
    if (id === undefined || !place) return undefined;
    if (id === "") {
      this.add("error", place, 'This input has no id. Write the one that "${input:…}" refers to.');
      return undefined;
    }
    return { id, place, definition: this.define(id, fields, item) };
  }

  private define(id: string, fields: Fields, item: Node): InputDefinition | undefined {
    const type = this.requiredText(fields, "type", item);
    const node = fields.get("type");
    switch (type) {
      case undefined:
        return undefined;
      case "promptString":
        return this.prompt(id, fields, item);
      case "pickString":
        return this.pick(id, fields, item);
      case "command": {
        const command = this.requiredText(fields, "command", item);
        const args = fields.get("args");
        return command === undefined ? undefined : { type, id, command, args: args && jsonValueOf(args) };
      }
      default:
        this.add("error", node ?? item, `"type" of an input must be "promptString", "pickString" or "command", but this is ${JSON.stringify(type)}.`);
        return undefined;
    }
  }

  private prompt(id: string, fields: Fields, item: Node): InputDefinition | undefined {
    const description = this.requiredText(fields, "description", item);
    const fallback = this.optionalText(fields, "default");
    const password = fields.get("password");
    const given: unknown = password?.value;
    if (password && typeof given !== "boolean") this.add("warning", password, `"password" must be true or false, but this is ${describeNode(password)}. What is typed is kept secret, to be safe.`);
    return description === undefined || fallback === false ? undefined : { type: "promptString", id, description, default: fallback, password: password !== undefined && given !== false };
  }

  private pick(id: string, fields: Fields, item: Node): InputDefinition | undefined {
    const description = this.requiredText(fields, "description", item);
    const options = this.options(fields.get("options"), item);
    const fallback = this.optionalText(fields, "default");
    if (description === undefined || !options || fallback === false) return undefined;
    const place = fields.get("default");
    if (place && !options.some(({ value }) => value === fallback)) this.add("warning", place, `"default" is none of the options, so it has no effect. Write one of ${options.map(({ value }) => JSON.stringify(value)).join(", ")}.`);
    return { type: "pickString", id, description, options, default: fallback };
  }

  private options(node: Node | undefined, item: Node): readonly InputOption[] | undefined {
    if (!node) {
      this.add("error", item, 'This input has no "options". Add the list to pick from, for example "options": ["one", "two"].');
      return undefined;
    }
    const items = node.type === "array" ? (node.children ?? []) : [];
    if (items.length === 0) {
      this.add("error", node, `"options" must be a list with at least one option, but this is ${node.type === "array" ? "an empty list" : describeNode(node)}.`);
      return undefined;
    }
    const options = items.flatMap((each) => this.option(each) ?? []);
    return options.length === items.length ? options : undefined;
  }

  private option(node: Node): InputOption | undefined {
    const written: unknown = node.value;
    if (typeof written === "string") return { label: written, value: written };
    const parts = node.type === "object" ? new Map(propertiesOf(node).map(({ name, value }) => [name, value?.value as unknown])) : undefined;
    const [label, value] = [parts?.get("label"), parts?.get("value")];
    if (typeof value === "string" && (label === undefined || typeof label === "string")) return { label: label ?? value, value };
    this.add("error", node, `An option must be a string or an object such as {"label": "One", "value": "1"}, but this is ${parts ? "an object without these" : describeNode(node)}.`);
    return undefined;
  }

  /** A text that has to be there; `undefined`, and said so, when it is not. */
  private requiredText(fields: Fields, name: string, item: Node): string | undefined {
    const node = fields.get(name);
    const value: unknown = node?.value;
    if (typeof value === "string") return value;
    this.add("error", node ?? item, node ? `"${name}" must be a string, but this is ${describeNode(node)}.` : `This input has no "${name}". Add it as a string.`);
    return undefined;
  }

  /** `false` when it is there and no text. */
  private optionalText(fields: Fields, name: string): string | undefined | false {
    const node = fields.get(name);
    const value: unknown = node?.value;
    if (!node) return undefined;
    if (typeof value === "string") return value;
    this.add("error", node, `"${name}" must be a string, but this is ${describeNode(node)}.`);
    return false;
  }

  private add(severity: ConfigProblem["severity"], node: Node, message: string): void {
    this.problems.push({ severity, message, offset: node.offset, length: lengthWithin(this.text, node), server: undefined });
  }
}
