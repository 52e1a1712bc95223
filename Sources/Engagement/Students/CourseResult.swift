/// What a student has to show for one course in one grading period: a grade, and credits.
public struct CourseResult: SnapshotRecord {
    /// The day on which it was given.
    public let date: CalendarDate
    /// The grading period's name; none where not given.
    public private(set) var term: Text
    /// The course's title.
    public private(set) var course: Text
    /// The subject in which the credit counts; none where not given.
    public private(set) var subject: Text
    /// The grade as a letter (`A`, `B+`, `F`); none where not graded by letter.
    public private(set) var letter: Text
    private let percentHundredths: Int32
    /// Credits that could be earned, 0 or more; NaN where not known.
    public internal(set) var attempted: Double
    /// Credits earned, 0 or more; NaN where not known.
    public internal(set) var earned: Double
    /// Credits being worked for, 0 or more; NaN where not known.
    public internal(set) var inProgress: Double

    /// A grade and its credits; nil where a part is not known.
    ///
    /// - Parameter percent: 0 to 1000, kept to two decimals.
    public init(
        date: CalendarDate, term: Text, course: Text, subject: Text, letter: Text, percent: Double?,
        attempted: Double?, earned: Double?, inProgress: Double?
    ) {
        self.date = date
        self.term = term
        self.course = course
        self.subject = subject
        self.letter = letter
        percentHundredths = percent.flatMap { Int32(exactly: ($0 * 100).rounded()) } ?? -1
        self.attempted = attempted ?? .nan
        self.earned = earned ?? .nan
        self.inProgress = inProgress ?? .nan
    }

    /// The grade in percent of what could be reached; nil where not graded so.
    public var percent: Double? { percentHundredths < 0 ? nil : Double(percentHundredths) / 100 }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&term)
        visit(&course)
        visit(&subject)
        visit(&letter)
    }
}

extension CourseResult {
    /// Whether it carries a grade, as a letter or in percent.
    public var isGraded: Bool { letter != .none || percent != nil }

    /// Whether the course goes on: credits are being worked for, and nothing has come of it yet.
    public var isUnderWay: Bool { inProgress > 0 && !isGraded && !(earned > 0) }

    /// Credits that could be earned by now, 0 or more; NaN where not known. Of a course under way without those that
    /// are being worked for: some exports give these as attempted already.
    public var attemptedSoFar: Double {
        guard isUnderWay, !attempted.isNaN else { return attempted }
        return attempted > inProgress ? attempted - inProgress : .nan
    }

    /// Whether it says anything about credits.
    public var hasCredits: Bool { !earned.isNaN || !attempted.isNaN || !inProgress.isNaN }
}
