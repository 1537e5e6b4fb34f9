import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { replacing } from "./calls";
import { until } from "./until";

type Pick = vscode.QuickPick<vscode.QuickPickItem>;

/** The quick picks of the extension, handled as a person at the keyboard does. */
export class Picks {
  private readonly opened: Pick[] = [];
  private readonly closed = new WeakSet<object>();

  /** Watches the quick picks that are opened while `work` runs. */
  static async during(work: (picks: Picks) => Promise<void>): Promise<void> {
    const picks = new Picks();
    const original = vscode.window.createQuickPick.bind(vscode.window);
    const watched = <T extends vscode.QuickPickItem>(): vscode.QuickPick<T> => {
      const pick = original<T>();
      const dispose = pick.dispose.bind(pick);
      pick.dispose = () => {
        picks.closed.add(pick);
        dispose();
      };
      picks.opened.push(pick);
      return pick;
    };
    await replacing("createQuickPick", watched, () => work(picks));
  }

  /** Waits for the pick with this title, or a part of it. */
  async titled(title: string): Promise<Pick> {
    return until(`a pick "${title}" is open`, () => {
      const last = this.opened.at(-1);
      return last?.title?.includes(title) === true ? last : undefined;
    }, () => this.opened.map((pick) => pick.title).join(", "));
  }

  /** Types a text in the place of the one that is there. */
  async type(title: string, text: string): Promise<void> {
    const pick = await this.titled(title);
    pick.value = text;
    await until(`"${text}" is the first row, and the server has answered`, () => textOf(pick.items[0]) === text && !pick.busy, () => rowsOf(pick).join(", "));
  }

  /** Takes the row with this label, once it is there; without a label the one that Enter takes. */
  async take(title: string, label?: string): Promise<void> {
    const pick = await this.titled(title);
    if (label !== undefined) await moveTo(pick, label);
    await until(`the pick "${title}" is answered`, async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      // The answer takes its way through two processes; a second Enter would go to the next pick.
      for (let waited = 0; waited < 2000 && !this.closed.has(pick); waited += 20) await sleep(20);
      return this.closed.has(pick);
    });
  }

  /** The labels of the rows of the pick with this title. */
  async rows(title: string): Promise<string[]> {
    return rowsOf(await this.titled(title));
  }
}

/** Moves down to the row with this label, as with the arrow key. */
async function moveTo(pick: Pick, label: string): Promise<void> {
  await until(`there is a row "${label}"`, () => rowsOf(pick).includes(label), () => rowsOf(pick).join(", "));
  await until(`the row "${label}" is active`, async () => {
    if (textOf(pick.activeItems[0]) === label) return true;
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    // The workbench says a moment later where it is now.
    await sleep(200);
    return false;
  }, () => textOf(pick.activeItems[0]));
}

function rowsOf(pick: Pick): string[] {
  return pick.items.map(textOf);
}

/** A label without the icon before it. */
function textOf(item: vscode.QuickPickItem | undefined): string {
  return item?.label.replace(/^\$\([a-z~-]+\) /, "") ?? "";
}
