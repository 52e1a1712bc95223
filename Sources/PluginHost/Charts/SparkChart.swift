/// A line of figures as small as a word, to stand in a table or a line of text.
struct SparkChart {
    let title: String
    /// In their order; nil where one is missing.
    let values: [Double?]
    let format: FigureFormat
    /// The ends of the scale where the author sets them.
    let minimum: Double?
    let maximum: Double?

    private var present: [Double] { values.compactMap { $0 } }

    var alternative: String {
        guard let first = present.first, let last = present.last, let low = present.min(),
            let high = present.max()
        else { return "No figures." }
        if present.count == 1 { return "One figure, \(format.text(first))." }
        return "\(present.count) figures from \(format.text(first)) to \(format.text(last)), lowest "
            + "\(format.text(low)), highest \(format.text(high))."
    }

    private var scale: (low: Double, high: Double) {
        let (low, high) = (minimum ?? present.min() ?? 0, maximum ?? present.max() ?? 1)
        if low < high { return (low, high) }
        // A flat line lies in the middle, or at the end that the author set.
        return maximum != nil ? (high - 1, high) : minimum != nil ? (low, low + 1) : (low - 1, low + 1)
    }

    private func share(of value: Double) -> Double {
        min(1, max(0, (value - scale.low) / (scale.high - scale.low)))
    }

    /// The figures as signs of a text: `▁▄█`, a space where one is missing.
    var signs: String {
        let steps = Array("▁▂▃▄▅▆▇█")
        return String(
            values.map { value in
                value.map { steps[Int((share(of: $0) * 7).rounded())] } ?? " "
            })
    }

    var svg: String {
        var drawing = SVGText()
        let (width, height) = (96.0, 24.0)
        let step = (width - 8) / Double(max(1, values.count - 1))
        func point(_ place: Int) -> (x: Double, y: Double) {
            (4 + Double(place) * step, 4 + (height - 8) * (1 - share(of: values[place] ?? 0)))
        }
        for run in values.indices.split(whereSeparator: { values[$0] == nil }) {
            drawing.polyline(run.map(point), stroke: ChartPalette.lines[0], width: 1.5)
        }
        if let last = values.indices.last(where: { values[$0] != nil }) {
            let end = point(last)
            drawing.point(end.x, end.y, shape: 0, radius: 2.5, colour: ChartPalette.lines[0])
        }
        return drawing.element(
            width: width, height: height, title: title, alternative: alternative, className: "spark")
    }
}
