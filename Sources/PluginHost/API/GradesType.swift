import Engagement
import Lua

extension View {
    func gradesType() -> LuaType<Period> {
        LuaType(
            "caseload.Grades",
            summary:
                "A student's grades, as lists of results of courses.",
            methods: [
                LuaMethod(
                    "latest", returns: "caseload.CourseResult[]|caseload.Records",
                    summary: "The results of the latest grading period on record; empty where there is none.",
                    example:
                        "for _, result in ipairs(student.grades:latest()) do print(result.course, result.grade) end"
                ) { [unowned self] period, call in
                    let isLatest = snapshot.isOfLatestGradingPeriod(of: Int(period.row))
                    return try list(
                        snapshot.courseResults, courseResult, row: period.row,
                        where: { $0.isGraded && isLatest($0) }, call)
                },
                LuaMethod(
                    "all", returns: "caseload.CourseResult[]|caseload.Records",
                    summary: "All grades on record, the earliest first.",
                    example: "print(#student.grades:all())"
                ) { [unowned self] period, call in
                    try list(
                        snapshot.courseResults, courseResult, row: period.row, where: \.isGraded, call)
                },
            ])
    }

    func courseResultType() -> LuaType<RecordInView<CourseResult>> {
        recordedType(
            "CourseResult", "What a student reached in a course in a grading period.",
            [
                dayField { $0.record.date },
                textField("term", "The name of the grading period.") { $0.record.term },
                textField("course", "The course.") { $0.record.course },
                textField("subject", "The subject.") { $0.record.subject },
                textField("grade", "The grade as a letter.") { $0.record.letter },
                .number("percent", "The grade in percent, 0 to 100 and above.") { $0.record.percent },
            ])
    }
}
