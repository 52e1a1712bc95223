import Engagement
import GeneratedDistrict

/// Students of whom 16 indicators are on record, an eighth of what is observed or asked missing.
enum SixteenIndicators {
    /// The snapshot; the same one for the same count.
    static func snapshot(_ count: Int) -> Snapshot {
        let first = GeneratedDistrict.first
        let catalog = IndicatorCatalog()
        let observed = ["time_on_task", "class_participation"].compactMap(catalog.number(of:))
        let asked = [
            "self_regulation", "relevance", "value_of_learning", "personal_goals", "autonomy", "belonging",
            "adult_relationships", "peer_relationships", "family_support",
        ].compactMap { id in catalog.number(of: id).map { (number: $0, id: id) } }
        return GeneratedDistrict.snapshot(count) { builder, row, numbers in
            for part in 0..<numbers.next(6) {
                let code = AttendanceCode.allCases[1 + numbers.next(3)]
                builder.add(AttendanceEvent(date: first + part * 30 + numbers.next(30), code: code), to: row)
            }
            if numbers.next(8) == 0 {
                builder.add(
                    DisciplineEvent(date: first + numbers.next(200), kind: .referral, days: 0), to: row)
            }
            for indicator in observed where numbers.next(8) > 0 {
                builder.add(
                    Observation(
                        date: first + 240, indicator: indicator, value: Double(numbers.next(101)) / 10),
                    to: row)
            }
            for (indicator, id) in asked where numbers.next(8) > 0 {
                builder.add(
                    SurveyAnswer(
                        date: first + 30, indicator: indicator, instrument: .none,
                        subscale: builder.intern(id), item: .none, value: 1 + Double(numbers.next(31)) / 10),
                    to: row)
            }
        }
    }
}
