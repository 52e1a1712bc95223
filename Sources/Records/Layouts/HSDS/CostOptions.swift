extension RecordLayout {
    static let costOptions = RecordLayout(
        name: "cost_options", table: "cost_option",
        prose: "What services cost, as in HSDS.",
        columns: [
            .directoryID(example: "CO-1"),
            .about(.service, example: "SV-1"),
            LayoutColumn("valid_from", .date, prose: "The first day it holds.", example: "2025-09-01"),
            LayoutColumn("valid_to", .date, prose: "The last day it holds.", example: ""),
            LayoutColumn("option", .text, prose: "For whom.", example: "Others"),
            LayoutColumn("currency", .text, prose: "The currency's code.", example: "usd"),
            LayoutColumn("amount", .decimal(minimum: 0, maximum: nil), prose: "How much.", example: "5"),
            LayoutColumn("amount_description", .text, prose: "For what.", example: "an afternoon"),
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 2, to: 3)
        })
}
