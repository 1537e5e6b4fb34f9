import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bundledServer, lastSent, replacing } from './support/calls';
import { until } from './support/until';

const PYTHON = `import os

def simple():
    return 1

class Shop:
    def price(self, items):
        total = 0
        for item in items:
            if item.sale and item.price > 10:
                total += item.price / 2
            elif item.price:
                total += item.price
        return total
`;
/** 0-based line of the most complex function. */
const WORST_LINE = 6;

describe('Analyze Current File', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('lists the symbols of unsaved text, the most complex first, and Enter jumps there', async () => {
    const editor = await openText('python', PYTHON);
    const done = vscode.commands.executeCommand('wirelight.analyzeCurrentFile');
    await accepted(editor, WORST_LINE);
    await done;
  });

  it('asks the bundled server over the protocol, with the text as it is in the editor', async () => {
    const editor = await openText('python', PYTHON);
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '# typed a moment ago\n'));
    const done = vscode.commands.executeCommand('wirelight.analyzeCurrentFile');
    await accepted(editor, WORST_LINE + 1);
    await done;
    const params = await lastSent(await bundledServer(), 'tools/call');
    assert.match(JSON.stringify(params), /typed a moment ago/);
  });

  it('leaves the cursor where it was on Escape', async () => {
    const editor = await openText('python', PYTHON);
    editor.selection = new vscode.Selection(2, 4, 2, 4);
    const done = vscode.commands.executeCommand('wirelight.analyzeCurrentFile');
    let over = false;
    void Promise.resolve(done).then(() => void (over = true));
    await until('the list is gone', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return over;
    });
    assert.deepEqual(editor.selection.active, new vscode.Position(2, 4));
  });

  it('names the supported languages for another one', async () => {
    await openText('plaintext', 'words');
    assert.match(await told(), /does not analyze .*TypeScript.*Java/);
  });

  it('says so when there is nothing to list', async () => {
    await openText('python', '# nothing but a comment\n');
    assert.match(await told(), /has no functions, classes or other symbols/);
  });
});

async function openText(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Presses Enter in the list until the cursor is at the line. */
async function accepted(editor: vscode.TextEditor, line: number): Promise<void> {
  await until(`the cursor is in line ${line}`, async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return editor.selection.active.line === line;
  });
}

/** Runs the command and gives back what it told the person. */
async function told(): Promise<string> {
  const messages: string[] = [];
  const record: typeof vscode.window.showInformationMessage = async (message: string) => {
    messages.push(message);
    return undefined;
  };
  await replacing('showInformationMessage', record, async () => {
    await vscode.commands.executeCommand('wirelight.analyzeCurrentFile');
  });
  return messages.join('\n');
}
