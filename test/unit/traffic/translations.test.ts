import assert from "node:assert/strict";
import { t } from "../../../media/traffic/l10n";
import { TRANSLATIONS_ID, translationsElement } from "../../../src/core/feed/translationsElement";

describe("the texts of the Traffic page", () => {
  it("are as they are written where there is no translation, with their arguments in place", () => {
    assert.equal(t("{0} of {1}", 3, "1,204"), "3 of 1,204");
    assert.equal(t("{1}, then {0}, then {1}", "a", "b"), "b, then a, then b");
  });

  it("take an argument as it is, whatever it looks like", () => {
    assert.equal(t("Hide “{0}”", "{1} $& $1"), "Hide “{1} $& $1”");
    assert.equal(t("toString"), "toString");
    assert.equal(t("{0}", "__proto__"), "__proto__");
  });

  it("leave a placeholder that nothing was given for in sight", () => {
    assert.equal(t("{0} of {1}", 3), "3 of {1}");
  });
});

describe("the translations in the page's document", () => {
  /** What a browser takes for the text of the element, which ends at the first end tag. */
  const textOf = (markup: string): string => new RegExp(`^<script type="application/json" id="${TRANSLATIONS_ID}">([^]*?)</script`).exec(markup)?.[1] ?? "";

  it("are not there when there are none", () => {
    assert.equal(translationsElement(undefined), "");
  });

  it("come back as they were, whatever is in them", () => {
    const bundle = { Close: "</script><script>alert(1)</script>", "<!--<script>": "<!-- -->", "line\u2028end": "\u2029 \u0000 \ud800 \\ \" ' & &lt;", ["__proto__"]: "one", "{0} of {1}": "{0} von {1}" };
    const markup = translationsElement(bundle);
    const text = textOf(markup);
    assert.deepEqual(JSON.parse(text), bundle);
    assert.doesNotMatch(text, /[<\u2028\u2029\u0000\ud800]/);
    assert.ok(markup.endsWith(`${text}</script>`));
  });
});
