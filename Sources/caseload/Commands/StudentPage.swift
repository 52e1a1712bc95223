import Engagement

/// One student on one page of a terminal.
struct StudentPage {
    let snapshot: Snapshot
    let results: [RunResults]
    let row: Int
    /// Whether the confidential notes stand on it.
    var showsNotes = false

    func lines(for terminal: Terminal) -> [String] {
        let mentoring = MentoringSections(snapshot: snapshot, row: row)
        let notes = showsNotes ? [("Notes", NotesSection(snapshot: snapshot, row: row).lines)] : []
        let sections: [(title: String, lines: [String])] =
            [("Strengths and goals", mentoring.strengthsAndGoals), ("Scores", scores)]
            + EngagementDomain.allCases.map { domain in
                (domain.name.prefix(1).uppercased() + domain.name.dropFirst(), indicators(of: domain))
            }
            + [
                ("Attendance by week", attendance), ("Latest grades", grades),
                ("Credits toward graduation", GraduationSection(snapshot: snapshot, row: row).lines),
                ("Interventions", mentoring.interventions),
                (
                    "Linkages to services",
                    LinkageSection(snapshot: snapshot, results: results, row: row).lines
                ), ("Latest contacts", mentoring.contacts),
                ("Latest activities and events", mentoring.activities),
                ("Circle", mentoring.circle),
            ] + notes
        var lines = heading(terminal)
        for (title, body) in sections {
            lines += ["", terminal.bold(title)]
            lines += body.flatMap { Self.fit("  " + $0.visible, terminal) }
        }
        return lines
    }

    /// The student on a card: strengths and goals, scores, the four domains and the attendance.
    func card(for terminal: Terminal) -> [String] {
        let strengths = MentoringSections(snapshot: snapshot, row: row).strengthsAndGoals
        var lines = heading(terminal) + strengths.flatMap { Self.fit("  " + $0.visible, terminal) }
        func add(_ title: String, _ body: [String]) {
            lines.append(terminal.bold(title))
            lines += body.flatMap { Self.fit("  " + $0.visible, terminal) }
        }
        if !results.isEmpty { add("Scores", scores) }
        for domain in EngagementDomain.allCases {
            let body = indicators(of: domain).filter { !$0.hasSuffix("  no value") }
            add(
                domain.name.prefix(1).uppercased() + domain.name.dropFirst(),
                body.isEmpty ? ["no value yet"] : body)
        }
        if let weeks = attendance.first { add("Attendance by week", [weeks]) }
        return lines
    }

    private func heading(_ terminal: Terminal) -> [String] {
        let fields = StudentFields(snapshot)
        func text(_ name: String) -> String? {
            guard let field = fields.all.first(where: { $0.name == name }) else { return nil }
            let text = field.description(of: field.value(row: row))
            return text.isEmpty ? nil : text
        }
        let facts = [
            text("grade").map { "grade \($0)" }, text("school"),
            text("enrolled_from").map { "enrolled since \($0)" },
            text("mentor").map { "mentor \($0)" } ?? "no mentor", "as of \(snapshot.asOf)",
        ]
        let name = "\(snapshot.name(of: row)) (\(snapshot.id(of: row)))"
        let line = facts.compactMap(\.self).joined(separator: ", ").visible
        return Self.fit(name.visible, terminal).map(terminal.bold) + Self.fit(line, terminal)
    }

    /// The text in lines that fit the terminal; nothing of it is cut off, reasons least of all.
    private static func fit(_ text: String, _ terminal: Terminal) -> [String] {
        terminal.width.map { text.wrapped(to: $0, indent: "      ") } ?? [text]
    }

    private var scores: [String] {
        let id = snapshot.id(of: row)
        let lines = results.flatMap { latest -> [String] in
            let run = latest.run
            func line(_ finding: String) -> String { "\(run.plugin): \(finding), on \(latest.date(of: id))" }
            switch latest.outcomes[id] {
            case .scored(let score)?:
                let parts = [score.score.map { "score \(Self.short($0))" }, score.tier]
                return [line(parts.compactMap(\.self).joined(separator: ", "))]
                    + score.reasons.map { "  - \($0)" }
            case .failed(let message)?: return [line("failed: \(message)")]
            case .notScored?: return [line("nothing to report")]
            case .proposed?, .derived?: return []
            case nil: return []
            }
        }
        return lines.isEmpty ? ["none yet; score with: caseload run PLUGIN"] : lines
    }

