import Engagement

/// A table of a report: columns with types, rows of cells.
struct DocumentTable {
    let caption: String
    let columns: [DocumentColumn]
    /// As many cells as there are columns in each.
    let rows: [[DocumentCell]]
    /// Whether a reader can sort and filter it, in formats where that is possible.
    var isInteractive = false
    /// What stands there where there is no row; empty for the header alone.
    var emptyNote = ""
}

struct DocumentColumn {
    enum Kind {
        case text
        case date
        case figure(FigureFormat, digits: Int?)
    }

    /// The name in CSV and JSON.
    let key: String
    /// The name for people.
    let title: String
    let type: Kind
    /// Whether a reader may choose one of its values, where the table is interactive.
    var isFilter = false

    init(key: String, title: String, type: Kind, isFilter: Bool = false) {
        self.key = key
        self.title = title
        self.type = type
        self.isFilter = isFilter
    }

    var isFigure: Bool { if case .figure = type { true } else { false } }
}

/// A value in a table or among facts.
struct DocumentCell {
    enum Value {
        case missing
        case text(String)
        case integer(Int64)
        case number(Double)
        case boolean(Bool)
        case date(CalendarDate)
        case chart(Chart)
    }

    let value: Value
    let tone: DocumentTone

    init(_ value: Value, tone: DocumentTone = .plain) {
        self.value = value
        self.tone = tone
    }

    var isMissing: Bool { if case .missing = value { true } else { false } }

    /// The value for people; a dash where it is missing.
    func text(in column: DocumentColumn? = nil) -> String {
        var format = FigureFormat.number
        var digits: Int?
        if case .figure(let columnFormat, let columnDigits)? = column?.type {
            (format, digits) = (columnFormat, columnDigits)
        }
        return switch value {
        case .missing: "–"
        case .text(let text): text
        case .integer(let value):
            format == .percent ? format.text(Double(value), digits: digits) : String(value)
        case .number(let value): format.text(value, digits: digits)
        case .boolean(let value): value ? "yes" : "no"
        case .date(let day): day.description
        case .chart(.spark(let chart)): chart.signs
        case .chart(let chart): chart.alternative
        }
    }
}
