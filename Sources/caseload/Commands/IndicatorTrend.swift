import Engagement

/// Which way an indicator of a student goes, in a few words.
struct IndicatorTrend {
    let snapshot: Snapshot
    let row: Int

    /// How many days count as the latest ones.
    private static let month = 30

    /// Against the value before, or for what is counted over the year, the latest 30 days; empty where there
    /// is nothing to compare.
    func text(_ number: Int, _ indicator: Indicator, _ field: StudentField) -> String {
        let values = snapshot.history(of: number, row: row, from: field.kinds)
        if let last = values.last, let before = values.dropLast().last {
            let shown = field.description(of: .number(before.value))
            if last.value == before.value { return "as on \(before.date)" }
            return "\(last.value > before.value ? "up" : "down") from \(shown) on \(before.date)"
        }
        let year = snapshot.attendance(of: row)
        let month = snapshot.attendance(of: row, from: snapshot.asOf - (Self.month - 1))
        guard let year, let month, month.daysEnrolled > 0, month.daysEnrolled < year.daysEnrolled else {
            return ""
        }
        let figure: Double? =
            switch indicator.id {
            case "attendance_rate": month.rate
            case "absences": Double(month.absences)
            case "tardies": Double(month.tardies)
            case "missed_classes": Double(month.missedClasses)
            default: nil
            }
        return figure.map { "\(field.description(of: .number($0))) in the latest \(Self.month) days" } ?? ""
    }
}
