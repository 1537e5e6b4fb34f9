import * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { Schemes } from "../contributions";
import type { ArgumentDrafts } from "./argumentDrafts";

/** Serves the schemas that documents of arguments name; the JSON language service opens them as documents. */
export class ArgumentSchemas implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(Schemes.schema, this);

  constructor(private readonly drafts: ArgumentDrafts) {}

  dispose(): void {
    this.registration.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const draft = this.drafts.of(uri);
    // An empty schema allows everything: better than marking every line of a document whose tool is not known any more.
    return JSON.stringify(draft ? withSchemaProperty(draft.schema) : {}, null, 2);
  }
}

/** A copy of the schema that allows for the `$schema` property, which is there for the editor and is not sent. */
function withSchemaProperty(schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const copy: { [name: string]: unknown } = { ...schema, properties: { $schema: { type: "string", description: vscode.l10n.t("For this editor only; not sent.") }, ...properties } };
  for (const bound of ["minProperties", "maxProperties"]) {
    const value = schema[bound];
    if (typeof value === "number") copy[bound] = value + 1;
  }
  return copy;
}
