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

        /// Days after which an open intervention is due for review, again and again, for a week each time:
        /// the program looks at risk over a month of data.
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

    /// The last school day of the caseload's schools, up to the snapshot's day, but not this day as long as nobody's
    /// attendance of it is on record; nil where there was none.
    public let schoolDay: CalendarDate?
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
        let end = snapshot.isInOfToday ? snapshot.asOf : snapshot.asOf - 1
        let day = rows.compactMap { snapshot.enrolledDays(of: $0, from: nil, through: end).last }.max()
        schoolDay = day
        students = rows.map { row in
            Student(
                row: row, slipped: day.map { snapshot.slips(of: row, since: $0) } ?? [],
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
    /// Whether what happened on the snapshot's day has come in: in the morning nothing has, and in a district without
    /// any attendance nothing ever does.
    fileprivate var isInOfToday: Bool {
        attendance.isEmpty || attendance.records.contains { $0.date == asOf }
            || discipline.records.contains { $0.date == asOf }
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
        return letter == "F" || (letter == nil && result.attempted > 0 && result.earned == 0)
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

    /// Whether somebody has noted something on an intervention since a day.
    private func isNoted(_ number: Int, since day: CalendarDate) -> Bool {
        guard let origin = origin(of: number, in: interventions), origin.isEntry else { return false }
        return origin.day >= day
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
            guard intervention.status == .active, intervention.end == .unknown else { continue }
            let days = asOf - intervention.start
            let overdue = days % pace.reviewDays
            guard days >= pace.reviewDays, overdue < 7, !isNoted(number, since: asOf - overdue) else {
                continue
            }
            lines.append(
                "\(intervention.kind.name) intervention to review, day \(days) since \(intervention.start)")
        }
        for intervention in interventions[row] where intervention.status == .planned {
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
        var lines = goals[row].compactMap { goal -> String? in
            guard goal.status == .reached, goal.closedOn > asOf - 7 else { return nil }
            return "reached the goal '\(texts[goal.goal])'"
        }
        // Every tenth day in a row, so that it stays something; without a day of which nothing is known yet.
        let days = enrolledDays(of: row, from: nil, through: nil)
        let unknown = days.last.map { last in day.map { last > $0 } ?? true } ?? true ? 1 : 0
        if let streak = attendanceStreak(of: row).map({ $0 - unknown }), streak > 0, streak % 10 == 0 {
            lines.append("in school \(streak) days in a row")
        }
        return lines
    }

    private func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
