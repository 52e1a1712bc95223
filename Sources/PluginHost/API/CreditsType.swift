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
                        "The same figures of the latest grading period, all nil where there is none; what the diploma "
                        + "requires is not among them.",
                    example: "local share = student.credits:latest().share"
                ) { [unowned self] period, call in
                    let results = snapshot.latestGradingPeriod(of: Int(period.row))
                    return try call.make(
                        figures(results.filter(\.hasCredits), of: Int(period.row)), creditFigures)
                },
                LuaMethod(
                    "by_subject",
                    returns: "table<string, caseload.CreditFigures>|caseload.CreditsBySubject",
                    summary:
                        "The same figures by subject, with those of the diploma where it requires credits in it. "
                        + "Credits without a subject stand under ''; a subject that has none is nil.",
                    example: "local mathematics = student.credits:by_subject().Mathematics"
                ) { [unowned self] period, call in
                    try call.make(subjects(of: Int(period.row)), creditsBySubject)
                },
            ] + creditRecordMethods())
    }

    func figures(_ results: [CourseResult], of row: Int) -> CreditFigures {
        var figures = CreditFigures()
        if !results.isEmpty { figures.add(snapshot.creditSummary(of: results, row: row)) }
        return figures
    }

    func creditFiguresType() -> LuaType<CreditFigures> {
        func figure(
            _ name: String, _ summary: String, _ read: KeyPath<CreditFigures, Double>
        ) -> Figure<CreditFigures> {
            .number(name, summary) { $0[keyPath: read].isNaN ? nil : $0[keyPath: read] }
        }
        return figuresType(
            "CreditFigures", "Credits of a grading period or of a subject. What is not on record is nil.",
            [
                figure("earned", "Credits earned.", \.earned),
                figure("attempted", "Credits that could have been earned.", \.attempted),
                figure("in_progress", "Credits being worked for.", \.inProgress),
                figure("share", "Share of the attempted credits earned, 0 to 1.", \.share),
                figure("required", "Credits the diploma requires in the subject.", \.required),
                figure("waived", "Credits of the subject that are waived.", \.waived),
                figure("counted", "Credits earned that count toward the requirement.", \.counted),
                figure("missing", "Credits required that are neither earned nor in progress.", \.missing),
                figure("expected", "Credits required that are expected by now.", \.expected),
                figure("behind", "Credits expected by now and not earned.", \.behind),
            ])
    }

    func creditsBySubjectType() -> LuaType<NamedValues> {
        namedValuesType("CreditsBySubject", "Figures of credits by the subject's name.")
    }
}

/// Figures of credits, a NaN for each that there is not: plain numbers, so that Lua has nothing to finalize.
struct CreditFigures: BitwiseCopyable {
    private(set) var earned = Double.nan
    private(set) var attempted = Double.nan
    private(set) var inProgress = Double.nan
    private(set) var share = Double.nan
    private(set) var required = Double.nan
    private(set) var waived = Double.nan
    private(set) var counted = Double.nan
    private(set) var missing = Double.nan
    private(set) var expected = Double.nan
    private(set) var behind = Double.nan

    /// Takes in what is on record.
    mutating func add(_ summary: CreditSummary) {
        (earned, attempted, inProgress) = (summary.earned, summary.attempted, summary.inProgress)
        share = summary.share ?? .nan
    }

    /// Takes in what the diploma requires.
    mutating func add(_ subject: GraduationStanding.Subject) {
        (required, waived, counted) = (subject.required, subject.waived, subject.earned)
        missing = subject.hasTranscript ? subject.missing : .nan
        expected = subject.expected ?? .nan
        behind = subject.behind ?? .nan
    }
}
