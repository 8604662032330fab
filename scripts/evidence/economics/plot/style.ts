/** Colours of a chart: readable on white and, where the reader's system is dark, on near black. */
export const STYLE = `
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f; }
.title { font-size: 15px; font-weight: 600; }
.small { font-size: 12px; }
.back { fill: #ffffff; }
.grid { stroke: #d8dee4; stroke-width: 1; }
.axis { stroke: #57606a; stroke-width: 1; }
.mark { stroke: #57606a; stroke-width: 1; stroke-dasharray: 2 4; }
.line { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
.bar { stroke-width: 1.5; }
.c0 { stroke: #0969da; } .d0 { fill: #0969da; }
.c1 { stroke: #bc4c00; } .d1 { fill: #bc4c00; }
.c2 { stroke: #1a7f37; } .d2 { fill: #1a7f37; }
.c3 { stroke: #8250df; } .d3 { fill: #8250df; }
.c4 { stroke: #bf3989; } .d4 { fill: #bf3989; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .back { fill: #0d1117; }
  .grid { stroke: #2b313a; }
  .axis, .mark { stroke: #9198a1; }
  .c0 { stroke: #58a6ff; } .d0 { fill: #58a6ff; }
  .c1 { stroke: #f0883e; } .d1 { fill: #f0883e; }
  .c2 { stroke: #56d364; } .d2 { fill: #56d364; }
  .c3 { stroke: #bc8cff; } .d3 { fill: #bc8cff; }
  .c4 { stroke: #ff7bb5; } .d4 { fill: #ff7bb5; }
}`;
