import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { DEFAULT_TIMEOUTS, PRODUCT } from "../../src/core/base/product";
import { FILTER_COLORS } from "../../src/core/trace/filter/savedFilter";
import { RECORDING_EXTENSION } from "../../src/core/trace/recording/recordingFormat";
import { Commands, Editors, Schemes, Settings, Views, Walkthroughs } from "../../src/vscode/contributions";
import { inProject } from "../support/project";
import { localized, rawTexts } from "../support/manifestTexts";

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
}

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Setting {
  readonly type?: string;
  readonly default?: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
  readonly order?: number;
  readonly ignoreSync?: boolean;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: { readonly properties?: { readonly [name: string]: Setting } };
}

interface Walkthrough {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly { readonly id: string; readonly title: string; readonly description: string; readonly media: { readonly svg: string; readonly altText: string }; readonly completionEvents: readonly string[] }[];
}

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly main: string;
  readonly bin: { readonly [name: string]: string };
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly keybindings: readonly MenuItem[];
    readonly menus: { readonly [menu: string]: readonly MenuItem[] };
    readonly viewsContainers: { readonly [place in "activitybar" | "panel"]: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: { readonly [container: string]: readonly { readonly id: string; readonly name: string; readonly type?: string; readonly icon?: string }[] };
    readonly customEditors: readonly { readonly viewType: string; readonly selector: readonly { readonly filenamePattern: string }[] }[];
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
    readonly walkthroughs: readonly Walkthrough[];
    readonly configuration: { readonly properties: { readonly [key: string]: Setting } };
  };
}

