/// The daily check of one mentor's caseload: who slipped on the last school day, who has no entry for it,
/// what is due, and whom to celebrate.
///
/// ```swift
/// let check = DailyCheck(snapshot, mentor: number)
/// for student in check.students where !student.slipped.isEmpty { … }
/// ```
public struct DailyCheck: Sendable {
    /// How often the program asks for contact; districts set their own.
    public struct Pace: Sendable {
        /// Days after which a talk with the student is due: the program monitors weekly.
        public var studentDays: Int
        /// Days after which a contact with the family is due.
        public var familyDays: Int
        /// When the steps of linkages are due.
        public var linkages = LinkageReview.Pace()

        /// Days after which an open intervention is due for review since it began or somebody last noted something on
        /// it: the program looks at risk over a month of data. A basic one is talked over with the student, so that
        /// each talk is its review.
        public var reviewDays: Int

        /// Days between contacts and between reviews, 1 or more.
        public init(studentDays: Int = 7, familyDays: Int = 30, reviewDays: Int = 30) {
            self.studentDays = studentDays
            self.familyDays = familyDays
            self.reviewDays = max(1, reviewDays)
        }
    }

    /// What there is to say of one student, each line for people; empty lists where there is nothing.
    public struct Student: Sendable {
        /// The row in the snapshot.
        public let row: Int
        /// The last school day of the student's school, up to the snapshot's day, but not this day as long as nobody's
        /// attendance of it is on record at the school; nil where there was none.
        public let schoolDay: CalendarDate?
        /// What went worse since the last school day, by indicator.
        public let slipped: [String]
        /// Whether nobody recorded an observation of or a contact with the student since the last school day; what a
        /// plugin derived counts for nothing.
        public let hasNoEntry: Bool
        /// Contacts, goals, interventions and steps of linkages that are due, and what is amiss with
        /// linkages.
        public let due: [String]
        /// What to be glad of.
        public let celebrate: [String]
    }

    /// The latest school day of the students; nil where there was none.
    public var schoolDay: CalendarDate? { students.compactMap(\.schoolDay).max() }
    /// The students on the caseload: those who slipped first, then by name.
    public let students: [Student]

    /// The check of a mentor's caseload on the snapshot's day.
    ///
    /// - Parameter results: The latest results of scoring plugins, for students and domains at high risk.
    public init(
        _ snapshot: Snapshot, mentor: Int, pace: Pace = Pace(), results: [RunResults] = []
    ) {
        let risk = DomainRisk(results)
        let tiers = results.first { $0.run.plugin == StudentFields.plainScore(among: results) }
        let rows = snapshot.caseload(of: mentor)
        let waiting = snapshot.schoolsWaitingForToday(of: rows)
        students = rows.map { row in
            let isWaiting = waiting.contains(snapshot.students.schools[row])
            let end = isWaiting ? snapshot.asOf - 1 : snapshot.asOf
            let day = snapshot.enrolledDays(of: row, from: nil, through: end).last
            return Student(
                row: row, schoolDay: day, slipped: day.map { snapshot.slips(of: row, since: $0) } ?? [],
                hasNoEntry: day.map { !snapshot.hasEntry(row, since: $0) } ?? false,
                due: snapshot.due(row, pace) + snapshot.interventionMissing(row, tiers)
                    + snapshot.linkagesDue(row, pace, risk),
                celebrate: snapshot.celebrations(row, through: day))
        }
        .sorted { left, right in
            let (first, second) = (left.slipped.isEmpty ? 1 : 0, right.slipped.isEmpty ? 1 : 0)
            if first != second { return first < second }
            return (snapshot.name(of: left.row), left.row) < (snapshot.name(of: right.row), right.row)
        }
    }
}

