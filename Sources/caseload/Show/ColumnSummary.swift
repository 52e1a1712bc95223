import Foundation

/// A column of numbers in a few lines: how many, how many missing, the mean, quantiles, and their shape.
struct ColumnSummary {
    let title: String
    let numbers: [Double]

    func lines(for terminal: Terminal) -> [String] {
        let present = numbers.filter { !$0.isNaN }.sorted()
        let missing = numbers.count - present.count
        var heading = "\(present.count) \(present.count == 1 ? "number" : "numbers")"
        if missing > 0 { heading += ", \(missing) missing" }
        var lines = [(title.isEmpty ? "" : terminal.bold(title.visible) + "  ") + heading]
        guard let least = present.first, let greatest = present.last else { return lines }
        let mean = present.reduce(0, +) / Double(present.count)
        let figures = [
            ("mean", mean), ("least", least), ("25 %", quantile(present, 0.25)),
            ("median", quantile(present, 0.5)), ("75 %", quantile(present, 0.75)), ("greatest", greatest),
        ].map { ($0.0, Self.short($0.1)) }
        let widths = figures.map { max($0.0.displayWidth, $0.1.displayWidth) }
        let line = { (cells: [String]) in
            "  " + zip(cells, widths).map { $0.padded(to: $1, onTheLeft: true) }.joined(separator: "  ")
        }
        let table = [line(figures.map(\.0)), line(figures.map(\.1))]
        if table[0].displayWidth <= terminal.width ?? .max {
            lines += [terminal.faint(table[0]), table[1]]
        } else {
            let (names, numbers) = (figures.map(\.0), figures.map(\.1))
            let (left, right) = (names.map(\.count).max() ?? 0, numbers.map(\.count).max() ?? 0)
            lines += figures.map {
                "  \($0.0.padded(to: left))  \($0.1.padded(to: right, onTheLeft: true))"
            }
        }
        if let bars = bars(present, least, greatest) {
            let shape = "  \(Self.short(least)) \(bars) \(Self.short(greatest))"
            if shape.displayWidth <= terminal.width ?? .max { lines.append(shape) }
        }
        return lines
    }

    /// How many numbers lie in each part of the range, as bars; nil where all are the same.
    private func bars(_ sorted: [Double], _ least: Double, _ greatest: Double) -> String? {
        guard greatest > least, least.isFinite, greatest.isFinite, (greatest - least).isFinite else {
            return nil
        }
        var counts = [Int](repeating: 0, count: 24)
        for number in sorted {
            counts[
                min(counts.count - 1, Int((number - least) / (greatest - least) * Double(counts.count)))] += 1
        }
        let signs = Array("▁▂▃▄▅▆▇█")
        let most = Double(counts.max() ?? 1)
        return String(
            counts.map { count in
                count == 0 ? " " : signs[Int((Double(count) / most * Double(signs.count - 1)).rounded(.up))]
            })
    }

    /// The number below which this share of them lies, between neighbours in proportion.
    private func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }

    /// The number with at most four significant digits where it has a fraction.
    static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15
            ? String(Int64(number)) : String(format: "%.4g", number)
    }
}
