/// How far a student has come toward a diploma.
///
/// Credits count in the subject under which they are on record, those of a course taken again once (see
/// ``GraduationRequirement/repeatsCount``). Credits earned elsewhere count like any other; on record they
/// are rows with credits earned and none attempted. A waiver lowers what is required.
///
/// The pace: what a subject requires is expected evenly over its grades, within a grade as the grading
/// periods pass, each from three weeks after its end, when its grades are in. A student is behind in
/// a subject by the credits that are expected in it by now and not earned, and behind by what that is over
/// all subjects: credits ahead of the pace in one make up for nothing in another. Only electives are
/// different: they take the credits beyond what a subject requires, and whoever is ahead of the pace in
/// other subjects had the less room for electives so far and has the more later, so that what is ahead
/// there stands for what is expected of electives and not earned.
///
/// Where no credits are on record at all, nobody knows how a student stands: not behind by everything, and
/// not on track.
public struct GraduationStanding: Sendable, Hashable {
    /// How far a student has come in one requirement. All in credits, 0 or more.
    public struct Subject: Sendable, Hashable {
        /// The requirement's subject.
        public let name: String
        /// Required of the student, without what is waived.
        public let required: Double
        /// Waived for the student.
        public let waived: Double
        /// Earned and counted here, at most ``required``.
        public internal(set) var earned: Double
        /// Being worked for and still needed, at most what is left of ``required``.
        public internal(set) var inProgress: Double
        /// Neither earned nor being worked for; all that is required where no credits are on record.
        public var missing: Double { max(0, required - earned - inProgress) }
        /// Expected by now; nil where the student's grade or the school year is not known.
        public let expected: Double?
        /// Credits ahead of the pace in other subjects that stand for electives expected by now; 0 for what
        /// takes no surplus.
        public internal(set) var ahead = 0.0
        /// Whether any credits of the student are on record, in whatever subject.
        public let hasTranscript: Bool
        /// Expected by now and not earned, nor stood for by credits ahead elsewhere; nil where ``expected`` is, and where something
        /// is expected and there is no transcript.
        public var behind: Double? {
            GraduationStanding.behind(expected, earned: earned + ahead, hasTranscript: hasTranscript)
        }
    }

    /// The diploma's name; empty for that of students without a plan.
    public let diploma: String
    /// Whether any credits of the student are on record, earned, attempted or in progress.
    public let hasTranscript: Bool
    /// The requirements in the order of the file's subjects.
    public let subjects: [Subject]
    /// The day by which the required credits will be earned at the student's pace so far, as a share of what was
    /// expected by now: the end of a school year, never before the last grade's. Nil where nothing has been earned yet,
    /// or grade or school year are not known.
    public let projected: CalendarDate?

    /// Credits required, without what is waived.
    public var required: Double { subjects.reduce(0) { $0 + $1.required } }
    /// Credits waived.
    public var waived: Double { subjects.reduce(0) { $0 + $1.waived } }
    /// Credits earned that count toward the diploma.
    public var earned: Double { subjects.reduce(0) { $0 + $1.earned } }
    /// Credits being worked for that are still needed.
    public var inProgress: Double { subjects.reduce(0) { $0 + $1.inProgress } }
    /// Credits neither earned nor being worked for.
    public var missing: Double { subjects.reduce(0) { $0 + $1.missing } }
    /// Credits expected by now; nil where grade or school year are not known.
    public var expected: Double? {
        subjects.reduce(.some(0)) { sum, subject in sum.flatMap { sum in subject.expected.map { sum + $0 } } }
    }
    /// Credits expected by now and not earned, added up over the subjects; nil where ``expected`` is, and
    /// where something is expected and there is no transcript.
    public var behind: Double? {
        let known = subjects.compactMap(\.behind)
        return known.count == subjects.count ? Self.rounded(known.reduce(0, +)) : nil
    }
    /// Whether the student is behind in no subject; nil where ``behind`` is.
    public var isOnTrack: Bool? { behind.map { $0 == 0 } }

    /// Nobody is behind where nothing is expected yet; else it takes a transcript to say so.
    private static func behind(_ expected: Double?, earned: Double, hasTranscript: Bool) -> Double? {
        guard let expected, hasTranscript || expected == 0 else { return nil }
        return rounded(max(0, expected - earned))
    }

