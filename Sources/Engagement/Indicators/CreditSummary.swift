/// Credits of a student, in any number of courses.
public struct CreditSummary: Sendable, Hashable {
    /// Credits earned, 0 or more; those of a course that was passed and taken again count once, unless the
    /// student's diploma counts them each time.
    public private(set) var earned = 0.0
    /// Credits that could have been earned, 0 or more.
    public private(set) var attempted = 0.0
    /// Credits being worked for, 0 or more.
    public private(set) var inProgress = 0.0

    private var earnedOfAttempted = 0.0

    /// The share of the attempted credits that was earned, 0 to 1; nil where none was attempted. Credits
    /// earned elsewhere, which are on record without having been attempted here, are not in it.
    public var share: Double? { attempted > 0 ? earnedOfAttempted / attempted : nil }

    /// Adds up these results; what is not known adds nothing.
    ///
    /// - Parameter isCountedAgain: Whether a course of a subject counts each time that it is passed.
    init(results: some Sequence<CourseResult>, countingAgain isCountedAgain: (Text) -> Bool) {
        let results = Array(results)
        for result in results where !result.attemptedSoFar.isNaN {
            attempted += result.attemptedSoFar
            if !result.earned.isNaN { earnedOfAttempted += result.earned }
        }
        let settled = CoursesInProgress.settled(results, except: isCountedAgain)
        for result in settled {
            if !result.earned.isNaN { earned += result.earned }
            if !result.inProgress.isNaN { inProgress += result.inProgress }
        }
        earned -= RepeatedCourses.surplus(of: settled, except: isCountedAgain)
    }
}

extension Snapshot {
    /// All credits of a student up to the snapshot's day.
    ///
    /// - Returns: nil where no result of the student carries credits.
    public func credits(of row: Int) -> CreditSummary? {
        let results = courseResults[row].filter {
            !$0.earned.isNaN || !$0.attempted.isNaN || !$0.inProgress.isNaN
        }
        return results.isEmpty ? nil : creditSummary(of: results, row: row)
    }

    /// The sum of some of a student's results, by the rules of the student's diploma.
    public func creditSummary(of results: some Sequence<CourseResult>, row: Int) -> CreditSummary {
        CreditSummary(results: results) { subject in
            let name = texts[subject].lowercased()
            return requirements(of: row).contains { $0.repeatsCount && $0.subject.lowercased() == name }
        }
    }

    /// The results of the student's latest grading period on record: those of the latest date that
    /// carries a grade or attempted credits, and all others of the same term.
    ///
    /// - Returns: Empty where there is none.
    public func latestGradingPeriod(of row: Int) -> [CourseResult] {
        courseResults[row].filter(isOfLatestGradingPeriod(of: row))
    }

    /// Which of a student's results are those of ``latestGradingPeriod(of:)``.
    public func isOfLatestGradingPeriod(of row: Int) -> (CourseResult) -> Bool {
        func isFinished(_ result: CourseResult) -> Bool {
            result.isGraded || !result.attemptedSoFar.isNaN
        }
        let finished = courseResults[row].lazy.filter(isFinished)
        guard let latest = finished.max(by: { $0.date < $1.date }) else { return { _ in false } }
        return { result in
            isFinished(result)
                && (result.date == latest.date || (latest.term != .none && result.term == latest.term))
        }
    }
}
