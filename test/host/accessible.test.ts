import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { rowsOf, type Row } from "./support/tree";
import { until } from "./support/until";
import { configureServers, inCheckout, rogue, serverIn, wirelight } from "./support/wirelight";

/** What the colours of problems stand for, in the words of the rows that have them. */
const TROUBLE = /error|warning|fail|stray|malformed|closed|exited|ended by|not approved|misconfigured|cannot be used|unknown request|cancelled/i;

describe("rows for those who do not see them", () => {
  let servers: readonly Row[];
  let traffic: readonly Row[];

  before(async () => {
    await configureServers({
      "a-everything": { command: "node", args: [inCheckout("node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js"), "stdio"] },
      "a-noise": rogue("noise", "--stray"),
      "a-broken": rogue("exits-early"),
    });
    const { views } = await wirelight();
    const everything = await serverIn("a-everything", "running");
    await serverIn("a-noise", "running");
    await serverIn("a-broken", "failed");
    await until("its lists are there", () => everything.offer?.prompts && everything.loading.size === 0);
    servers = await all(await rowsOf(views.servers));
    traffic = await all(await rowsOf(views.traffic));
  });
  after(() => configureServers(undefined));

  it("say what they show, in words", () => {
    const rows = [...servers, ...traffic];
    assert.ok(servers.length > 30 && traffic.length > 10, `${servers.length} and ${traffic.length} rows`);
    for (const row of rows) {
      const { label, description } = row;
      const shown = label.replace(/^[←→] |…$/g, "");
      assert.ok(spoken(row).toLowerCase().includes(shown.toLowerCase()), `"${spoken(row)}" names "${shown}"`);
      for (const part of description.split(" · ")) assert.ok(spoken(row).includes(part), `"${spoken(row)}" says "${part}"`);
      assert.doesNotMatch(spoken(row), /\$\(|[←→]|undefined/);
    }
  });

  it("say what kind of thing they are where only the icon shows it", async () => {
    const kinds = { Tools: ", tool", Resources: ", resource", "Resource Templates": ", resource template", Prompts: ", prompt" };
    const { views } = await wirelight();
    const everything = (await rowsOf(views.servers)).find(({ label }) => label === "a-everything");
    for (const [group, kind] of Object.entries(kinds)) {
      const rows = await (await everything?.children())?.find(({ label }) => label === group)?.children();
      assert.ok(rows && rows.length > 0, group);
      for (const row of rows) assert.ok(spoken(row).startsWith(`${row.label}${kind}`), spoken(row));
    }
  });

  it("say what is wrong where a colour shows it", () => {
    const coloured = [...servers, ...traffic].filter(({ item }) => /problems|error/i.test(colourOf(item) ?? ""));
    assert.ok(coloured.length >= 5);
    for (const row of coloured) assert.match(spoken(row), TROUBLE);
  });

  it("have only colours of the theme", () => {
    for (const { item, label } of [...servers, ...traffic]) assert.ok(item.iconPath === undefined || item.iconPath instanceof vscode.ThemeIcon, label);
  });
});

async function all(rows: readonly Row[]): Promise<Row[]> {
  const below = await Promise.all(rows.map(async (row) => (row.item.collapsibleState === vscode.TreeItemCollapsibleState.None ? [] : all(await row.children()))));
  return [...rows, ...below.flat()];
}

function spoken({ item }: Row): string {
  return item.accessibilityInformation?.label ?? "";
}

function colourOf({ iconPath }: vscode.TreeItem): string | undefined {
  return iconPath instanceof vscode.ThemeIcon ? iconPath.color?.id : undefined;
}
