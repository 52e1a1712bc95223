import Engagement
import Lua

extension View {
    func creditsType() -> LuaType<Period> {
        func figure(_ name: String, _ summary: String, _ read: @escaping (CreditSummary) -> Double?)
            -> LuaField<Period>
        {
            .number(name, summary) { [unowned self] period in
                snapshot.credits(of: Int(period.row)).flatMap(read)
            }
        }
        return LuaType(
            "caseload.Credits",
            summary: "A student's credits up to the as-of date. All figures are nil where none is on record.",
            fields: [
                figure("earned", "Credits earned.") { $0.earned },
                figure("attempted", "Credits that could have been earned.") { $0.attempted },
                figure("in_progress", "Credits being worked for.") { $0.inProgress },
                figure("share", "Share of the attempted credits earned, 0 to 1.") { $0.share },
            ] + graduationFields(),
            methods: [
                LuaMethod(
                    "latest", returns: "caseload.CreditFigures",
                    summary:
                        "The same figures of the latest grading period: earned, attempted, in_progress, share.",
                    example: "local share = student.credits:latest().share"
                ) { [unowned self] period, call in
                    let results = snapshot.latestGradingPeriod(of: Int(period.row))
                    return .table(
                        try figures(results.filter(\.hasCredits), of: Int(period.row), in: call.state))
                },
                LuaMethod(
                    "by_subject", returns: "table<string, caseload.CreditFigures>",
                    summary:
                        "The same figures by subject, and where the diploma requires credits in it: required, "
                        + "waived, counted, missing, expected, behind. Credits without a subject stand under ''.",
                    example: "local mathematics = student.credits:by_subject().Mathematics"
                ) { [unowned self] period, call in
                    .table(try subjects(of: Int(period.row), in: call.state))
                },
            ])
    }

    func figures(
        _ results: [CourseResult], of row: Int, in state: LuaState
    ) throws(LuaError) -> LuaTable {
        let table = try state.makeTable()
        guard !results.isEmpty else { return table }
        let summary = snapshot.creditSummary(of: results, row: row)
        try table.fill([
            "earned": .number(summary.earned), "attempted": .number(summary.attempted),
            "in_progress": .number(summary.inProgress), "share": value(summary.share),
        ])
        return table
    }
}
