/** The style of an exported page. The page names its hash, so whoever changes it changes that too; a test tells the new one. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #8884; --dim: #777; --bad: #c72e2e; --warn: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --dim: #999; --bad: #f48771; --warn: #d7ba7d; } }
body { font: 13px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1200px; padding: 1rem; }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1rem; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
#tools { display: flex; gap: .5rem; align-items: center; position: sticky; top: 0; padding: .5rem 0; background: Canvas; border-bottom: 1px solid var(--line); }
#tools input { flex: 1; font: inherit; padding: .2rem .5rem; }
#tools button { font: inherit; }
details, .row { border-bottom: 1px solid var(--line); padding: .15rem 0; content-visibility: auto; contain-intrinsic-size: auto 1.8rem; }
summary, .row { display: grid; grid-template-columns: .6rem 7rem 9rem minmax(0, 2fr) minmax(0, 2fr) 6rem; gap: .75rem; cursor: default; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "›"; color: var(--dim); }
[open] > summary::before { content: "⌄"; }
.row::before { content: ""; }
[open] { padding-bottom: .5rem; }
details > :not(summary) { margin-left: 1.35rem; }
summary > *, .row > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.time, .server, .size { color: var(--dim); font-variant-numeric: tabular-nums; }
.size { text-align: right; }
.name { font-weight: 600; }
.row .text { grid-column: 4 / 7; font-family: ui-monospace, monospace; font-size: 12px; }
.bad .outcome, .junk .text { color: var(--bad); }
.open .outcome, .stderr .text { color: var(--warn); }
.row .text { white-space: pre-wrap; overflow-wrap: anywhere; }
h2 { font-size: .9rem; margin: .75rem 0 .25rem; }
pre { margin: 0 0 .5rem; padding: .5rem; border: 1px solid var(--line); overflow: auto; max-height: 30rem; font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.note { color: var(--dim); }
[hidden] { display: none !important; }
`;

/** SHA-256 of the style in base64, as a content security policy names it. */
export const PAGE_STYLE_HASH = "VQUx77ZkTVlqhhcccbN4qDgpyvFZ5X5nr4zVpnTXHfE=";