extension Snapshot {
    /// Which of some students' schools have attendance on record, but none of the snapshot's day: in the morning
    /// nothing has come in, and the schools' systems need not tell at the same hour.
    fileprivate func schoolsWaitingForToday(of rows: [Int]) -> Set<Int32> {
        let wanted = Set(rows.map { students.schools[$0] })
        var (waiting, told): (Set<Int32>, Set<Int32>) = ([], [])
        for row in 0..<students.count where wanted.contains(students.schools[row]) {
            guard let last = attendance[row].last else { continue }
            if last.date == asOf {
                told.insert(students.schools[row])
            } else {
                waiting.insert(students.schools[row])
            }
        }
        return waiting.subtracting(told)
    }

    fileprivate func slips(of row: Int, since day: CalendarDate) -> [String] {
        let attendance = attendance[row].filter { $0.date >= day }.compactMap { event -> String? in
            if event.isFullDayAbsence { return "absent (\(event.code.name))" }
            if event.isMissedClass {
                return "missed a class" + (texts.ifKnown(event.period).map { " (period \($0))" } ?? "")
            }
            switch event.code {
            case .tardy: return "tardy"
            case .earlyDeparture: return "left early"
            default: return nil
            }
        }
        let discipline = discipline[row].filter { $0.date >= day }
            .map { $0.kind.name.replacing("_", with: " ") }
        let homework = homework[row].filter { $0.due >= day && $0.due <= asOf && $0.status == .notSubmitted }
            .map { "homework not submitted (\(texts[$0.title]))" }
        let failed = courseResults[row].filter { $0.date >= day && isFailed($0) }.map { result in
            "failed \(texts.ifKnown(result.course) ?? texts.ifKnown(result.subject) ?? "a course")"
        }
        return attendance + discipline + homework + failed + worseValues(row, since: day)
    }

    /// Whether a course was not passed: an F, or none of the credits attempted.
    private func isFailed(_ result: CourseResult) -> Bool {
        let letter = texts.ifKnown(result.letter)?.uppercased()
        return letter == "F" || (letter == nil && result.attemptedSoFar > 0 && result.earned == 0)
    }

    /// Indicators of which a value observed or answered is worse than the student's earlier ones by enough to tell.
    private func worseValues(_ row: Int, since day: CalendarDate) -> [String] {
        let observed = observations[row].lazy.filter { $0.date >= day }.map(\.indicator)
        let answered = surveyAnswers[row].lazy.filter { $0.date >= day }.compactMap(\.indicator)
        let numbers = Set(observed.map { Int($0) }).union(answered)
        return numbers.sorted().compactMap { number in
            let values = history(of: number, row: row, from: [.observations, .survey])
            let earlier = values.filter { $0.date < day }.map(\.value)
            let indicator = catalog.indicators[number]
            guard let last = values.last, last.date >= day, let before = earlier.last,
                indicator.isSlip(to: last.value, after: earlier)
            else { return nil }
            let title = indicator.title.lowercased()
            guard let usual = UsualValue(earlier) else {
                return "\(title) from \(short(before)) to \(short(last.value))"
            }
            return "\(title) \(short(last.value)), usually \(short((usual.mean * 10).rounded() / 10))"
        }
    }

    fileprivate func hasEntry(_ row: Int, since day: CalendarDate) -> Bool {
        let observations = observations
        return contacts[row].contains { $0.date >= day }
            || observations[row].indices.contains {
                observations.records[$0].date >= day && origin(of: $0, in: observations)?.isRun != true
            }
    }

    private func origin<Record>(of number: Int, in table: EventTable<Record>) -> RecordOrigin? {
        table.origins.number(of: number).map { origins[$0] }
    }

    /// The day on which an intervention was last looked at: it began, somebody noted something on it, or, of a basic
    /// one, talked with the student.
    private func lastReview(_ number: Int, of row: Int) -> CalendarDate {
        let intervention = interventions.records[number]
        let noted = origin(of: number, in: interventions).flatMap { $0.isEntry ? $0.day : nil }
        let talk =
            intervention.kind == .basic
            ? contacts[row].last { $0.constituent == .student }?.date : nil
        return max(intervention.start, noted ?? .unknown, talk ?? .unknown)
    }

