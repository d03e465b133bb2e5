/** The colours and sizes of the design tokens this page needs, as light-dark pairs. */
export const style = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#ffffff, #111516); --sunken: light-dark(#f4f6f8, #0a0e10); --hover: light-dark(#eceff0, #1b2022);
  --line: light-dark(#dfe3e4, #262b2d); --line-strong: light-dark(#c3c8cb, #3d4446); --control: light-dark(#7f888c, #6a7377);
  --text: light-dark(#141c20, #eaedef); --text-2: light-dark(#3b4448, #b7bfc3); --text-3: light-dark(#586266, #97a0a4);
  --brand-fg: light-dark(#006561, #6acec8); --brand-solid: light-dark(#006b67, #47b9b3); --brand-on: light-dark(#ffffff, #06201e);
  --stop-fg: light-dark(#a01916, #fc9d91);
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Roboto, "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
  --control-height: 2rem;
}
@media (pointer: coarse), (max-width: 47.5rem) { :root { --control-height: 2.75rem; } }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; font: .875rem/1.375rem var(--sans); color: var(--text); background: var(--canvas); }
h1, p, dl, dd, pre { margin: 0; }
h1 { font-size: 1.25rem; line-height: 1.75rem; font-weight: 600; letter-spacing: -.01em; overflow-wrap: anywhere; }
a { color: var(--brand-fg); text-decoration: none; } a:hover { text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--brand-fg); outline-offset: 2px; }
.skip { position: absolute; inset-inline-start: 8px; top: -60px; background: var(--canvas); padding: 8px 12px; } .skip:focus { top: 8px; }
.top { display: flex; align-items: center; gap: 8px; min-height: 48px; padding: 0 24px; background: var(--sunken); border-bottom: 1px solid var(--line); }
.top a { display: inline-flex; align-items: center; gap: 8px; min-height: 2.75rem; color: var(--text); font-weight: 600; } .top svg { width: 20px; height: 20px; color: var(--brand-solid); }
.top p { color: var(--text-3); font-size: .8125rem; margin-inline-start: auto; text-align: end; }
main { flex: 1; display: flex; flex-direction: column; width: 100%; max-width: 90rem; padding: 24px; }
.head, .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 16px; }
.filters form:first-child { display: flex; align-items: center; gap: 8px; } .head .push, .filters .push { margin-inline-start: auto; }
.note { color: var(--text-3); font-size: .8125rem; line-height: 1.25rem; }
input { font: inherit; color: inherit; width: 17.5rem; max-width: 100%; height: var(--control-height); padding: 0 8px; border: 1px solid var(--control); border-radius: 4px; background: var(--canvas); }
.btn { font: inherit; font-weight: 500; line-height: 1.25rem; display: inline-flex; align-items: center; min-height: var(--control-height); padding: 3px 12px; border: 1px solid var(--line-strong); border-radius: 4px; background: var(--canvas); color: var(--text); cursor: pointer; }
.btn:hover { background: var(--hover); text-decoration: none; } .btn.danger { color: var(--stop-fg); }
table { width: 100%; border-collapse: collapse; font-size: .8125rem; line-height: 1.25rem; border-bottom: 1px solid var(--line); }
thead th { padding: 8px; background: var(--sunken); color: var(--text-3); font-size: .75rem; line-height: 1rem; font-weight: 500; text-align: start; border-block: 1px solid var(--line); }
tbody th, tbody td { padding: 9px 8px; text-align: start; font-weight: 400; vertical-align: top; border-top: 1px solid var(--line); overflow-wrap: anywhere; } tbody tr:first-child > * { border-top: 0; }
tbody tr { position: relative; } tbody tr:hover { background: var(--hover); }
tbody th a { color: var(--text); font-weight: 600; } tbody th a::after { content: ""; position: absolute; inset: 0; }
td.time { white-space: nowrap; text-align: end; font-variant-numeric: tabular-nums; color: var(--text-2); } th.time { text-align: end; }
td.to { color: var(--text-2); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 8px 0 16px; font-size: .8125rem; line-height: 1.25rem; } .facts dt { color: var(--text-3); } .facts dd { overflow-wrap: anywhere; }
.tabs { display: flex; gap: 0 20px; border-bottom: 1px solid var(--line); margin-bottom: 12px; } .tabs a { padding: 8px 0; color: var(--text-2); } .tabs a:hover { color: var(--text); text-decoration: none; }
.tabs [aria-current] { color: var(--text); font-weight: 600; box-shadow: inset 0 -2px var(--brand-fg); } .tabs .push { margin-inline-start: auto; }
iframe { flex: 1; width: 100%; min-height: 40rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
pre { font: .8125rem/1.25rem var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; max-width: 72ch; } pre a { text-decoration: underline; }
.wide pre { max-width: none; }
.empty { padding: 48px 0; color: var(--text-2); max-width: 62ch; }
.pager { padding: 12px 0; display: flex; gap: 16px; align-items: center; }
@media (max-width: 47.5rem) {
  .top { padding: 0 16px; } .top p { display: none; } main { padding: 16px; } .filters form:first-child { flex: 1 1 100%; } .filters input { flex: 1; width: auto; min-width: 0; }
  table, tbody { display: block; } thead { display: none; }
  tbody tr { display: block; padding: 10px 0; border-top: 1px solid var(--line); } tbody tr:first-child { border-top: 0; } tbody tr > * { display: block; border: 0; padding: 0; }
  td.time { text-align: start; }
}
@media (forced-colors: active) { .tabs [aria-current] { text-decoration: underline; } }
`
