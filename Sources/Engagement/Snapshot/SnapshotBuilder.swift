/// Gathers a district's records and makes a ``Snapshot`` of them.
///
/// ```swift
/// var builder = SnapshotBuilder(asOf: date, catalog: IndicatorCatalog())
/// let school = builder.addSchool(School(id: "north", name: "North High"))
/// var student = StudentRecord(id: "S-1042")
/// student.school = school
/// if let row = builder.addStudent(student) {
///     builder.add(AttendanceEvent(date: day, code: .unexcused), to: row)
/// }
/// let snapshot = builder.finish()
/// ```
/// Records may come in any order of students. Those of one student must come in the order of their
/// dates, and within a day in an order that depends on the content only, since it shows in the
/// fingerprint. What lies after the snapshot's day is left out.
public struct SnapshotBuilder {
    /// The day the snapshot will show.
    public let asOf: CalendarDate
    /// The indicators, built-in and the district's own.
    public let catalog: IndicatorCatalog
    /// Whether the snapshot lies in memory that worker processes can map where it is. Not to be had in a worker.
    public var isShared = false
    /// The community's services, to which linkages refer by number.
    public var directory = ServiceDirectory()
    /// The number of the origin of the records that are added from now on; -1 where nobody says.
    var origin: Int32 = -1
    var origins = OriginTableBuilder()
    var texts = TextPoolBuilder()
    var schools: [School] = []
    var terms: [Term] = []
    var mentors: [Mentor] = []
    var students: [(ids: Text, given: Text, middle: Text, family: Text, preferred: Text, language: Text)] = []
    var grades: [Int8] = []
    var studentSchools: [Int32] = []
    var enrolledFrom: [CalendarDate] = []
    var enrolledTo: [CalendarDate] = []
    var schoolDays = EventTableBuilder<CalendarDate>()
    var schoolsWithCalendar: Set<Int> = []
    var demographics = EventTableBuilder<Demographic>()
    var attendance = EventTableBuilder<AttendanceEvent>()
    var discipline = EventTableBuilder<DisciplineEvent>()
    var courseResults = EventTableBuilder<CourseResult>()
    var graduationRequirements: [GraduationRequirement] = []
    var graduationPlans = EventTableBuilder<GraduationPlan>()
    var creditWaivers = EventTableBuilder<CreditWaiver>()
    var homework = EventTableBuilder<HomeworkItem>()
    var observations = EventTableBuilder<Observation>()
    var surveyAnswers = EventTableBuilder<SurveyAnswer>()
    var activities = EventTableBuilder<Activity>()
    var guardians = EventTableBuilder<Guardian>()
    var contacts = EventTableBuilder<Contact>()
    var interventions = EventTableBuilder<Intervention>()
    var goals = EventTableBuilder<Goal>()
    var goalProgress = EventTableBuilder<GoalProgress>()
    var strengths = EventTableBuilder<Strength>()
    var outcomes = EventTableBuilder<Outcome>()
    var linkageSteps = EventTableBuilder<LinkageStep>()
    var caseloads = EventTableBuilder<CaseloadAssignment>()

    /// An empty district on a day.
    public init(asOf: CalendarDate, catalog: IndicatorCatalog = IndicatorCatalog()) {
        self.asOf = asOf
        self.catalog = catalog
    }

    /// The number of a text given as UTF-8, for use in records.
    public mutating func intern(_ utf8: UnsafeBufferPointer<UInt8>) -> Text { texts.intern(utf8) }

    /// The number of a text, for use in records.
    public mutating func intern(_ text: String) -> Text { texts.intern(text) }

    /// Adds an origin, from which no record is yet.
    ///
    /// - Returns: The origin's number.
    public mutating func addOrigin(_ origin: RecordOrigin) -> Int { Int(origins.add(origin)) }

    /// Says from where the records are that are added from now on.
    ///
    /// - Parameter origin: The number that ``addOrigin(_:)`` gave; nil where nobody says.
    public mutating func setOrigin(_ origin: Int?) { self.origin = origin.map { Int32($0) } ?? -1 }

    /// Adds a school; schools must come in the byte order of their ids.
    ///
    /// - Returns: The school's number.
    public mutating func addSchool(_ school: School) -> Int {
        schools.append(school)
        return schools.count - 1
    }

    /// Adds a term.
    public mutating func addTerm(_ term: Term) {
        terms.append(term)
    }

    /// Adds a mentor; mentors must come in the byte order of their ids.
    ///
    /// - Returns: The mentor's number.
    public mutating func addMentor(_ mentor: Mentor) -> Int {
        mentors.append(mentor)
        return mentors.count - 1
    }

    /// Adds a day on which a school teaches; days must come in ascending order.
    public mutating func addSchoolDay(_ date: CalendarDate, school: Int) {
        schoolsWithCalendar.insert(school)
        if date <= asOf { schoolDays.append(date, row: school) }
    }