    fileprivate func due(_ row: Int, _ pace: DailyCheck.Pace) -> [String] {
        func contact(with: Set<Constituent>, every days: Int, _ what: String) -> String? {
            guard let last = contacts[row].last(where: { with.contains($0.constituent) }) else {
                return "\(what): none on record"
            }
            let ago = asOf - last.date
            return ago >= days ? "\(what): the last one \(ago) days ago" : nil
        }
        var lines = [
            contact(with: [.student], every: pace.studentDays, "talk with the student"),
            contact(with: [.guardian], every: pace.familyDays, "contact with the family"),
        ].compactMap(\.self)
        for goal in goals[row] where goal.status == .active {
            guard let due = goal.due.ifKnown, due <= asOf + 7 else { continue }
            lines.append("goal '\(texts[goal.goal])' \(due < asOf ? "was due" : "is due") \(due)")
        }
        for number in interventions[row].indices {
            let intervention = interventions.records[number]
            guard intervention.isOpen, asOf - lastReview(number, of: row) >= pace.reviewDays else { continue }
            lines.append(
                "\(intervention.kind.name) intervention to review, day \(asOf - intervention.start) since "
                    + "\(intervention.start)")
        }
        for intervention in interventions[row]
        where intervention.status == .planned && intervention.start <= asOf {
            lines.append("\(intervention.kind.name) intervention to begin, planned for \(intervention.start)")
        }
        return lines
    }

    /// What the program asks for a student at high risk: an intensive intervention.
    fileprivate func interventionMissing(_ row: Int, _ tiers: RunResults?) -> [String] {
        guard let tiers, case .scored(let score)? = tiers.outcomes[id(of: row)], score.tier == Self.highRisk,
            !interventions[row].contains(where: {
                $0.kind == .intensive && $0.status != .stopped && $0.end == .unknown
            })
        else { return [] }
        return ["no intensive intervention, though at high risk (\(tiers.run.plugin))"]
    }

    /// The tier of students at high risk, as the program names it.
    private static var highRisk: String { InterventionKind.intensive.name }

    fileprivate func linkagesDue(_ row: Int, _ pace: DailyCheck.Pace, _ risk: DomainRisk) -> [String] {
        let review = LinkageReview(self, row: row)
        let services = directory.services
        let overlaps = review.overlaps.map { overlap in
            "two services of one kind (\(overlap.kind)): \(services[overlap.first.service].name) and "
                + services[overlap.second.service].name
        }
        let gaps = review.gaps(among: risk.domains(of: id(of: row))).map(\.name)
        let gap =
            gaps.isEmpty || services.isEmpty
            ? [] : ["nothing linked for \(gaps.joined(separator: ", ")), at high risk"]
        return review.due(pace.linkages) + overlaps + gap
    }

    fileprivate func celebrations(_ row: Int, through day: CalendarDate?) -> [String] {
        let lines = goals[row].compactMap { goal -> String? in
            guard goal.status == .reached, goal.closedOn > asOf - 7 else { return nil }
            return "reached the goal '\(texts[goal.goal])'"
        }
        // Every tenth day in a row, so that it stays something, and not all summer; without a day of which nothing is
        // known yet.
        guard let day, day > asOf - 7 else { return lines }
        let days = enrolledDays(of: row, from: nil, through: nil)
        let unknown = days.last.map { $0 > day } ?? true ? 1 : 0
        guard let streak = attendanceStreak(of: row).map({ $0 - unknown }), streak > 0, streak % 10 == 0
        else {
            return lines
        }
        // Who was sent home was not in school, whether attendance says so or not.
        let first = days.dropLast(unknown).suffix(streak).first ?? day
        let wasSentHome = discipline[row].contains { $0.kind == .outOfSchoolSuspension && $0.date >= first }
        return wasSentHome ? lines : lines + ["in school \(streak) days in a row"]
    }

    private func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
