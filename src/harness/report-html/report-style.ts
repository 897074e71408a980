/** Style of `report.html`: both themes, phone to paper, nothing loaded. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#15181b,#ecebe6);--ink2:light-dark(#454b52,#b9bdc0);--paper:light-dark(#fafaf7,#101214);--rule:light-dark(#d0d0c8,#34393d);--accent:light-dark(#0a626c,#5fc4ca);--second:light-dark(#a84b00,#f0a35c);--caution:light-dark(#fbf3e0,#272012)}
body{margin:0 auto;max-width:62rem;padding:2rem 1rem 4rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .25rem;padding-top:1rem;border-top:1px solid var(--rule)}h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.25rem 0 .75rem;max-width:46rem}.lead{color:var(--ink2)}.headline{font-size:1.15rem}
.warnings{background:var(--caution);padding:.75rem 1rem .75rem 2rem;border:1px solid var(--rule)}
figure{margin:.75rem 0}figcaption{font-weight:600;font-size:13px}figure .lead{font-size:13px}small{font-weight:400;color:var(--ink2)}.frame{overflow-x:auto}table{border-collapse:collapse;font-size:13px;min-width:100%}caption{text-align:left;color:var(--ink2);padding:.25rem 0}
th,td{text-align:right;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--rule);vertical-align:baseline;font-weight:400;white-space:nowrap}th:first-child{text-align:left}thead th{color:var(--ink2)}td.text{text-align:left}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1.5rem;font-size:13px}dt{color:var(--ink2)}dd{margin:0}
svg{width:100%;max-width:44rem;height:auto;display:block}svg text{font-size:12px;fill:var(--ink)}svg .tick,svg .axis{fill:var(--ink2)}
.grid{stroke:var(--rule)}.reference{stroke:var(--ink2);stroke-dasharray:3 3}.interval{stroke:var(--accent);stroke-width:2}.mark{fill:var(--accent)}.ring{fill:var(--paper);stroke:var(--accent);stroke-width:2}.curve{fill:none;stroke:var(--accent);stroke-width:1.5}.dashed{stroke-dasharray:5 4}.second{stroke:var(--second);stroke-dasharray:5 4}.dotted{stroke:var(--ink2);stroke-dasharray:1 3}.band{fill:var(--accent);fill-opacity:.15}.pass{fill:var(--accent)}.fail{fill:var(--rule)}.unparsable{fill:var(--second)}.missing{fill:var(--ink2)}
details{margin:.5rem 0}summary{cursor:pointer}
@media print{:root{color-scheme:light}body{max-width:none;padding:0}h2{break-after:avoid}figure,table,svg{break-inside:avoid}th,td{white-space:normal}}
`.trim();