    /// Without what adding up fractions leaves in the last places.
    static func rounded(_ credits: Double) -> Double { (credits * 1e6).rounded() / 1e6 }
}

extension Snapshot {
    /// How far a student has come toward the diploma that the student is heading for.
    ///
    /// - Returns: nil where no requirements of that diploma are on record.
    public func graduation(of row: Int) -> GraduationStanding? {
        let requirements = requirements(of: row)
        guard !requirements.isEmpty else { return nil }
        let results = courseResults[row].filter(\.hasCredits)
        let reckoning = CreditReckoning(
            results: results, waivers: Array(creditWaivers[row]),
            texts: texts, grade: grade(of: row), share: gradedShareOfSchoolYear)
        let subjects = reckoning.subjects(of: requirements)
        return GraduationStanding(
            diploma: diploma(of: row), hasTranscript: !results.isEmpty, subjects: subjects,
            projected: projection(subjects, requirements, row))
    }

    /// What the diploma that the student is heading for requires; empty where that is not on record.
    func requirements(of row: Int) -> [GraduationRequirement] {
        let diploma = diploma(of: row)
        return graduationRequirements.filter { $0.diploma == diploma }
    }

    private func diploma(of row: Int) -> String {
        graduationPlans[row].last.map { texts[$0.diploma] } ?? ""
    }

    /// The share of the school year whose grades should be in, 0...1: that of its grading periods (or
    /// terms, or semesters) that ended three weeks ago or earlier. Nil without a school year on record.
    public var gradedShareOfSchoolYear: Double? {
        guard let year = schoolYear else { return nil }
        let daysUntilGradesAreIn = 21
        for kind in [TermKind.gradingPeriod, .term, .semester] {
            let periods = terms.filter { $0.kind == kind && $0.start >= year.start && $0.end <= year.end }
            guard !periods.isEmpty else { continue }
            let over = periods.count { $0.end + daysUntilGradesAreIn <= asOf }
            return Double(over) / Double(periods.count)
        }
        return year.end + daysUntilGradesAreIn <= asOf ? 1 : 0
    }

    private var schoolYear: Term? {
        terms.last { $0.kind == .schoolYear && $0.start == schoolYearStart }
    }

    private func projection(
        _ subjects: [GraduationStanding.Subject], _ requirements: [GraduationRequirement], _ row: Int
    ) -> CalendarDate? {
        guard let grade = grade(of: row), let share = gradedShareOfSchoolYear, let year = schoolYear,
            let first = requirements.map(\.grades.lowerBound).min(),
            let last = requirements.map(\.grades.upperBound).max()
        else { return nil }
        let earned = subjects.reduce(0) { $0 + $1.earned }
        let required = subjects.reduce(0) { $0 + $1.required }
        let (passed, span) = (Double(grade - first) + share, Double(last - first + 1))
        guard passed > 0, earned > 0 else { return nil }
        /// What is expected after so many years; beyond the last grade as many credits a year as on average.
        func expected(after years: Double) -> Double {
            if years > span { return required * years / span }
            return zip(subjects, requirements).reduce(0) { sum, pair in
                let (grades, begun) = (pair.1.grades, Double(first) + years)
                let part = min(max(0, begun - Double(grades.lowerBound)), Double(grades.count))
                return sum + pair.0.required * part / Double(grades.count)
            }
        }
        // The share of what is expected that the student has earned so far, and goes on earning.
        let pace = earned / max(expected(after: passed), .leastNormalMagnitude)
        // In whole school years from the one that runs, never before the last grade has passed.
        let running = grade - first + 1
        let needed = (max(running, last - first + 1)...100).first { years in
            GraduationStanding.rounded(pace * expected(after: Double(years)) - required) >= 0
        }
        return year.end.addingYears((needed ?? 100) - running)
    }
}

extension CalendarDate {
    /// The same day so many years later; the last of February for the 29th in a year without one.
    func addingYears(_ years: Int) -> CalendarDate {
        let (year, month, day) = components
        return CalendarDate(year: year + years, month: month, day: day)
            ?? CalendarDate(year: year + years, month: month, day: day - 1) ?? self
    }
}
