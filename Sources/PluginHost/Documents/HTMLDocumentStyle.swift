/// The look of a report in HTML: on a wide screen, on a phone, and on paper.
///
/// Text is at least 4.5 to 1 against its ground: ink 14.9, quiet 5.9, alert 6.5, good 6.0 on white.
enum HTMLDocumentStyle {
    static let source = """

        :root { --ink: #1d2733; --quiet: #56616e; --line: #c9d1da; --alert: #9a3412; --good: #1c6a43; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 920px; padding: 16px; background: #fff; color: var(--ink);
          font: 15px/1.45 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
        body.wide { max-width: 1440px; }
        header { border-bottom: 2px solid var(--ink); margin-bottom: 12px; padding-bottom: 6px; }
        header h1, header h2 { margin: 0; font-size: 24px; line-height: 1.2; }
        header p { margin: 2px 0 0; color: var(--quiet); }
        h2 { font-size: 20px; margin: 24px 0 8px; } h3 { font-size: 16px; margin: 16px 0 6px; }
        h4, h5, h6 { font-size: 15px; margin: 12px 0 4px; }
        p { margin: 6px 0; } ul, ol { margin: 6px 0; padding-left: 22px; }
        article { display: grid; grid-template-columns: 1fr 1fr; gap: 0 28px; align-items: start;
          border: 1px solid var(--line); padding: 18px 20px; margin: 16px 0; }
        article > *, main > section > section:not(.half) { grid-column: 1 / -1; min-width: 0; }
        article > .half { grid-column: auto; }
        article > section > h2, article > section > h3 { font-size: 15px; margin: 12px 0 4px; }
        .quiet { color: var(--quiet); }
        .alert { color: var(--alert); font-weight: 600; }
        .good { color: var(--good); font-weight: 600; }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        .table { overflow-x: auto; }
        .table:focus-visible { outline-offset: -2px; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: 600; padding: 6px 0; }
        th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line);
          overflow-wrap: break-word; max-width: 28em; }
        thead th { border-bottom: 1px solid var(--ink); font-size: 13px; font-weight: 600; color: var(--quiet);
          vertical-align: bottom; }
        tbody th { font-weight: 500; }
        [data-interactive] { font-size: 13px; border-collapse: separate; border-spacing: 0; }
        [data-interactive] th, [data-interactive] td { padding-right: 6px; }
        [data-interactive] .figure + :not(.figure) { padding-left: 6px; }
        [data-interactive] svg.spark { width: 64px; height: 16px; }
        [data-interactive] tbody th { position: sticky; left: 0; background: #fff; min-width: 8em; }
        th:last-child, td:last-child { padding-right: 0; }
        .figure { text-align: right; font-variant-numeric: tabular-nums; }
        .figure + :not(.figure) { padding-left: 14px; }
        td.figure, .short, time { white-space: nowrap; }
        [data-interactive] .long { min-width: 11em; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 8px 20px; margin: 8px 0; }
        dt { font-size: 13px; color: var(--quiet); } dd { margin: 0; font-weight: 600; }
        figure { margin: 10px 0; max-width: 600px; }
        figcaption { font-weight: 600; margin-bottom: 4px; }
        svg.chart { display: block; width: 100%; height: auto; }
        svg.spark { width: 96px; height: 24px; vertical-align: middle; }
        details { margin-top: 4px; } summary { cursor: pointer; color: var(--quiet); font-size: 13px; }
        nav ol { columns: 3; column-gap: 24px; font-size: 14px; }
        nav a { display: inline-block; padding: 3px 0; min-width: 24px; }
        a { color: #1a5a8a; }
        .write-label { color: var(--quiet); font-size: 13px; margin: 10px 0 0; }
        .write { border-bottom: 1px solid var(--quiet); height: 28px; }
        footer { border-top: 1px solid var(--line); margin-top: 24px; color: var(--quiet); font-size: 13px; }
        .tools { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; margin: 10px 0; }
        .tools label { display: block; font-size: 13px; color: var(--quiet); }
        .tools input, .tools select { display: block; font: inherit; padding: 6px 8px; border: 1px solid #7b8794;
          border-radius: 4px; background: #fff; color: var(--ink); max-width: 100%; min-height: 36px; }
        .tools output { font-size: 14px; color: var(--quiet); padding-bottom: 8px; }
        th button { font: inherit; color: inherit; background: none; border: 0; padding: 4px 0; cursor: pointer;
          text-align: inherit; text-decoration: underline dotted; text-underline-offset: 3px; }
        th[aria-sort=ascending] button::after { content: " ▲"; }
        th[aria-sort=descending] button::after { content: " ▼"; }
        :focus-visible { outline: 2px solid #1a5a8a; outline-offset: 2px; }
        @media (max-width: 640px) {
          body { padding: 12px; } article { display: block; padding: 14px 12px; } nav ol { columns: 1; }
          th, td { padding-right: 6px; } .figure + :not(.figure) { padding-left: 6px; }
          table { font-size: 13.5px; } svg.spark { width: 72px; height: 18px; }
          caption { max-width: calc(100vw - 32px); }
          [data-interactive] .long { min-width: 16em; }
          .table[tabindex] tbody th { position: sticky; left: 0; background: #fff; min-width: 5.5em; max-width: 40vw; }
          .cards table, .cards tbody, .cards tr, .cards th, .cards td { display: block; max-width: none; }
          .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .cards tr { border-bottom: 1px solid var(--line); padding: 6px 0; }
          .cards th, .cards td { border: 0; padding: 1px 0; text-align: left; }
          .cards tbody th { position: static; font-weight: 600; }
          .cards td { display: inline-block; margin-right: 18px; }
          .cards td.long { display: block; margin-right: 0; } .cards td:empty { display: none; }
          .cards td::before { content: attr(data-label) ": "; color: var(--quiet); font-weight: 400; }
        }
        @media print {
          @page { size: letter; margin: 10mm 12mm; }
          @page wide { size: letter landscape; margin: 10mm; }
          .screen, .tools { display: none; }
          body { max-width: none; padding: 0; font-size: 10px; line-height: 1.25; }
          article { border: 0; padding: 0; margin: 0; break-after: page; gap: 0 22px; }
          article:last-child { break-after: auto; } section + article { break-before: page; }
          header { margin-bottom: 4px; padding-bottom: 4px; } header h1, header h2 { font-size: 18px; }
          h2 { font-size: 14px; margin: 12px 0 4px; break-after: avoid; }
          h3, article > section > h2, article > section > h3 { font-size: 12px; margin: 6px 0 1px; break-after: avoid; }
          p { margin: 3px 0; } ul { margin: 3px 0; }
          th, td { padding: 1px 8px 1px 0; } thead th, dt, .write-label { font-size: 9px; }
          thead { display: table-header-group; } tr, figure, dl div { break-inside: avoid; }
          .table:not(:has(tr:nth-child(16))) { break-inside: avoid; }
          svg.spark { width: 72px; height: 14px; }
          dl { gap: 2px 16px; margin: 4px 0; } figure { margin: 4px 0; max-width: 420px; }
          .half svg.chart { max-height: 108px; } .half figure { margin: 0; }
          .write { height: 20px; } .write-label { margin-top: 3px; }
          body.wide { page: wide; max-width: none; font-size: 8.5px; } .wide thead th { font-size: 8px; }
          .wide svg.spark { width: 64px; height: 14px; }
          [data-interactive] { font-size: 8.5px; } [data-interactive] tbody th { position: static; min-width: 0; }
          .table { overflow: visible; } th button { display: contents; } th button::after { content: none !important; }
          footer { margin-top: 8px; font-size: 9px; } footer p { margin: 2px 0; }
          svg rect, svg path { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
