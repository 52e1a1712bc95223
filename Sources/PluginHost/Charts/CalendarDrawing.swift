import Engagement

/// Draws a ``CalendarChart``.
struct CalendarDrawing {
    private let chart: CalendarChart
    private var drawing = SVGText()
    private let height: Double
    private let width: Double
    private static let cell = 12.0
    private static let left = 34.0
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    init(_ chart: CalendarChart, showsTitle: Bool) {
        self.chart = chart
        let top = (showsTitle ? 24.0 : 4) + 16
        let start = chart.first - (chart.first.weekday - 1)
        let weeks = (chart.last - start) / 7 + 1
        width = max(480, Self.left + Double(weeks) * Self.cell)
        height = top + Double(chart.rows) * Self.cell + 26
        if showsTitle {
            drawing.text(
                SVGText.cut(chart.title, to: width, size: 14), 0, 15, size: 14, colour: ChartPalette.ink,
                isBold: true)
        }
        for (row, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].prefix(chart.rows).enumerated()
        where row % 2 == 0 {
            drawing.text(
                name, Self.left - 6, top + (Double(row) + 0.8) * Self.cell, size: 11, anchor: "end")
        }
        drawMonths(start: start, weeks: weeks, baseline: top - 5)
        drawDays(start: start, top: top)
        drawLegend(baseline: height - 6)
    }

    var svg: String {
        drawing.element(width: width, height: height, title: chart.title, alternative: chart.alternative)
    }

    /// A month's name over its first full week, where there is room for it.
    private mutating func drawMonths(start: CalendarDate, weeks: Int, baseline: Double) {
        var free = 0.0
        var previous = 0
        for week in 0..<max(1, weeks) {
            let month = max(start + week * 7, chart.first).components.month
            let x = Self.left + Double(week) * Self.cell
            if month != previous, x >= free {
                drawing.text(Self.months[month - 1], x, baseline, size: 11)
                free = x + 26
            }
            previous = month
        }
    }

    private mutating func drawDays(start: CalendarDate, top: Double) {
        for (day, number) in chart.days.sorted(by: { $0.key < $1.key }) {
            let x = Self.left + Double((day - start) / 7) * Self.cell
            let y = top + Double(day.weekday - 1) * Self.cell
            let kind = chart.kinds[number]
            let shade = shade(of: number)
            drawing.rectangle(
                x + 0.5, y + 0.5, Self.cell - 2, Self.cell - 2, fill: ChartPalette.shades[shade],
                stroke: "#8894a2", strokeWidth: 0.5, tip: "\(day): \(kind.name)")
            if !kind.letter.isEmpty {
                drawing.text(
                    kind.letter, x + Self.cell / 2 - 0.5, y + Self.cell - 3, size: 9,
                    colour: ChartPalette.onShades[shade], anchor: "middle", isBold: true)
            }
        }
    }

    private mutating func drawLegend(baseline: Double) {
        var x = Self.left
        for (number, kind) in chart.kinds.enumerated() {
            let shade = shade(of: number)
            drawing.rectangle(
                x, baseline - 9, 10, 10, fill: ChartPalette.shades[shade], stroke: "#8894a2", strokeWidth: 0.5
            )
            if !kind.letter.isEmpty {
                drawing.text(
                    kind.letter, x + 5, baseline - 1, size: 9, colour: ChartPalette.onShades[shade],
                    anchor: "middle", isBold: true)
            }
            let name = SVGText.cut(kind.name, to: 110, size: 11)
            drawing.text(name, x + 14, baseline, size: 11, colour: ChartPalette.ink)
            x += 14 + SVGText.width(of: name, size: 11) + 12
        }
    }

    /// The kinds spread over all shades.
    private func shade(of kind: Int) -> Int {
        let last = ChartPalette.shades.count - 1
        return chart.kinds.count < 2 ? last : kind * last / (chart.kinds.count - 1)
    }
}
