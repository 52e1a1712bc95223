import Engagement

/// A figure that a plugin describes and the host draws.
enum Chart {
    case series(SeriesChart)
    case spark(SparkChart)
    case calendar(CalendarChart)

    var title: String {
        switch self {
        case .series(let chart): chart.title
        case .spark(let chart): chart.title
        case .calendar(let chart): chart.title
        }
    }

    /// What the figure shows, in words: for those who do not see it, and for formats without pictures.
    var alternative: String {
        switch self {
        case .series(let chart): chart.alternative
        case .spark(let chart): chart.alternative
        case .calendar(let chart): chart.alternative
        }
    }

    /// The figures behind the drawing; nil where the words say it all.
    var figures: DocumentTable? {
        switch self {
        case .series(let chart): chart.figures
        case .spark, .calendar: nil
        }
    }

    /// The drawing as an element of HTML that needs no style sheet.
    ///
    /// - Parameter showsTitle: Whether the title is drawn as well; it is always there for screen readers.
    func svg(showsTitle: Bool) -> String {
        switch self {
        case .series(let chart): SeriesDrawing(chart, showsTitle: showsTitle).svg
        case .spark(let chart): chart.svg
        case .calendar(let chart): CalendarDrawing(chart, showsTitle: showsTitle).svg
        }
    }
}

/// How the figures of a chart or of a table's column are written.
enum FigureFormat: String, CaseIterable {
    /// As many digits as there are, up to two.
    case number
    /// Whole numbers.
    case integer
    /// A share of 0 to 1 as a percentage.
    case percent

    func text(_ value: Double, digits: Int? = nil) -> String {
        switch self {
        case .number: DecimalText.text(value, digits: digits)
        case .integer: DecimalText.text(value, digits: 0)
        case .percent: DecimalText.text(value * 100, digits: digits ?? 0) + " %"
        }
    }
}
