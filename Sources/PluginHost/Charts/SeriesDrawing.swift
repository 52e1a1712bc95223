/// Draws a ``SeriesChart``.
struct SeriesDrawing {
    private let chart: SeriesChart
    private let scale: ChartScale
    private var drawing = SVGText()
    private let left: Double
    private let top: Double
    private let plotHeight = 150.0
    private let plotWidth: Double
    private static let width = 480.0

    init(_ chart: SeriesChart, showsTitle: Bool) {
        self.chart = chart
        scale = chart.scale
        let labels = scale.ticks.map { SVGText.width(of: chart.format.text($0)) }
        left = (labels.max() ?? 0) + 12
        let hasLegend = chart.series.contains { !$0.name.isEmpty }
        top = (showsTitle ? 24 : 6) + (hasLegend || !chart.unit.isEmpty ? 20 : 4)
        plotWidth = Self.width - left - 8
        if showsTitle {
            drawing.text(
                SVGText.cut(chart.title, to: Self.width, size: 14), 0, 15, size: 14, colour: ChartPalette.ink,
                isBold: true)
        }
        drawLegend(baseline: top - 10)
        drawGrid()
        switch chart.kind {
        case .line: drawLines()
        case .bar: drawBars()
        case .stacked: drawStacks()
        }
        drawMarks()
        drawLabels()
    }

    var svg: String {
        drawing.element(
            width: Self.width, height: top + plotHeight + (isStaggered ? 40 : 26), title: chart.title,
            alternative: chart.alternative)
    }

    private var step: Double { plotWidth / Double(max(1, chart.labels.count)) }

    /// The middle of a label's place.
    private func x(_ place: Int) -> Double { left + (Double(place) + 0.5) * step }

    private func y(_ value: Double) -> Double { top + plotHeight * (1 - scale.share(of: value)) }

    /// The unit at the left, and beside it a sign and the name of each series.
    private mutating func drawLegend(baseline: Double) {
        var place = 0.0
        if !chart.unit.isEmpty {
            let unit = SVGText.cut(chart.unit, to: 160)
            drawing.text(unit, 0, baseline)
            place = SVGText.width(of: unit) + 16
        }
        for (number, series) in chart.series.enumerated() where !series.name.isEmpty {
            let name = SVGText.cut(series.name, to: 120)
            if chart.kind == .line {
                drawing.line(
                    place, baseline - 4, place + 24, baseline - 4, stroke: ChartPalette.lines[number],
                    width: 2,
                    dashes: ChartPalette.dashes[number])
                drawing.point(place + 12, baseline - 4, shape: number, colour: ChartPalette.lines[number])
            } else {
                drawing.rectangle(
                    place + 6, baseline - 10, 12, 11, fill: ChartPalette.areas[number],
                    stroke: ChartPalette.ink)
            }
            drawing.text(name, place + 29, baseline, colour: ChartPalette.ink)
            place += 29 + SVGText.width(of: name) + 16
        }
    }

    private mutating func drawGrid() {
        for tick in scale.ticks {
            let y = y(tick)
            drawing.line(
                left, y, Self.width - 8, y,
                stroke: tick == scale.ticks[0] ? ChartPalette.quiet : ChartPalette.grid)
            drawing.text(chart.format.text(tick), left - 6, y + 4, anchor: "end")
        }
    }

    private mutating func drawMarks() {
        for mark in chart.marks {
            let y = y(mark.value)
            drawing.line(left, y, Self.width - 8, y, stroke: ChartPalette.ink, dashes: "4 3")
            // Over bars the label needs a ground of its own.
            let label = SVGText.cut(mark.label, to: 140, size: 11)
            let width = SVGText.width(of: label, size: 11) + 6
            let baseline = y < top + 14 ? y + 12 : y - 4
            drawing.rectangle(Self.width - 8 - width, baseline - 10, width, 13, fill: "#fff")
            drawing.text(label, Self.width - 11, baseline, size: 11, colour: ChartPalette.ink, anchor: "end")
        }
    }

    /// Every which label there is room for.
    private var labelStep: Int {
        let widest = min(110, chart.labels.map { SVGText.width(of: $0) }.max() ?? 0) + 8
        return max(1, Int((widest / step).rounded(.up)))
    }

    /// Whether labels stand in two rows: where bars have names, each is wanted.
    private var isStaggered: Bool { chart.kind != .line && labelStep == 2 }

    private mutating func drawLabels() {
        let every = labelStep
        for (place, label) in chart.labels.enumerated() where isStaggered || place % every == 0 {
            let text = SVGText.cut(label, to: max(step * Double(every) - 4, 30))
            let half = SVGText.width(of: text) / 2
            let x = min(max(x(place), half), Self.width - half)
            let row = isStaggered && place % 2 == 1 ? 14.0 : 0
            drawing.text(text, x, top + plotHeight + 18 + row, anchor: "middle")
        }
    }

    private func tip(_ series: SeriesChart.Series, _ place: Int, _ value: Double) -> String {
        let name = series.name.isEmpty ? "" : "\(series.name), "
        return "\(name)\(chart.labels[place]): \(chart.format.text(value))"
    }

    private mutating func drawLines() {
        for (number, series) in chart.series.enumerated() {
            let colour = ChartPalette.lines[number]
            // A missing value breaks the line.
            for run in series.values.indices.split(whereSeparator: { series.values[$0] == nil }) {
                drawing.polyline(
                    run.map { (x($0), y(series.values[$0] ?? 0)) }, stroke: colour, width: 2,
                    dashes: ChartPalette.dashes[number])
            }
            guard chart.labels.count <= 60 else { continue }
            for (place, value) in series.values.enumerated() {
                guard let value else { continue }
                drawing.point(
                    x(place), y(value), shape: number, colour: colour, isHollow: chart.isFlagged(value),
                    tip: tip(series, place, value))
            }
        }
    }

    private mutating func drawBars() {
        let width = step * 0.72 / Double(max(1, chart.series.count))
        let base = y(max(0, scale.low))
        for (number, series) in chart.series.enumerated() {
            for (place, value) in series.values.enumerated() {
                guard let value else { continue }
                let isHollow = chart.isFlagged(value)
                let end = y(value)
                drawing.rectangle(
                    x(place) - step * 0.36 + Double(number) * width, min(base, end), width, abs(end - base),
                    fill: isHollow ? "#fff" : ChartPalette.areas[number], stroke: ChartPalette.ink,
                    strokeWidth: isHollow ? 2 : 1, tip: tip(series, place, value))
            }
        }
    }

    private mutating func drawStacks() {
        for place in chart.labels.indices {
            var below = 0.0
            for (number, series) in chart.series.enumerated() {
                guard let value = series.values[place], value > 0 else { continue }
                let (start, end) = (y(below), y(below + value))
                drawing.rectangle(
                    x(place) - step * 0.36, end, step * 0.72, start - end, fill: ChartPalette.areas[number],
                    stroke: ChartPalette.ink, tip: tip(series, place, value))
                below += value
            }
        }
    }
}