    private func indicators(of domain: EngagementDomain) -> [String] {
        let fields = StudentFields(snapshot)
        let rows = snapshot.catalog.indicators.enumerated().filter { $0.element.domain == domain }.compactMap
        {
            number, indicator -> (title: String, value: String, date: String, trend: String)? in
            guard let field = try? fields.field(named: "engagement.\(domain.name).\(indicator.id)") else {
                return nil
            }
            let value = field.value(row: row)
            let latest = snapshot.value(of: number, row: row, from: field.kinds)
            guard let latest, !value.isMissing else { return (indicator.title, "no value", "", "") }
            // What is counted up to the day of the page needs no date of its own.
            let date = latest.date == snapshot.asOf ? "" : "  \(latest.date)"
            let trend = IndicatorTrend(snapshot: snapshot, row: row).text(number, indicator, field)
            return (indicator.title, Self.measured(value, field, indicator), date, trend)
        }
        let width = rows.map(\.title.displayWidth).max() ?? 0
        let values = rows.map(\.value.displayWidth).max() ?? 0
        return rows.map { row in
            let line = row.title.padded(to: width) + "  "
            let isLast = row.date.isEmpty && row.trend.isEmpty
            let trend = row.trend.isEmpty ? "" : "  \(row.trend)"
            return line + (isLast ? row.value : row.value.padded(to: values) + row.date + trend)
        }
    }

    /// A value with its unit, as a sentence would have it: `85 % of school days`, `6.5 on 0 to 10`, `1 day`.
    private static func measured(_ value: FieldValue, _ field: StudentField, _ indicator: Indicator) -> String
    {
        let number = field.description(of: value)
        if field.isShare { return "\(number) of \(indicator.unit.dropFirst("share of ".count))" }
        if indicator.minimum != nil, indicator.maximum != nil {
            return "\(number) on \(indicator.rangeDescription)"
        }
        if indicator.unit == "times" { return number }
        let singular = ["days": "day", "classes": "class", "credits": "credit", "hours": "hour"]
        return "\(number) \(number == "1" ? singular[indicator.unit] ?? indicator.unit : indicator.unit)"
    }

    private var attendance: [String] {
        guard let weeks = AttendanceWeeks(snapshot, row: row), let first = weeks.first, let last = weeks.last
        else { return [attendanceThatDoesNotCount ?? "no attendance on record"] }
        let worst = weeks.weeks.filter { $0.days > 0 }.min { $0.share < $1.share }
        var lines = [
            weeks.sparkLine,
            "one sign a week, \(first.monday) to \(last.monday + 6); full height: there every school day",
        ]
        if let worst, worst.share < 1 {
            lines.append("fewest in the week of \(worst.monday): \(worst.present) of \(worst.days) days")
        }
        return lines
    }

    /// What is on record of a student of whom no school day can be known; nil for every other one.
    private var attendanceThatDoesNotCount: String? {
        let count = snapshot.attendance[row].count
        guard count > 0, snapshot.school(of: row) == nil else { return nil }
        return
            "\(count) \(count == 1 ? "note" : "notes") on record that \(count == 1 ? "does" : "do") not count: "
            + "the student has no school; give school_id in students.csv"
    }

    private var grades: [String] {
        let texts = snapshot.texts
        let results = snapshot.latestGradingPeriod(of: row)
        return results.isEmpty
            ? ["none on record"]
            : results.map { result in
                let course = texts.ifKnown(result.course) ?? texts.ifKnown(result.subject) ?? "course"
                let marks = [
                    texts.ifKnown(result.letter), result.percent.map { "\(Self.short($0)) %" },
                    result.earned.isNaN
                        ? nil : "credits earned: \(JSONText.number((result.earned * 100).rounded() / 100))",
                ]
                return "\(course): \(marks.compactMap(\.self).joined(separator: ", "))"
            }
    }

    /// A number with at most one decimal.
    private static func short(_ number: Double) -> String {
        let tenths = (number * 10).rounded()
        guard abs(tenths) < 1e15 else { return String(number) }
        let whole = tenths / 10
        return whole == whole.rounded() ? String(Int64(whole)) : String(whole)
    }
}
