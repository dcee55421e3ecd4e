/// How the report's page looks: on a telephone, on a desk, in the dark and on A4.
package enum PageStyle {
    /// Text on its ground has a contrast of at least 4.5 : 1, shapes of at least 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11).
    package static let sheet = """
        :root { color-scheme: light dark;
          --ground: #ffffff; --ink: #1b1d21; --soft: #555c66; --line: #c9ced6; --head: #f2f4f7; --badrow: #fdecea; --silentrow: #fff4d6;
          --good: #1b7f3b; --wait: #1f5fbf; --slow: #8a5a00; --bad: #b3261e; --none: #5f6b7a; }
        @media screen and (prefers-color-scheme: dark) { :root {
          --ground: #14171b; --ink: #e8eaed; --soft: #aab2bd; --line: #3b424c; --head: #1f242b; --badrow: #3d1d1b; --silentrow: #3a2f10;
          --good: #57c77a; --wait: #7db1ff; --slow: #e0a63a; --bad: #ff8a80; --none: #a0acb8; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 3rem; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
        h2 { font-size: 1.25rem; margin: 2rem 0 .75rem; border-bottom: 2px solid var(--line); padding-bottom: .2rem; }
        h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
        p { margin: 0 0 .75rem; }
        .soft, figcaption, caption { color: var(--soft); }
        .letters { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.75rem 2rem; }
        .legend ul { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: .25rem 2rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
        .legend li { padding-left: 1.6rem; position: relative; }
        .legend .swatch { position: absolute; left: 0; top: .3rem; }
        .swatch { vertical-align: -.15rem; margin-right: .4rem; }
        .bar { display: block; margin: .35rem 0 .6rem; outline: 1px solid var(--line); }
        .bar rect { stroke: var(--ground); stroke-width: 1px; }
        .bar, .swatch { forced-color-adjust: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .defs { position: absolute; }
        .ground { fill: var(--ground); }
        .good { fill: var(--good); } .wait { fill: var(--wait); } .slow { fill: var(--slow); } .bad { fill: var(--bad); } .none { fill: var(--none); }
        .scroll { overflow-x: auto; margin-bottom: .75rem; }
        .scroll:focus-visible { outline: 2px solid var(--wait); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .95rem; }
        caption { text-align: left; padding-bottom: .25rem; font-size: .9rem; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
        .any { overflow-wrap: anywhere; margin: 0; }
        thead th { background: var(--head); }
        tbody th { font-weight: normal; }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .sum th, .sum td { font-weight: bold; border-bottom: 0; }
        .bounced th, .bounced td { background: var(--badrow); } .silent th, .silent td { background: var(--silentrow); }
        .regions table { min-width: 46rem; font-size: .9rem; } .regions tbody th { min-width: 11rem; }
        .narrow { max-width: 28rem; }
        code { font-family: ui-monospace, monospace; font-size: .9em; }
        @page { size: A4; margin: 18mm 15mm; }
        @media print {
          :root { font-size: 10pt; }
          body { max-width: none; padding: 0; }
          h2, h3, caption, thead, thead tr { break-after: avoid; }
          tr, li, .letter, .whole { break-inside: avoid; }
          thead { display: table-header-group; }
          .letters { grid-template-columns: 1fr 1fr; gap: 6mm 8mm; }
          .scroll { overflow: visible; } .regions table { min-width: 0; font-size: 8.5pt; } .regions tbody th { min-width: 0; }
        }
        """
}
