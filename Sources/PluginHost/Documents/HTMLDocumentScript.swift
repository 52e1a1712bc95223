import Engagement
import Foundation

/// What makes a table in a page sortable and filterable. It reads what is on the page, and writes no HTML.
enum HTMLDocumentScript {
    /// The SHA-256 of the script in base64, by which the page's policy knows it.
    static let digest: String = {
        let hash = SHA256()
        hash.update(Array(source.utf8))
        var bytes: [UInt8] = []
        let digits = Array(hash.hexDigest.utf8)
        for place in stride(from: 0, to: digits.count, by: 2) {
            bytes.append(UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0)
        }
        return Data(bytes).base64EncodedString()
    }()

    static let source = """

        "use strict";
        // Who types "ines" means Inés.
        const plain = text => text.normalize("NFD").replace(/\\p{M}/gu, "").toLowerCase();
        document.addEventListener("DOMContentLoaded", () => {
          for (const table of document.querySelectorAll("table[data-interactive]")) {
            const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
            const tools = document.createElement("div"), count = document.createElement("output");
            tools.className = "tools";
            const field = (text, control) => {
              const label = document.createElement("label");
              label.append(text, control);
              tools.append(label);
              return control;
            };
            const words = field("Filter", document.createElement("input"));
            words.type = "search";
            const choices = heads.flatMap((head, column) => {
              if (!("filter" in head.dataset)) return [];
              const select = field(head.textContent, document.createElement("select"));
              select.append(new Option("all", ""));
              const values = new Set(rows.map(row => row.cells[column].textContent));
              const order = new Intl.Collator("en", { numeric: true });
              for (const value of [...values].sort(order.compare)) select.append(new Option(value, value));
              return [{ column, select }];
            });
            tools.append(count);
            const filter = () => {
              const wanted = plain(words.value).split(/\\s+/).filter(word => word);
              let shown = 0;
              for (const row of rows) {
                const text = plain(row.textContent);
                row.hidden = !wanted.every(word => text.includes(word)) ||
                  choices.some(({ column, select }) => select.value && row.cells[column].textContent !== select.value);
                if (!row.hidden) shown += 1;
              }
              count.textContent = `${shown} of ${rows.length}`;
            };
            tools.addEventListener("input", filter);
            filter();
            table.parentNode.before(tools);
            const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
            heads.forEach((head, column) => {
              const button = document.createElement("button");
              button.type = "button";
              button.append(...head.childNodes);
              head.append(button);
              button.addEventListener("click", () => {
                const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
                for (const other of heads) other.removeAttribute("aria-sort");
                head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
                const value = row => row.cells[column].dataset.value ?? row.cells[column].textContent;
                const sorted = rows.map(row => ({ row, value: value(row) }));
                sorted.sort((a, b) => {
                  if (a.value === "" || b.value === "") return (a.value === "") - (b.value === "");
                  const x = Number(a.value), y = Number(b.value);
                  return direction * (isNaN(x) || isNaN(y) ? collator.compare(a.value, b.value) : x - y);
                });
                body.append(...sorted.map(entry => entry.row));
              });
            });
          }
        });

        """
}
