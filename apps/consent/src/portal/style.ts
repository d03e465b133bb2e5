import { createHash } from 'node:crypto'

/** What the tables and fields of the customer's own page need besides the style sheet that all pages share. */
export const portalStyle = `body{font-size:1.0625rem}
.w header,.w main,.w footer{max-width:72rem}
.w main>p,.w main>ul,.w main>ol,.w dl,.w fieldset,.w .g,.w .e,.w .bad{max-width:42rem}
header{display:flex;gap:.25rem 1.5rem;flex-wrap:wrap;align-items:baseline}
header form{margin-inline-start:auto;font-weight:400;font-size:1rem;display:flex;gap:.25rem 1rem;flex-wrap:wrap;align-items:baseline}
.x{font:inherit;color:var(--link);background:none;border:0;padding:.25rem 0;min-height:1.75rem;text-decoration:underline;text-underline-offset:.15em;cursor:pointer}
small{display:block;color:var(--mute);font-size:.9375rem;font-weight:400}
.o{border:2px solid var(--fg);padding:1rem 1.25rem;margin:1.5rem 0}.o h2{margin:0 0 .25rem}.o p{margin:0 0 .5rem}.o .a{margin:.75rem 0}.o>:last-child{margin-bottom:0}
table{width:100%;table-layout:fixed;border-collapse:collapse;font-size:1rem;line-height:1.4;margin-top:1rem}
th,td{text-align:start;vertical-align:top;padding:.6rem 0;padding-inline-end:1rem;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:700;border-bottom-width:2px;vertical-align:bottom}
th:first-child{width:17rem}
th:nth-child(3){width:15rem}
th:nth-child(n+4){width:9rem}
tbody th{font-weight:700}
tbody .c{padding:0;grid-template-columns:1.75rem 1fr}
.u{font-weight:700}
.i{font:inherit;color:inherit;background:var(--bg);border:2px solid var(--fg);border-radius:0;padding:.5rem;width:100%;min-height:2.75rem;display:block}
.i.d{width:9rem;letter-spacing:.15em}
.g{margin-bottom:1.5rem}
.g label{font-weight:700;display:block}
.g>.m{display:block;margin-bottom:.25rem}
label .m{font-weight:400}
.r{list-style:none;padding:0}
.r>li{border-top:1px solid var(--line);padding:.75rem 0;margin:0}
.r p{margin:0}
@media(max-width:56rem){thead{position:absolute;inset-inline-start:-999rem}table,tbody,tr,th,td{display:block}th:first-child{width:auto}tr{border-bottom:1px solid var(--line);padding:.75rem 0}th,td{border:0;padding:.15rem 0}td{padding-inline-start:2.5rem}td::before{content:attr(data-h)": ";color:var(--mute)}}
@media(max-width:30rem){header form{margin:0}}
@media(forced-colors:active){.x{color:LinkText}}
@media print{header form,.r form{display:none}}`

export const portalStyleSource = `'sha256-${createHash('sha256').update(portalStyle).digest('base64')}'`