    /// Adds a student; students must come in the byte order of their ids.
    ///
    /// - Returns: The student's row; nil if the student is not enrolled on the snapshot's day and
    ///   stays out, with all that belongs to the student.
    public mutating func addStudent(_ student: StudentRecord) -> Int? {
        if let from = student.enrolledFrom, from > asOf { return nil }
        if let to = student.enrolledTo, to < asOf { return nil }
        students.append(
            (
                intern(student.id.text), intern(student.givenName), intern(student.middleName),
                intern(student.familyName), intern(student.preferredName), intern(student.language)
            ))
        grades.append(student.grade ?? StudentColumns.unknownGrade)
        studentSchools.append(student.school.map { Int32($0) } ?? -1)
        enrolledFrom.append(student.enrolledFrom ?? .unknown)
        enrolledTo.append(student.enrolledTo ?? .unknown)
        return students.count - 1
    }

    public mutating func add(_ demographic: Demographic, to row: Int) {
        demographics.append(demographic, row: row, origin: origin)
    }

    public mutating func add(_ event: AttendanceEvent, to row: Int) {
        if event.date <= asOf { attendance.append(event, row: row, origin: origin) }
    }

    public mutating func add(_ event: DisciplineEvent, to row: Int) {
        if event.date <= asOf { discipline.append(event, row: row, origin: origin) }
    }

    public mutating func add(_ result: CourseResult, to row: Int) {
        if result.date <= asOf { courseResults.append(result, row: row, origin: origin) }
    }

    /// Adds a requirement; requirements must come in an order that depends on their content only.
    public mutating func add(_ requirement: GraduationRequirement) {
        graduationRequirements.append(requirement)
    }

    public mutating func add(_ plan: GraduationPlan, to row: Int) {
        graduationPlans.append(plan, row: row, origin: origin)
    }

    public mutating func add(_ waiver: CreditWaiver, to row: Int) {
        if waiver.date <= asOf { creditWaivers.append(waiver, row: row, origin: origin) }
    }

    /// Adds a piece of homework; one that is not due yet on the snapshot's day is in it, but counts nowhere.
    public mutating func add(_ piece: HomeworkItem, to row: Int) {
        if piece.assigned <= asOf { homework.append(piece, row: row, origin: origin) }
    }

    public mutating func add(_ observation: Observation, to row: Int) {
        if observation.date <= asOf { observations.append(observation, row: row, origin: origin) }
    }

    public mutating func add(_ answer: SurveyAnswer, to row: Int) {
        if answer.date <= asOf { surveyAnswers.append(answer, row: row, origin: origin) }
    }

    public mutating func add(_ activity: Activity, to row: Int) {
        if activity.date <= asOf { activities.append(activity, row: row, origin: origin) }
    }

    public mutating func add(_ guardian: Guardian, to row: Int) {
        guardians.append(guardian, row: row, origin: origin)
    }

    public mutating func add(_ contact: Contact, to row: Int) {
        if contact.date <= asOf { contacts.append(contact, row: row, origin: origin) }
    }

    /// Adds an intervention; one that ends after the snapshot's day has not ended on it, and one that is planned for a
    /// later day is planned.
    public mutating func add(_ intervention: Intervention, to row: Int) {
        guard intervention.start <= asOf || intervention.status == .planned else { return }
        let isOpen = intervention.end > asOf
        interventions.append(
            isOpen
                ? Intervention(
                    start: intervention.start, end: .unknown, kind: intervention.kind,
                    focus: intervention.focus, role: intervention.role,
                    status: intervention.status == .planned ? .planned : .active, mentor: intervention.mentor,
                    indicators: intervention.indicators, note: intervention.note)
                : intervention, row: row, origin: origin)
    }

    /// Adds a goal; one that is closed after the snapshot's day is open on it, with the progress that it had.
    public mutating func add(_ goal: Goal, to row: Int) {
        guard goal.setOn <= asOf else { return }
        let isOpen = goal.closedOn > asOf
        goals.append(
            isOpen
                ? Goal(
                    setOn: goal.setOn, due: goal.due, closedOn: .unknown, status: .active, goal: goal.goal,
                    progress: goal.progress)
                : goal, row: row, origin: origin)
    }

    /// Adds how far a student had come with a goal that has been added.
    public mutating func add(_ progress: GoalProgress, to row: Int) {
        if progress.date <= asOf { goalProgress.append(progress, row: row, origin: origin) }
    }

    public mutating func add(_ strength: Strength, to row: Int) {
        if strength.date <= asOf { strengths.append(strength, row: row, origin: origin) }
    }

    /// Adds an outcome; one that was known after the snapshot's day only stays out.
    public mutating func add(_ outcome: Outcome, to row: Int) {
        if outcome.date <= asOf { outcomes.append(outcome, row: row, origin: origin) }
    }

    public mutating func add(_ step: LinkageStep, to row: Int) {
        if step.date <= asOf { linkageSteps.append(step, row: row, origin: origin) }
    }

    /// Adds a mentor's care for a student; one that has not begun or has ended on the snapshot's day stays out.
    public mutating func add(_ assignment: CaseloadAssignment, to row: Int) {
        if assignment.from <= asOf, assignment.to == .unknown || assignment.to >= asOf {
            caseloads.append(assignment, row: row, origin: origin)
        }
    }
}
