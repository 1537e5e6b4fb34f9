import * as assert from "node:assert/strict";
import { type Kind, textReader } from "../../run/texts.mjs";

describe("the texts of a source", () => {
  let read: Awaited<ReturnType<typeof textReader>>;
  before(async () => {
    read = await textReader();
  });

  const problems = (source: string, exempt?: ReadonlySet<string>, kind?: Kind): readonly number[] => read(source, exempt, kind).problems.map((problem) => Number(problem.split(":")[0]));

  it("has the messages that can be translated, with what their escapes mean", () => {
    const source = 'a = vscode.l10n.t("One {0}", name);\nb = l10n.t(\'Say "yes"\\n\\u2026\');\nc = vscode.l10n.t("Outer {0}", vscode.l10n.t("Inner"));';
    assert.deepEqual(read(source), { messages: ["One {0}", 'Say "yes"\n\u2026', "Outer {0}", "Inner"], problems: [] });
  });

  it("finds what is shown and was left raw", () => {
    assert.deepEqual(problems([
      'void window.showErrorMessage("Broken");',
      "void window.showInformationMessage(`Copied ${count}`);",
      "item.tooltip = `Opened at ${time}.`;",
      'pick({ placeHolder: "Choose" });',
      'pick({ label: isNew ? "New" : name });',
      'item.detail = text ?? "None";',
      'text.appendText(`$(info) ${vscode.l10n.t("Fine")}`).appendText("Raw");',
      'throw new Failure("config", "This file has no servers.");',
      "return `${n} lines left out`;",
    ].join("\n")), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("leaves alone what is for the program", () => {
    assert.deepEqual(problems([
      'import { a } from "./some module";',
      'type Kind = "some kind";',
      'if (key === "title") throw new Error("The key is wrong here.");',
      'item.label = kind === "error" ? name : other;',
      'log.warn("The disk is full.");',
      "item.description = `${count} ms · ${size} kB`;",
      'item.iconPath = new vscode.ThemeIcon("symbol-method");',
      'item.contextValue = "wirelight.tool";',
      'const label = "";',
    ].join("\n")), []);
    assert.deepEqual(problems('source = { label: "User Settings" };', new Set(["User Settings"])), []);
  });

  it("finds what a page shows and was left raw", () => {
    assert.deepEqual(problems([
      'title.textContent = "Servers";',
      'element.setAttribute("aria-label", "Traffic");',
      "element.append(el(\"span\", \"some-class other\", `level ${depth}`));",
      'tools.append(toolButton("close", "Close", () => {}));',
      'return isError ? "Error" : words;',
      'for (const head of ["Step", t("Time")]) add(head);',
      "return `${count} entries`;",
      'fail(new Error("The extension did not answer."));',
      'announce(t("Marked.") + "done");',
    ].join("\n"), undefined, "page"), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("leaves alone what a page's program is made of", () => {
    assert.deepEqual(problems([
      'element.className = "tool-button filter-clear";',
      'const more = el("div", "details-line open", t("More"));',
      'list.querySelector(".details row button")?.focus();',
      "const shape = `row kind-${kind} from-${from}${isMarked ? \" marked\" : \"\"}`;",
      'element.style.flexBasis = isWide ? "calc(100% - 3em)" : "auto";',
      'if (event.key === "Escape" || key === "ArrowUp") stop();',
      'switch (key) { case "Enter": open(); }',
      'items.push({ label: t("Open"), keys: "Ctrl+Shift+Left" }, act(t("Mark"), "mark", "Space"));',
      'const errors = "(status:error|closed OR kind:junk)";',
      'throw new RangeError("There is no such node.");',
      'page.ask("body", { seq });',
    ].join("\n"), undefined, "page"), []);
    assert.deepEqual(read('label = t("{0} of {1}", one, all);', undefined, "page").messages, ["{0} of {1}"]);
    assert.deepEqual(problems('label = t(text); other = t("{0} rows");', undefined, "page"), [1, 1]);
  });

  it("wants placeholders for exactly the arguments, and no text that is put together", () => {
    assert.deepEqual(problems(['l10n.t("{0} of {1}", done);', 'l10n.t("{0}", a, b);', "l10n.t(`Copied ${count}`);", "l10n.t(text);", 'l10n.t("{0} and {0}", a);'].join("\n")), [1, 2, 3, 4]);
  });
});
