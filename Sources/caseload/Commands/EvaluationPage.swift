import Engagement

/// An evaluation in the forms in which it is printed.
struct EvaluationPage {
    let evaluation: ScoreEvaluation
    let results: Run
    let outcome: String
    /// Whether figures of tiers and bands of few students are shown.
    let showsSmallGroups: Bool

    func lines(for terminal: Terminal) -> [String] {
        let title =
            "\(results.plugin) \(results.version) of \(results.asOf) against '\(outcome)': "
            + evaluation.students.counted("student")
        var lines = [terminal.bold(title.visible)]
        lines.append(
            "\(evaluation.withoutOutcome) more have a score and no outcome, \(evaluation.withoutScore) an outcome "
                + "and no score; a \(evaluation.lowerIsRisk ? "lower" : "higher") score is taken as the higher risk"
        )
        lines += ["", terminal.bold("Discrimination")] + discrimination
        if !evaluation.tiers.isEmpty {
            lines += ["", terminal.bold("Tiers")]
            lines += rates("tier", evaluation.tiers.map { ($0.tier, $0.students, $0.happened) }, terminal)
        }
        if evaluation.bands.count > 1 {
            lines += ["", terminal.bold("Calibration: how often it happened, by score")]
            lines += rates(
                "score", evaluation.bands.map { (Self.range($0.scores), $0.students, $0.happened) }, terminal)
        }
        if let cut = evaluation.cut {
            lines += ["", terminal.bold("With \(cut.seats) seats for those at the highest risk")]
            lines.append(
                "\(Self.percent(cut.precision)) of the seats reach a student to whom it happened; "
                    + "\(Self.percent(cut.recall)) of those students have a seat; "
                    + "\(cut.lift.map { Self.fixed($0, 1) } ?? "–") times as many as by lot")
        }
        for comparison in evaluation.comparisons {
            lines += ["", terminal.bold("By \(comparison.field)".visible)]
            lines += table(of: comparison).lines(for: terminal)
        }
        return lines
    }

    private var discrimination: [String] {
        guard let figures = evaluation.discrimination else {
            return ["it happened to all of them or to none: there is nothing to tell apart"]
        }
        let (low, high) = Self.interval(figures)
        return [
            "area under the ROC curve \(Self.fixed(figures.area, 3)) (95 %: \(Self.fixed(low, 3)) to "
                + "\(Self.fixed(high, 3))); it happened to \(figures.positives), not to \(figures.negatives)"
        ]
    }

    private func rates(
        _ title: String, _ rows: [(name: String, students: Int, happened: Int)], _ terminal: Terminal
    ) -> [String] {
        var table = Table(columns: [
            .init(title: title, isKey: true), .init(title: "students", isNumeric: true),
            .init(title: "happened", isNumeric: true), .init(title: "share", isNumeric: true),
        ])
        let shown = shown(rows.map(\.students))
        for (row, isShown) in zip(rows, shown) {
            let share = Double(row.happened) / Double(row.students)
            table.add(
                isShown
                    ? [row.name, "\(row.students)", "\(row.happened)", Self.percent(share)]
                    : [row.name] + repeatElement(SuppressedTable.mark, count: 3))
        }
        let note = shown.allSatisfy(\.self) ? [] : [suppressed(rows.map(\.students)).note]
        return table.lines(for: terminal) + note
    }

    /// Which groups of students may be shown, by how many they are.
    private func shown(_ counts: [Int]) -> [Bool] {
        if showsSmallGroups { return counts.map { _ in true } }
        return suppressed(counts).counts.map { $0.first != .some(nil) }
    }

    private func suppressed(_ counts: [Int]) -> SuppressedTable {
        CountTable(counts.map { [$0] }).suppressed()
    }

