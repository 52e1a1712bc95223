import Engagement
import Lua

extension View {
    func gradesType() -> LuaType<Period> {
        LuaType(
            "caseload.Grades",
            summary:
                "A student's grades: lists of results with date, term, course, subject, grade (a letter), percent.",
            methods: [
                LuaMethod(
                    "latest", returns: "caseload.CourseResult[]",
                    summary: "The results of the latest grading period on record; empty where there is none.",
                    example:
                        "for _, result in ipairs(student.grades:latest()) do print(result.course, result.grade) end"
                ) { [unowned self] period, call in
                    try courseResults(snapshot.latestGradingPeriod(of: Int(period.row)), in: call.state)
                },
                LuaMethod(
                    "all", returns: "caseload.CourseResult[]",
                    summary: "All grades on record, the earliest first.",
                    example: "print(#student.grades:all())"
                ) { [unowned self] period, call in
                    try courseResults(Array(snapshot.courseResults[Int(period.row)]), in: call.state)
                },
            ])
    }

    private func courseResults(_ results: [CourseResult], in state: LuaState) throws(LuaError) -> LuaReturn {
        try list(results.filter(\.isGraded), in: state) { result throws(LuaError) in
            [
                "date": try value(result.date, in: state), "term": value(result.term),
                "course": value(result.course), "subject": value(result.subject),
                "grade": value(result.letter), "percent": value(result.percent),
            ]
        }
    }
}
