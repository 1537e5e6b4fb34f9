import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isJsonObject } from '../../src/core/base/json';
import { answering } from './support/answers';
import { bundledServer, call, lastSent, npmServer, opened, replacing, serverNamed, type Outcome } from './support/calls';
import { until } from './support/until';
import { configureServers, rogue, workspaceFolder } from './support/wirelight';

const folder = () => workspaceFolder().uri.fsPath;

describe('calling tools', () => {
  before(async () => {
    await configureServers({
      'call-everything': npmServer('everything', 'stdio'),
      'call-filesystem': npmServer('filesystem', folder()),
      'call-memory': { ...npmServer('memory'), env: { MEMORY_FILE_PATH: path.join(folder(), 'call-memory.jsonl') } },
      'call-thinking': npmServer('sequential-thinking'),
      'call-dies': rogue('dies-mid-call'),
      'call-silent': rogue('silent'),
    });
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await configureServers(undefined);
  });

  it('opens the result of a tool of server-everything as text', async () => {
    const outcome = await call('call-everything', 'echo', { message: 'hi there' });
    const document = await opened(outcome);
    assert.equal(document.getText(), 'Echo: hi there');
    assert.equal(document.languageId, 'plaintext');
    await until('the result is in an editor', () => vscode.window.visibleTextEditors.some((editor) => editor.document === document));
  });

  it('calls a tool of server-filesystem, of server-memory and of server-sequential-thinking', async () => {
    const listing = await opened(await call('call-filesystem', 'list_directory', { path: folder() }));
    assert.match(listing.getText(), /\[DIR\] src/);
    const graph = await opened(await call('call-memory', 'search_nodes', { query: 'nobody' }));
    assert.deepEqual(JSON.parse(graph.getText()), { entities: [], relations: [] });
    assert.equal(graph.languageId, 'json');
    const thought = await opened(await call('call-thinking', 'sequentialthinking', { thought: 'x', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 }));
    assert.match(thought.getText(), /"thoughtNumber": 1/);
  });

  it('calls a tool of the bundled server', async () => {
    const outcome = await call((await bundledServer()).config.id, 'outline', { path: path.join(folder(), 'src', 'cart.ts') });
    assert.equal(outcome.isError, false);
    assert.match((await opened(outcome)).getText(), /cart\.ts/);
  });

  it('asks for the arguments one after the other, with the defaults there', async () => {
    const asked = { server: 'call-everything', tool: 'get-annotated-message' };
    const outcome = await accepting(vscode.commands.executeCommand<Outcome>('wirelight.callTool', asked));
    assert.equal(outcome.type, 'result');
    const sent = await lastSent(await serverNamed('call-everything'), 'tools/call');
    assert.deepEqual(sent?.['arguments'], { messageType: 'error', includeImage: false });
  });

  it('sends nothing when the questions are left', async () => {
    const server = await serverNamed('call-everything');
    const before = await lastSent(server, 'tools/call');
    const asked = { server: 'call-everything', tool: 'get-annotated-message' };
    const outcome = await pressing('workbench.action.closeQuickOpen', vscode.commands.executeCommand<Outcome>('wirelight.callTool', asked));
    assert.equal(outcome.type, 'left');
    assert.deepEqual(await lastSent(server, 'tools/call'), before);
  });

  it('calls a tool without arguments at once, and opens an image in the image preview', async () => {
    const outcome = await vscode.commands.executeCommand<Outcome>('wirelight.callTool', { server: 'call-everything', tool: 'get-tiny-image' });
    const image = outcome.opened?.find((each) => each.endsWith('.png'));
    assert.ok(image, `no image among ${outcome.opened?.join(', ')}`);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.input);
    const preview = tabs.find((input) => input instanceof vscode.TabInputCustom && input.uri.toString() === image);
    assert.ok(preview instanceof vscode.TabInputCustom, 'the image is in no custom editor');
    assert.equal(preview.viewType, 'imagePreview.previewEditor');
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(image));
    assert.deepEqual(Array.from(bytes.subarray(0, 4)), [0x89, 0x50, 0x4e, 0x47]);
  });

  it('opens the result of a tool error and says that the tool reported it', async () => {
    const told = await answering('Show in Traffic', async () => {
      const outcome = await call('call-filesystem', 'read_text_file', { path: path.join(folder(), 'nowhere.txt') });
      assert.equal(outcome.isError, true);
      assert.match((await opened(outcome)).getText(), /nowhere\.txt/);
    });
    assert.match(told[0]?.message ?? '', /^The tool "read_text_file" of server "call-filesystem" reported an error: /);
    const shown = await until('the exchange is shown', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'wirelight-message' ? document : undefined;
    });
    assert.match(shown.getText(), /"read_text_file"/);
  });

  it('tells a protocol error apart', async () => {
    const outcome = await call('call-silent', 'no-such-tool', {});
    assert.equal(outcome.kind, 'protocol');
    assert.match(outcome.message ?? '', /did not run "no-such-tool" but answered with a protocol error: .*-32602/);
  });

  it('names the unanswered request of a timeout', async () => {
    await vscode.workspace.getConfiguration().update('wirelight.requestTimeout', 1, vscode.ConfigurationTarget.Global);
    try {
      await (await serverNamed('call-silent')).stop();
      const outcome = await call('call-silent', 'wait', {});
      assert.equal(outcome.kind, 'timeout');
      assert.match(outcome.message ?? '', /^No answer from server "call-silent" to the call of "wait": .*tools\/call "wait"/);
    } finally {
      await vscode.workspace.getConfiguration().update('wirelight.requestTimeout', undefined, vscode.ConfigurationTarget.Global);
      await (await serverNamed('call-silent')).stop();
    }
  });

  it('says how the server ended when the connection closes, and calls it again afterwards', async () => {
    const outcome = await call('call-dies', 'die', {});
    assert.equal(outcome.kind, 'closed');
    assert.match(outcome.message ?? '', /^Server "call-dies" was killed by SIGKILL before "die" was answered\./);
    assert.equal((await opened(await call('call-dies', 'echo', { text: 'back again' }))).getText(), 'back again');
  });

  it('refuses arguments of the command that it cannot use, in words', async () => {
    const outcome = await vscode.commands.executeCommand<Outcome>('wirelight.callTool', { server: 'call-everything', tool: 7 });
    assert.equal(outcome.kind, 'usage');
    assert.match(outcome.message ?? '', /"tool"/);
    assert.match((await call('no-such-server', 'echo', {})).message ?? '', /no server "no-such-server"/);
  });

  it('shows progress and cancels for real', async () => {
    const server = await serverNamed('call-everything');
    const steps: string[] = [];
    const original = vscode.window.withProgress;
    const cancelling: typeof original = (options, task) =>
      original(options, (progress, token) => {
        const cancel = new vscode.CancellationTokenSource();
        token.onCancellationRequested(() => cancel.cancel());
        const report = (step: { message?: string; increment?: number }) => {
          steps.push(step.message ?? '');
          progress.report(step);
          if (step.message?.includes('2')) cancel.cancel();
        };
        return task({ report }, cancel.token);
      });
    await replacing('withProgress', cancelling, async () => {
      const outcome = await call('call-everything', 'trigger-long-running-operation', { duration: 20, steps: 20 });
      assert.equal(outcome.kind, 'cancelled');
    });
    assert.ok(steps.some((step) => step.includes('20')), `the steps were ${steps.join(' | ')}`);
    const cancelled = await until('the server is told', () => lastSent(server, 'notifications/cancelled'));
    const asked = await lastSent(server, 'tools/call');
    assert.ok(isJsonObject(cancelled) && isJsonObject(asked) && isJsonObject(asked['_meta']));
    assert.equal(cancelled['requestId'], asked['_meta']['progressToken']);
    assert.equal(server.state.name, 'running');
  });

  it('repeats the last call', async () => {
    await call('call-everything', 'get-sum', { a: 20, b: 22 });
    const outcome = await vscode.commands.executeCommand<Outcome>('wirelight.repeatLastCall');
    assert.match((await opened(outcome)).getText(), /42/);
    assert.deepEqual(without(await lastSent(await serverNamed('call-everything'), 'tools/call'), '_meta'), { name: 'get-sum', arguments: { a: 20, b: 22 } });
  });

  it('forgets a result when its editor is closed', async () => {
    const { uri } = await opened(await call('call-everything', 'echo', { message: 'soon gone' }));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the result is gone', async () => {
      try {
        await vscode.workspace.fs.stat(uri);
        return false;
      } catch (error) {
        return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      }
    });
  });
});

/** Presses Enter until the command is done. */
function accepting(done: Thenable<Outcome>): Promise<Outcome> {
  return pressing('workbench.action.acceptSelectedQuickOpenItem', done);
}

async function pressing(key: string, done: Thenable<Outcome>): Promise<Outcome> {
  let outcome: Outcome | undefined;
  void Promise.resolve(done).then((value) => void (outcome = value));
  return until('the call is over', async () => {
    await vscode.commands.executeCommand(key);
    return outcome;
  });
}

function without(value: unknown, name: string): unknown {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value;
}