    private func table(of comparison: ScoreEvaluation.Comparison) -> Table {
        let figures = ["students", "happened", "share", "area", "have a seat", "false alarms"]
        var table = Table(
            columns: [.init(title: "group", leastWidth: 8)]
                + figures.map { .init(title: $0, isNumeric: true) })
        for group in comparison.groups {
            table.add([
                group.group, "\(group.students)", "\(group.happened)",
                Self.percent(Double(group.happened) / Double(group.students)),
                group.discrimination.map { Self.fixed($0.area, 3) } ?? "–", Self.percent(group.recall),
                Self.percent(group.falseAlarms),
            ])
        }
        return table
    }

    /// One JSON object; what cannot be said is null.
    var json: String {
        func rate(_ students: Int, _ happened: Int, _ isShown: Bool = true) -> [(String, String)] {
            [
                ("students", isShown ? "\(students)" : "null"),
                ("happened", isShown ? "\(happened)" : "null"),
            ]
        }
        var members: [(String, String)] = [
            ("plugin", JSONText.string(results.plugin)), ("version", JSONText.string(results.version)),
            ("as_of", JSONText.string("\(results.asOf)")), ("outcome", JSONText.string(outcome)),
            ("students", "\(evaluation.students)"), ("lower_is_risk", "\(evaluation.lowerIsRisk)"),
        ]
        if let figures = evaluation.discrimination {
            members.append(
                (
                    "discrimination",
                    JSONText.object([
                        ("area", "\(figures.area)"), ("standard_error", "\(figures.standardError)"),
                        ("happened", "\(figures.positives)"), ("not_happened", "\(figures.negatives)"),
                    ])
                ))
        }
        members.append(
            (
                "tiers",
                Self.list(
                    zip(evaluation.tiers, shown(evaluation.tiers.map(\.students))).map { tier, isShown in
                        [("tier", JSONText.string(tier.tier))] + rate(tier.students, tier.happened, isShown)
                    })
            ))
        members.append(
            (
                "bands",
                Self.list(
                    zip(evaluation.bands, shown(evaluation.bands.map(\.students))).map { band, isShown in
                        [("from", "\(band.scores.lowerBound)"), ("to", "\(band.scores.upperBound)")]
                            + rate(band.students, band.happened, isShown)
                    })
            ))
        if let cut = evaluation.cut {
            members.append(
                (
                    "seats",
                    JSONText.object([
                        ("seats", "\(cut.seats)"), ("precision", "\(cut.precision)"),
                        ("recall", Self.json(cut.recall)), ("lift", Self.json(cut.lift)),
                    ])
                ))
        }
        let comparisons = evaluation.comparisons.map { comparison in
            let groups = comparison.groups.map { group in
                [("group", JSONText.string(group.group))] + rate(group.students, group.happened) + [
                    ("area", Self.json(group.discrimination?.area)), ("recall", Self.json(group.recall)),
                    ("false_alarms", Self.json(group.falseAlarms)),
                ]
            }
            return (comparison.field, Self.list(groups))
        }
        members.append(("groups", JSONText.object(comparisons)))
        return JSONText.object(members) + "\n"
    }

    private static func list(_ objects: [[(String, String)]]) -> String {
        "[" + objects.map { JSONText.object($0) }.joined(separator: ", ") + "]"
    }

    private static func json(_ figure: Double?) -> String { figure.map { "\($0)" } ?? "null" }

    private static func interval(_ figures: Discrimination) -> (Double, Double) {
        let reach = 1.96 * figures.standardError
        return (max(0, figures.area - reach), min(1, figures.area + reach))
    }

    private static func range(_ scores: ClosedRange<Double>) -> String {
        let (low, high) = (fixed(scores.lowerBound, 1), fixed(scores.upperBound, 1))
        return low == high ? low : "\(low) to \(high)"
    }

    private static func percent(_ share: Double?) -> String { share.map { "\(fixed($0 * 100, 0)) %" } ?? "–" }

    /// A figure from 0 up with so many digits after its point.
    private static func fixed(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
        let units = Int((value * Double(scale)).rounded())
        guard digits > 0 else { return "\(units)" }
        let rest = String(units % scale)
        return "\(units / scale)." + String(repeating: "0", count: digits - rest.utf8.count) + rest
    }
}
