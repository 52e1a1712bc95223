import Engagement
import Lua

/// A student's answers to surveys.
extension View {
    func surveyType() -> LuaType<Period> {
        LuaType(
            "caseload.Survey",
            summary:
                "A student's answers to surveys, as lists. The indicators that they measure stand in engagement.",
            methods: [
                LuaMethod(
                    "subscales", returns: "caseload.SubscaleMean[]|caseload.Records",
                    summary: "The means of subscales, one a day and instrument, the earliest first.",
                    example:
                        "for _, s in ipairs(student.survey:subscales()) do print(s.date, s.subscale, s.mean) end"
                ) { [unowned self] period, call in
                    try list(
                        snapshot.subscaleMeans(of: Int(period.row)), subscaleMean, row: period.row, call)
                },
                LuaMethod(
                    "answers", returns: "caseload.SurveyAnswer[]|caseload.Records",
                    summary: "All answers, the earliest first.",
                    example: #"print(#student.survey:answers():where { instrument = "SEI" })"#
                ) { [unowned self] period, call in
                    try list(snapshot.surveyAnswers, surveyAnswer, row: period.row, call)
                },
            ])
    }

    func subscaleMeanType() -> LuaType<RecordInView<SubscaleMean>> {
        recordType(
            "SubscaleMean", "What a student answered to one subscale of a survey on one day.",
            [
                dayField { $0.record.date },
                textField("instrument", "The instrument's name.") { $0.record.instrument },
                textField("subscale", "The subscale, as the instrument names it.") { $0.record.subscale },
                indicatorField { $0.record.indicator },
                .number("mean", "The mean of the answers, on the instrument's own scale.") { $0.record.mean },
                .integer("answers", "How many answers it is of.") { $0.record.answers },
            ])
    }

    func surveyAnswerType() -> LuaType<RecordInView<SurveyAnswer>> {
        recordedType(
            "SurveyAnswer", "One answer of a student to a survey.",
            [
                dayField { $0.record.date },
                textField("instrument", "The instrument's name.") { $0.record.instrument },
                textField("subscale", "The subscale, as the instrument names it.") { $0.record.subscale },
                textField("item", "The item; nil where the value is the subscale's mean.") { $0.record.item },
                .number("value", "The answer, on the instrument's own scale.") { $0.record.value },
                indicatorField { $0.record.indicator },
            ])
    }

    private func indicatorField<Record>(_ read: @escaping (Record) -> Int?) -> LuaField<Record> {
        field("indicator", "string?", "The id of the indicator that the subscale measures; nil for none.") {
            [unowned self] record, _ in
            read(record).map { .string(snapshot.catalog.indicators[$0].id) } ?? .nil
        }
    }
}
