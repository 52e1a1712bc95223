/// What a student answered to one subscale of a survey on one day.
public struct SubscaleMean: Sendable, Hashable {
    /// The day of the survey.
    public let date: CalendarDate
    /// The instrument's name.
    public let instrument: Text
    /// The subscale, as the instrument names it.
    public let subscale: Text
    /// The number of the indicator that the subscale measures; nil if it measures none in the catalog.
    public let indicator: Int?
    /// The mean of the answers, on the instrument's own scale.
    public let mean: Double
    /// How many answers it is of, 1 or more.
    public let answers: Int
}

extension Snapshot {
    /// A student's answers by day, instrument and subscale, in the order of the days.
    public func subscaleMeans(of row: Int) -> [SubscaleMean] {
        struct Key: Hashable {
            let date: CalendarDate
            let instrument: Text
            let subscale: Text
        }
        var order: [Key] = []
        var answers: [Key: [SurveyAnswer]] = [:]
        for answer in surveyAnswers[row] {
            let key = Key(date: answer.date, instrument: answer.instrument, subscale: answer.subscale)
            if answers[key] == nil { order.append(key) }
            answers[key, default: []].append(answer)
        }
        return order.compactMap { key in
            guard let answers = answers[key], let first = answers.first else { return nil }
            return SubscaleMean(
                date: key.date, instrument: key.instrument, subscale: key.subscale,
                indicator: first.indicator,
                mean: answers.reduce(0) { $0 + $1.value } / Double(answers.count), answers: answers.count)
        }
    }
}
