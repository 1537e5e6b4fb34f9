import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { lastSent, npmServer, opened, serverNamed, type Outcome } from './support/calls';
import { until } from './support/until';
import { configureServers, workspaceFolder } from './support/wirelight';

/** Needs an array of objects, which no single question can ask for. */
const TOOL = 'create_entities';
const GOOD = { entities: [{ name: 'Ada', entityType: 'person', observations: ['wrote the first program'] }] };

describe('arguments as JSON', () => {
  let document: vscode.TextDocument;

  before(async () => {
    const file = path.join(workspaceFolder().uri.fsPath, 'args-memory.jsonl');
    await configureServers({ 'args-memory': { ...npmServer('memory'), env: { MEMORY_FILE_PATH: file } } });
    await vscode.commands.executeCommand('wirelight.callTool', { server: 'args-memory', tool: TOOL });
    const editor = await until('the arguments are in an editor', () => vscode.window.visibleTextEditors.find((each) => each.document.uri.scheme === 'wirelight-args'));
    document = editor.document;
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await configureServers(undefined);
  });

  it('opens with what the schema requires', () => {
    assert.equal(document.languageId, 'json');
    const value: unknown = JSON.parse(document.getText());
    assert.ok(typeof value === 'object' && value !== null && 'entities' in value && '$schema' in value);
  });

  it('marks what does not fit the schema', async () => {
    await write(document, { ...schemaOf(document), entities: [{ name: 7 }] });
    const problems = await until('there are diagnostics', () => nonEmpty(vscode.languages.getDiagnostics(document.uri)));
    assert.match(problems.map((problem) => problem.message).join('\n'), /Expected "string"|entityType/);
  });

  it('completes the properties of the schema', async () => {
    await write(document, { ...schemaOf(document), entities: [{}] });
    const at = document.positionAt(document.getText().lastIndexOf('{}') + 1);
    const labels = await until('there are completions', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, at);
      return nonEmpty(list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label)));
    });
    for (const name of ['name', 'entityType', 'observations']) assert.ok(labels.includes(name), `${name} is not among ${labels.join(', ')}`);
  });

  it('offers the call above the text', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.match(lenses[0]?.command?.title ?? '', new RegExp(`Call "${TOOL}" of server "args-memory"`));
    assert.equal(lenses[0]?.command?.command, 'wirelight.sendArguments');
  });

  it('shows what is wrong before sending, and sends it all the same when told to', async () => {
    const server = await serverNamed('args-memory');
    await write(document, { ...schemaOf(document), entities: [{ name: 7 }] });
    const before = await lastSent(server, 'tools/call');
    const asked = await answering(undefined, async () => assert.equal((await send(document)).type, 'left'));
    assert.match(asked[0]?.message ?? '', new RegExp(`do not fit the input schema of "${TOOL}".*/entities/0`));
    assert.deepEqual(await lastSent(server, 'tools/call'), before);
    await answering('Send Anyway', () => Promise.resolve(send(document)));
    assert.deepEqual(await argumentsSent(), { entities: [{ name: 7 }] });
  });

  it('sends what was written, without the property that is only for the editor', async () => {
    await write(document, { ...schemaOf(document), ...GOOD });
    const outcome = await send(document);
    assert.equal(outcome.isError, false);
    assert.match((await opened(outcome)).getText(), /Ada/);
    assert.deepEqual(await argumentsSent(), GOOD);
    assert.equal(document.isDirty, false);
  });

  it('says where text is no JSON, and sends nothing', async () => {
    const sent = await argumentsSent();
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((builder) => builder.replace(whole(document), '{ "entities": [ }'));
    const outcome = await send(document);
    assert.equal(outcome.kind, 'usage');
    assert.match(outcome.message ?? '', /not valid JSON/);
    assert.deepEqual(await argumentsSent(), sent);
  });

  async function argumentsSent(): Promise<unknown> {
    return (await lastSent(await serverNamed('args-memory'), 'tools/call'))?.['arguments'];
  }
});

function send(document: vscode.TextDocument): Thenable<Outcome> {
  return vscode.commands.executeCommand<Outcome>('wirelight.sendArguments', document.uri);
}

async function write(document: vscode.TextDocument, value: object): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  assert.ok(await editor.edit((builder) => builder.replace(whole(document), JSON.stringify(value, null, 2))));
}

function whole(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

function schemaOf(document: vscode.TextDocument): { readonly $schema: string } {
  const found = /"(wirelight-schema:[^"]*)"/.exec(document.getText())?.[1];
  return { $schema: found ?? assert.fail('the document names no schema') };
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
