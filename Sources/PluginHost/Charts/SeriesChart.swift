/// One or more rows of figures over the same labels: as lines, as bars beside one another or as stacked bars.
struct SeriesChart {
    enum Kind: String {
        case line, bar, stacked
    }

    struct Series {
        let name: String
        /// One for each label; nil where it is missing.
        let values: [Double?]
    }

    /// A line across the chart at a value that matters.
    struct Mark {
        enum Side: String, CaseIterable {
            case below, above
        }

        let value: Double
        let label: String
        /// The side on which a figure is drawn hollow; nil for neither.
        let flags: Side?

        func isFlagged(_ figure: Double) -> Bool {
            switch flags {
            case .below: figure < value
            case .above: figure > value
            case nil: false
            }
        }
    }

    /// How many series a kind can tell apart without colour.
    static func limit(of kind: Kind) -> Int {
        kind == .line ? ChartPalette.lines.count : ChartPalette.areas.count
    }

    let kind: Kind
    let title: String
    let labels: [String]
    let series: [Series]
    let marks: [Mark]
    let format: FigureFormat
    /// What the figures are, beside the axis; empty for nothing.
    let unit: String
    /// The axis' ends where the author sets them.
    let minimum: Double?
    let maximum: Double?

    /// The highest of what is drawn, and the lowest: 0 among them for bars.
    var extremes: (low: Double, high: Double) {
        var values = series.flatMap { $0.values.compactMap { $0 } }
        if kind == .stacked {
            values = labels.indices.map { place in series.compactMap { $0.values[place] }.reduce(0, +) }
        }
        if kind != .line { values.append(0) }
        values += marks.map(\.value)
        return (min(minimum ?? .infinity, values.min() ?? 0), max(maximum ?? -.infinity, values.max() ?? 0))
    }

    var scale: ChartScale {
        let (low, high) = extremes
        return ChartScale(
            from: minimum ?? low, to: maximum ?? high, format: format)
    }

    func isFlagged(_ value: Double) -> Bool { marks.contains { $0.isFlagged(value) } }

    var alternative: String {
        let kindName = kind == .line ? "Line chart" : kind == .bar ? "Bar chart" : "Stacked bar chart"
        guard let first = labels.first, let last = labels.last else { return "\(kindName) without figures." }
        var sentences = [
            labels.count == 1
                ? "\(kindName) of \(first)." : "\(kindName) of \(labels.count) points, \(first) to \(last)."
        ]
        for series in series {
            let present = zip(labels, series.values).compactMap { label, value in value.map { (label, $0) } }
            guard let low = present.min(by: { $0.1 < $1.1 }), let high = present.max(by: { $0.1 < $1.1 }),
                let end = present.last
            else {
                sentences.append("\(series.name.isEmpty ? "Figures" : series.name): none.")
                continue
            }
            sentences.append(
                (series.name.isEmpty ? "Lowest" : "\(series.name): lowest")
                    + " \(format.text(low.1)) (\(low.0)), highest \(format.text(high.1)) (\(high.0)), "
                    + "last \(format.text(end.1)).")
        }
        for mark in marks {
            guard let side = mark.flags else { continue }
            let all = series.flatMap { $0.values.compactMap { $0 } }
            sentences.append(
                "\(all.count { mark.isFlagged($0) }) of \(all.count) \(side.rawValue) \(mark.label).")
        }
        return sentences.joined(separator: " ")
    }

    var figures: DocumentTable {
        let columns =
            [DocumentColumn(key: "label", title: "", type: .text)]
            + series.enumerated().map { number, series in
                DocumentColumn(
                    key: "series_\(number + 1)", title: series.name.isEmpty ? title : series.name,
                    type: .figure(format, digits: nil))
            }
        return DocumentTable(
            caption: "", columns: columns,
            rows: labels.enumerated().map { place, label in
                [DocumentCell(.text(label))]
                    + series.map { DocumentCell($0.values[place].map { .number($0) } ?? .missing) }
            })
    }
}
