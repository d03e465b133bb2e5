import { createHash } from 'node:crypto'

/**
 * The one style sheet of all pages, inline so that a page is one request and the policy can name it by hash.
 * Logical properties only: the same sheet serves right-to-left. Sizes in rem: 400 % zoom and 320 px are one column.
 */
export const style = `:root{color-scheme:light dark;--bg:#fff;--fg:#141c20;--mute:#586266;--line:#c3c8cb;--link:#006561;--btn:#006b67;--hov:#005754;--on:#fff;--err:#a01916;--well:#f4f6f8}
@media screen and (prefers-color-scheme:dark){:root{--bg:#111516;--fg:#eaedef;--mute:#97a0a4;--line:#3d4446;--link:#6acec8;--btn:#47b9b3;--hov:#63ccc5;--on:#06201e;--err:#fc9d91;--well:#181d1f}}
*{box-sizing:border-box}
html{text-size-adjust:100%;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--fg);font:1.1875rem/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:break-word}
header,main,footer{max-width:40rem;width:calc(100% - 2rem);margin:0 auto;padding:1rem 0}
header{border-bottom:4px solid var(--btn);font-weight:700}
main{padding:2rem 0 3rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1.25rem;letter-spacing:-.01em}
h2{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .5rem}
p,ul,ol,dl{margin:0 0 1rem}
ul,ol{padding-inline-start:1.25rem}
li{margin-bottom:.5rem}
a{color:var(--link);text-underline-offset:.15em}
.m{color:var(--mute);font-size:1rem}
dl{border-top:1px solid var(--line)}
dl div{display:grid;grid-template-columns:11rem 1fr;gap:0 1rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
dt{font-weight:700}
dd{margin:0;min-width:0}
dd .m,dd ul,dd li{margin:0}
dd ul{list-style:none;padding:0}
.t{white-space:pre-wrap}
code,.k b{direction:ltr;unicode-bidi:isolate}
code{font:1rem/1.5 ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.b{display:inline-block;font:inherit;font-weight:700;line-height:1.25;padding:.7rem 1.25rem;border:2px solid transparent;border-radius:4px;background:var(--btn);color:var(--on);text-decoration:none;cursor:pointer}
.b:hover{background:var(--hov)}
.q{background:none;color:var(--link);border-color:currentColor}
.q:hover{background:var(--well)}
.a{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.75rem 0 1rem}
form>p{margin-top:1.5rem}
ul+form{margin-top:2rem}
fieldset{border:0;margin:0 0 1.75rem;padding:0;min-width:0}
legend,.l{font-weight:700;font-size:1.25rem;line-height:1.3;padding:0;margin-bottom:.5rem;display:block}
.c{display:grid;grid-template-columns:1.75rem 1fr;gap:0 .75rem;padding:.5rem 0;align-items:start;cursor:pointer}
.c input{width:1.75rem;height:1.75rem;margin:0;accent-color:var(--btn)}
textarea,.i{width:100%;font:inherit;color:inherit;background:var(--bg);border:2px solid var(--fg);border-radius:0;padding:.5rem;display:block}
.e{border:4px solid var(--err);padding:1rem;margin-bottom:2rem}
.e h2{margin:0 0 .5rem}
.e p{margin:0}
.e a,.er{color:var(--err);font-weight:700}
.bad{border-inline-start:4px solid var(--err);padding-inline-start:1rem;margin-bottom:1.75rem}
.k{border:2px solid var(--fg);padding:1rem 1.25rem;margin:0 0 1.5rem}
.k p{margin:0}
.k b{font:700 1.5rem/1.5 ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.n{border-inline-start:4px solid var(--line);padding-inline-start:1rem}
footer{border-top:1px solid var(--line);font-size:1rem;color:var(--mute)}
nav,.f{display:flex;flex-wrap:wrap;gap:0 1rem}
nav a,.f a{padding:.25rem 0}
.s,.h{position:absolute;inset-inline-start:-999rem}
.s:focus{position:static;display:block;padding:.5rem 1rem}
:focus-visible{outline:3px solid var(--fg);outline-offset:2px}
[dir=rtl] h1{letter-spacing:0}
h1:lang(ja){word-break:auto-phrase}
@media(min-width:40rem){h1{font-size:2.125rem;line-height:1.2}}
@media(max-width:30rem){dl div{grid-template-columns:1fr}.b{width:100%;text-align:center}}
@media(forced-colors:active){.b{border-color:ButtonText}:focus-visible{outline-color:Highlight}}
@media print{.a,footer,.s,.h{display:none}body{font-size:11pt}a{color:inherit}}`

/** The sheet's place in `style-src`: the browser applies no other style, wherever it comes from. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
