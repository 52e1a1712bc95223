import Engagement

/// Students of whom 16 indicators are on record, an eighth of what is observed or asked missing.
enum GeneratedDistrict {
    /// The snapshot; the same one for the same count.
    static func snapshot(_ count: Int) -> Snapshot {
        let first = CalendarDate(dayNumber: 20_320)
        var builder = SnapshotBuilder(asOf: first + 250)
        builder.isShared = true
        let school = builder.addSchool(School(id: "school", name: "School"))
        builder.addTerm(Term(id: "year", title: "Year", kind: .schoolYear, start: first, end: first + 300))
        for offset in 0..<250 where (first + offset).weekday <= 5 {
            builder.addSchoolDay(first + offset, school: school)
        }
        let catalog = IndicatorCatalog()
        var random: UInt64 = 1
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(bound))
        }
        let observed = ["time_on_task", "class_participation"].compactMap(catalog.number(of:))
        let asked = [
            "self_regulation", "relevance", "value_of_learning", "personal_goals", "autonomy", "belonging",
            "adult_relationships", "peer_relationships", "family_support",
        ].compactMap { id in catalog.number(of: id).map { ($0, builder.intern(id)) } }
        for number in 0..<count {
            let digits = String(number)
            var student = StudentRecord(
                id: Identifier("S-" + String(repeating: "0", count: 8 - digits.count) + digits))
            (student.school, student.grade) = (school, Int8(9 + number % 4))
            guard let row = builder.addStudent(student) else { continue }
            for part in 0..<next(6) {
                let code = AttendanceCode.allCases[1 + next(3)]
                builder.add(AttendanceEvent(date: first + part * 30 + next(30), code: code), to: row)
            }
            if next(8) == 0 {
                builder.add(DisciplineEvent(date: first + next(200), kind: .referral, days: 0), to: row)
            }
            for indicator in observed where next(8) > 0 {
                builder.add(
                    Observation(date: first + 240, indicator: indicator, value: Double(next(101)) / 10),
                    to: row)
            }
            for (indicator, subscale) in asked where next(8) > 0 {
                builder.add(
                    SurveyAnswer(
                        date: first + 30, indicator: indicator, instrument: .none, subscale: subscale,
                        item: .none, value: 1 + Double(next(31)) / 10), to: row)
            }
        }
        return builder.finish()
    }
}
