import Engagement
import Lua

/// The records that a student's credits are made of.
extension View {
    func creditRecordMethods() -> [LuaMethod<Period>] {
        [
            LuaMethod(
                "courses", returns: "caseload.CourseCredits[]|caseload.Records",
                summary: "The credits of each course and grading period, the earliest first.",
                example:
                    "for _, c in ipairs(student.credits:courses()) do print(c.course, c.attempted, c.earned) end"
            ) { [unowned self] period, call in
                try list(
                    snapshot.courseResults, courseCredits, row: period.row, where: \.hasCredits, call)
            },
            LuaMethod(
                "waivers", returns: "caseload.CreditWaiver[]|caseload.Records",
                summary: "Credits of the diploma that the student need not earn, by subject.",
                example: "for _, waiver in ipairs(student.credits:waivers()) do print(waiver.subject) end"
            ) { [unowned self] period, call in
                try list(snapshot.creditWaivers, creditWaiver, row: period.row, call)
            },
        ]
    }

    func courseCreditsType() -> LuaType<RecordInView<CourseResult>> {
        func credits(
            _ name: String, _ summary: String, _ read: @escaping (CourseResult) -> Double
        ) -> LuaField<RecordInView<CourseResult>> {
            .number(name, summary) { read($0.record).isNaN ? nil : read($0.record) }
        }
        return recordedType(
            "CourseCredits", "The credits of a course in a grading period.",
            [
                dayField(type: "caseload.Date?") { $0.record.date },
                textField("term", "The name of the grading period.") { $0.record.term },
                textField("course", "The course.") { $0.record.course },
                textField("subject", "The subject.") { $0.record.subject },
                credits("attempted", "Credits that could have been earned.") { $0.attempted },
                credits("earned", "Credits earned.") { $0.earned },
                credits("in_progress", "Credits being worked for.") { $0.inProgress },
            ])
    }

    func creditWaiverType() -> LuaType<RecordInView<CreditWaiver>> {
        recordedType(
            "CreditWaiver", "Credits that a student need not earn.",
            [
                textField("subject", "The subject of the requirement.") { $0.record.subject },
                .number("credits", "How many; nil for all that the subject requires.") {
                    $0.record.credits.isNaN ? nil : $0.record.credits
                },
                textField("reason", "Why, in the school's words.") { $0.record.reason },
                dayField("The day it was granted.", type: "caseload.Date?") { $0.record.date },
            ])
    }
}
