/** Attributes that people see or hear. */
const SAID = ["title", "aria-label", "aria-valuetext", "placeholder", "alt"];
/** Units, and names that are the same in every language. */
const NAMES = /\b(ms|min|[kMG]?B|p50|p95|stderr|Markdown)\b/g;

/**
 * The texts in an element that stand outside of the guillemets of the tests' made-up language: what people see, and what
 * tooltips and assistive technology say. `data` selects what shows the traffic itself, which is nobody's to translate.
 */
export function untranslated(area: string, data: string): readonly string[] {
  const root = document.querySelector(area);
  if (!root) return [`there is no ${area}`];
  const found = new Set<string>();
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (!element.checkVisibility()) continue;
    const own = [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : "")).join("");
    const texts = element.closest(data) ? [] : [own];
    for (const text of [...texts, ...SAID.map((name) => element.getAttribute(name) ?? "")]) {
      if (/\p{L}{2}/u.test(outside(text))) found.add(`${element.localName}.${element.getAttribute("class") ?? ""}: ${text}`);
    }
  }
  return [...found];
}

/** What is left without the guillemets and what is in them; texts may be put into texts. */
function outside(text: string): string {
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/«[^«»]*»/g, " ");
  }
  return rest.replace(NAMES, " ");
}
