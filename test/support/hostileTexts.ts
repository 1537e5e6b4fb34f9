import type { Random } from "./random";

const SCRIPT = "window.harmed=1";

/** Markup that would run, load, restyle or leave a page that took it for more than text. */
const MARKUP = [
  `<script>${SCRIPT}</script>`, `<img src=x onerror="${SCRIPT}">`, `</pre></div></body><iframe src="javascript:parent.${SCRIPT}"></iframe>`, `<svg onload=${SCRIPT}><use href="#a"/></svg>`,
  "<style>*{display:none}</style>", '<base href="http://127.0.0.1:9/">', '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">', '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
  `"><b onmouseover=${SCRIPT}>b</b>`, "' onfocus='window.harmed=1' autofocus x='", "<!--", "]]>", "&lt;b&gt;&#x202e;", "<math><mi//xlink:href=\"data:x,<script>window.harmed=1</script>\">", "<object data=x>", "<form id=app><input name=model>",
  `javascript:${SCRIPT}`, `data:text/html,<script>${SCRIPT}</script>`, `\${${SCRIPT}}{{constructor.constructor('${SCRIPT}')()}}`, "vbscript:x", "file:///etc/passwd",
];
/** What a terminal, a clipboard or an editor would act on. */
const CONTROLS = ["\u0000", "\u0007", "\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u009b2J", "\r", "\n", "\t", "\b\b\b", "\u007f", "\u0085", "\u2028", "\u2029", "\ufeff", "\u200b", "\u200d", "\u00ad", "\u{e0041}", "\ufffe", "\uffff"];
/** Letters that are read from the right, and signs that turn the direction. */
const RIGHT_TO_LEFT = ["\u05d0\u05d1\u05d2", "\u0645\u0631\u062d\u0628\u0627", "\u202etxt.exe", "\u2066\u2067x\u2069", "\u202b\u202c", "\u200f1,2,3\u200f", "\u05d0 123 \u05d1 (a) \u05d2", "\u061c", "\u{10d00}\u{1e900}"];
/** Letters that are wider, higher or deeper than a line. */
const TALL = [`Z${"\u0300\u0325".repeat(60)}`, "\ufdfd", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}", "\u{12219}\u{12031}", "\u0bb8\u0bcd\u0bb0\u0bc0", "\u3000\u4e00", "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", "\ufe0f\u20e3"];
const LONE = ["\ud800", "\udfff", "a\ud83d", "\udc00\ud800"];
/** Names that an object has without being given them. */
const PROTOTYPE = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "length", "then", "toJSON"];
/** What a filter would take for its own signs. */
const OPERATORS = ['"', "\\", "-x", "OR", "(a OR b)", "tool:x", "@marked", "|", "*", "text:\"", "\\u{110000}", "a*b|c", "NOT", ">=1", "//"];

const KINDS: readonly (readonly string[])[] = [MARKUP, CONTROLS, RIGHT_TO_LEFT, TALL, LONE, PROTOTYPE, OPERATORS];

/** A text that would harm who does not take it as text; now and then a very long one. */
export function hostileText(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick(random.pick(KINDS)));
  const text = parts.join(random.pick(["", " ", "/", "_"]));
  const chance = random.next();
  return chance < 0.01 ? text.repeat(1 + random.below(2_000)) : chance < 0.04 ? text.repeat(1 + random.below(60)) : text;
}

/** Markdown that nests, repeats and refers more than a reader could stand, and wants pictures loaded. */
export function hostileMarkdown(random: Random): string {
  const many = 1 + random.below(random.next() < 0.05 ? 20_000 : 40);
  const piece = random.pick([
    "# h\n", "> ".repeat(40) + "q\n", "- \n".repeat(3), "*".repeat(9), "_a*b_c*", "[".repeat(20), "![x](http://127.0.0.1:9/x.png)", `[x](javascript:${SCRIPT})`, "```\n", "`".repeat(7), "|a|b|\n|-|-|\n", "    \n", "[a]: http://127.0.0.1:9/\n",
    "<details open><summary>x</summary>\n", "~~~~\n~~~\n", "\\", "&amp;&lt;", "1. \n", "---\n", "<!--\n", "![](data:image/svg+xml,<svg onload=alert(1)>)",
  ]);
  return `${hostileText(random)}\n${piece.repeat(many)}${hostileText(random)}`;
}
