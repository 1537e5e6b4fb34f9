/** The script of an exported page: finds entries and opens all of them. The page works without it. Its hash is named like the style's. */
export const PAGE_SCRIPT = `
"use strict";
const entries = [...document.querySelectorAll("#entries > *")];
const find = document.getElementById("find");
const count = document.getElementById("count");
document.getElementById("tools").hidden = false;
let timer;
function show() {
  const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of entries) {
    const text = words.length === 0 ? "" : entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
    if (!entry.hidden) shown++;
  }
  count.textContent = shown + " of " + entries.length;
}
find.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 100); });
document.getElementById("open").addEventListener("click", () => {
  const closed = entries.filter((entry) => entry.tagName === "DETAILS" && !entry.hidden);
  const open = closed.some((entry) => !entry.open);
  for (const entry of closed) entry.open = open;
});
show();
`;

/** SHA-256 of the script in base64. */
export const PAGE_SCRIPT_HASH = "4XLlgv5Wa5UqsODLWgN6MCs/DShrtXGjNW9GVopT6Qc=";