describe("the manifest", () => {
  const written: unknown = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const texts = JSON.parse(readFileSync(inProject("package.nls.json"), "utf8")) as Readonly<Record<string, string>>;
  const manifest = localized(written, texts) as Manifest;
  const { commands, keybindings, menus, views, viewsContainers, viewsWelcome, walkthroughs, configuration } = manifest.contributes;
  const commandIds: readonly string[] = Object.values(Commands);
  const trees: readonly string[] = [Views.servers, Views.traffic];
  const viewIds: readonly string[] = [...trees, Views.trafficPanel];
  const inMenus = Object.entries(menus).flatMap(([menu, items]) => items.map((item) => ({ menu, ...item })));

  it("keeps every text that is shown in package.nls.json, and no other there", () => {
    assert.deepEqual(rawTexts(written, PRODUCT.title), []);
    const used = new Set([...JSON.stringify(written).matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key));
    assert.deepEqual([...used].toSorted(), Object.keys(texts).toSorted());
    for (const [key, text] of Object.entries(texts)) assert.equal(text, text.trim(), key);
  });

  it("would notice a raw text, wherever it is", () => {
    const raw = { title: "Wirelight", contributes: { commands: [{ command: "a", title: "Open" }, { command: "b", title: "%b%" }], properties: { description: { type: "string", markdownDescription: "x", enumDescriptions: ["y", "%z%"] } } } };
    assert.deepEqual(rawTexts(raw, "Wirelight"), ["Open", "x", "y"]);
  });

  it("declares exactly the commands that the code registers", () => {
    assert.deepEqual(commands.map(({ command }) => command).toSorted(), commandIds.toSorted());
  });

  it("gives every command a title under one category", () => {
    for (const { command, title, category } of commands) {
      assert.ok(title.trim() !== "", command);
      assert.equal(category, "Wirelight", command);
    }
  });

  it("gives every command that is shown as a button an icon", () => {
    const buttons = inMenus.filter(({ group }) => group?.startsWith("inline") || group?.startsWith("navigation"));
    assert.ok(buttons.length > 0);
    for (const { command, menu } of buttons) {
      assert.match(commands.find((each) => each.command === command)?.icon ?? "", /^\$\([a-z-]+\)$/, `${command} in ${menu}`);
    }
  });

  it("refers only to commands, views and schemes that there are", () => {
    for (const { menu, command, when = "" } of [...inMenus, ...keybindings.map((key) => ({ menu: "keybindings", ...key }))]) {
      assert.ok(commandIds.includes(command), `${command} in ${menu}`);
      for (const [, view = ""] of when.matchAll(/\bview == ([\w.]+)/g)) assert.ok(viewIds.includes(view), `${view} in ${menu}`);
      for (const [, scheme = ""] of when.matchAll(/\bresourceScheme == ([\w-]+)/g)) assert.ok(Object.values<string>(Schemes).includes(scheme), `${scheme} in ${menu}`);
    }
    for (const { view, contents } of viewsWelcome) {
      assert.ok(viewIds.includes(view), view);
      for (const [, command = ""] of contents.matchAll(/\(command:([\w.]+)\)/g)) assert.ok(commandIds.includes(command), `${command} in the welcome of ${view}`);
    }
  });

  it("has every button of a row in its context menu too, which the keyboard reaches", () => {
    const rows = menus["view/item/context"] ?? [];
    const buttons = rows.filter(({ group }) => group?.startsWith("inline"));
    assert.ok(buttons.length > 5);
    const unreachable = buttons.filter((button) => !rows.some(({ command, when, group }) => command === button.command && when === button.when && !group?.startsWith("inline")));
    assert.deepEqual(unreachable, []);
  });

  it("has every button of a view or an editor in the palette too, at the same time", () => {
    const palette = menus["commandPalette"] ?? [];
    const buttons = ["view/title", "editor/title"].flatMap((menu) => menus[menu] ?? []).filter(({ group }) => group?.startsWith("navigation"));
    assert.ok(buttons.length > 3);
    for (const { command, when = "" } of buttons) {
      const limit = palette.find((item) => item.command === command)?.when ?? "";
      assert.ok(limit === "" || limit.split(" || ").includes(when), `${command} in the palette only ${limit}`);
    }
  });

  it("leads through four steps with pictures, each done by what it invites to", () => {
    assert.deepEqual(walkthroughs.map(({ id }) => id), Object.values(Walkthroughs));
    for (const { title, description, steps } of walkthroughs) {
      assert.ok(title.length > 0 && description.length > 0);
      assert.equal(steps.length, 4);
      for (const { id, description: text, media, completionEvents } of steps) {
        assert.match(readFileSync(inProject(media.svg), "utf8"), /^<svg [^]*var\(--vscode-/, `the picture of ${id} follows the theme`);
        assert.ok(media.altText.length > 20, `the picture of ${id} is described`);
        assert.doesNotMatch(text, /`/, `the text of ${id} shows code as it is written, since a walkthrough lays none out`);
        const offered = [...text.matchAll(/\(command:([\w.]+)/g)].map(([, command = ""]) => command);
        for (const command of offered.filter((each) => each.startsWith("wirelight."))) assert.ok(commandIds.includes(command) || viewIds.some((view) => command === `${view}.focus`), `${command} in ${id}`);
        for (const event of completionEvents) {
          const [, kind, target = ""] = /^(onCommand|onView):(.*)$/.exec(event) ?? [];
          assert.ok(offered.includes(kind === "onView" ? `${target}.focus` : target), `${event} of ${id} is offered in its text`);
        }
      }
    }
  });

  it("keeps commands that need a row out of the palette", () => {
    const hidden = (menus["commandPalette"] ?? []).filter(({ when }) => when === "false").map(({ command }) => command);
    assert.deepEqual(hidden.toSorted(), [Commands.openMessage, Commands.openRawMessage, Commands.showOlderTraffic].toSorted());
  });

  it("declares the views, and a welcome with a next step for each tree", () => {
    assert.deepEqual(viewsContainers.activitybar.map(({ id }) => id), [Views.container]);
    assert.deepEqual(views[Views.container]?.map(({ id }) => id), trees);
    assert.deepEqual(viewsContainers.panel.map(({ id }) => id), [Views.panelContainer]);
    assert.deepEqual(views[Views.panelContainer]?.map(({ id, type }) => ({ id, type })), [{ id: Views.trafficPanel, type: "webview" }]);
    for (const id of trees) {
      const welcomes = viewsWelcome.filter(({ view }) => view === id);
      assert.ok(welcomes.length > 0, id);
      for (const { contents } of welcomes) assert.match(contents, /\]\(command:/, id);
    }
  });

  it("declares the editors that the code registers", () => {
    const { customEditors } = manifest.contributes;
    assert.deepEqual(customEditors.map(({ viewType }) => viewType), Object.values(Editors));
    assert.deepEqual(customEditors[0]?.selector, [{ filenamePattern: `*.${RECORDING_EXTENSION}` }]);
  });

  it("names icons that are there", () => {
    for (const { icon } of [...viewsContainers.activitybar, ...viewsContainers.panel]) assert.ok(existsSync(inProject(icon)), icon);
  });

  it("declares exactly the settings that the code reads, each in full", () => {
    assert.deepEqual(Object.keys(configuration.properties).toSorted(), Object.values<string>(Settings).toSorted());
    const orders = Object.values(configuration.properties).map(({ order }) => order);
    assert.deepEqual(orders, orders.map((_, index) => index + 1), "each setting has its place");
    for (const [key, { type, default: value, scope, markdownDescription = "", enum: choices, enumDescriptions }] of Object.entries(configuration.properties)) {
      assert.ok(type, `${key} has a type`);
      assert.notEqual(value, undefined, `${key} has a default`);
      assert.equal(Array.isArray(value) ? "array" : typeof value, type, `the default of ${key} fits its type`);
      assert.ok(markdownDescription.length > 20, `${key} is described`);
      for (const [, other = ""] of markdownDescription.matchAll(/`#([^#]*)#`/g)) assert.ok(other in configuration.properties, `${key} refers to ${other}`);
      assert.ok(["machine-overridable", "window", "resource", "machine"].includes(scope ?? ""), `${key} has a scope`);
      assert.equal(enumDescriptions?.length, choices?.length, `every choice of ${key} is described`);
    }
  });

  it("offers every colour that a saved filter may have, and no other", () => {
    const { items } = configuration.properties[Settings.savedFilters] ?? assert.fail();
    assert.deepEqual(items?.properties?.["color"]?.enum, FILTER_COLORS);
  });

  it("keeps configured commands on their machine", () => {
    for (const key of [Settings.servers, Settings.inputs]) {
      assert.deepEqual([configuration.properties[key]?.scope, configuration.properties[key]?.ignoreSync], ["machine-overridable", true], key);
    }
  });

  it("lets no workspace decide which files of the machine are read", () => {
    assert.equal(configuration.properties[Settings.linkedConfigurations]?.scope, "machine");
  });

  it("says the same as the code: version, time limits", () => {
    assert.deepEqual([manifest.name, manifest.displayName, manifest.version], [PRODUCT.name, PRODUCT.title, PRODUCT.version]);
    assert.equal(configuration.properties[Settings.initializeTimeout]?.default, DEFAULT_TIMEOUTS.initialize / 1000);
    assert.equal(configuration.properties[Settings.requestTimeout]?.default, DEFAULT_TIMEOUTS.request / 1000);
  });

  it("never activates before the window is up, and is limited in untrusted workspaces", () => {
    const restored = Object.values(Schemes).map((scheme) => `onFileSystem:${scheme}`);
    for (const event of manifest.activationEvents) assert.ok(event === "onStartupFinished" || restored.includes(event), event);
    assert.deepEqual([manifest.capabilities.untrustedWorkspaces.supported, manifest.capabilities.untrustedWorkspaces.restrictedConfigurations], ["limited", [Settings.servers, Settings.inputs]]);
  });
});
