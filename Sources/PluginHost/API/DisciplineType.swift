import Engagement
import Lua

extension View {
    func disciplineType() -> LuaType<Period> {
        func count(_ name: String, _ summary: String, _ read: @escaping (DisciplineSummary) -> Int)
            -> LuaField<Period>
        {
            .integer(name, summary) { [unowned self] period in self.summary(period).map(read) }
        }
        return LuaType(
            "caseload.Discipline",
            summary:
                "What was recorded about a student's behavior over a stretch of days. All figures are nil where "
                + "the district has no discipline on record.",
            fields: [
                count("referrals", "Behavior referrals.") { $0.referrals },
                count("detentions", "Detentions.") { $0.detentions },
                count("in_school_suspensions", "Suspensions in school.") { $0.inSchoolSuspensions },
                count("out_of_school_suspensions", "Suspensions out of school.") {
                    $0.outOfSchoolSuspensions
                },
                .number("in_school_days", "School days of suspension in school.") { [unowned self] period in
                    summary(period)?.inSchoolDays
                },
                .number("out_of_school_days", "School days of suspension out of school.") {
                    [unowned self] period in summary(period)?.outOfSchoolDays
                },
            ],
            methods: [
                lastMethod("discipline") { [unowned self] in discipline },
                betweenMethod("discipline") { [unowned self] in discipline },
                LuaMethod(
                    "events", returns: "caseload.DisciplineEvent[]|caseload.Records",
                    summary: "What was recorded, the earliest first.",
                    example:
                        "for _, event in ipairs(student.discipline:events()) do print(event.date, event.kind) end"
                ) { [unowned self] period, call in
                    try list(
                        snapshot.discipline, disciplineEvent, row: period.row,
                        where: { self.contains($0.date, in: period) }, call)
                },
            ])
    }

    func disciplineEventType() -> LuaType<RecordInView<DisciplineEvent>> {
        recordedType(
            "DisciplineEvent", "Something that was recorded about a student's behavior.",
            [
                dayField { $0.record.date },
                wordField("kind", "referral, detention, in_school_suspension or out_of_school_suspension.") {
                    $0.record.kind
                },
                .number("days", "School days of a suspension.") { $0.record.days },
                textField("incident", "The incident's id, where the district gives one.") {
                    $0.record.incident
                },
                note(of: "DisciplineEvent") { [unowned self] in value($0.record.note) },
            ])
    }

    private func summary(_ period: Period) -> DisciplineSummary? {
        snapshot.discipline(of: Int(period.row), from: period.first.ifKnown, through: period.last.ifKnown)
    }
}
