/// A district as it stood on one day: everything a run computes with, as one value that never changes.
///
/// Students are rows. What is known about them stands in columns and in tables of events that are
/// grouped by row. What is not known is missing (NaN, ``CalendarDate/unknown``, ``Text/none``), never zero.
public struct Snapshot: Sendable {
    /// The day the snapshot shows. Nothing later is in it.
    public let asOf: CalendarDate
    /// The first day of the school year that counts: the one `asOf` lies in, otherwise the latest one
    /// begun before it; unknown where the district has none, and then everything on record counts.
    public let schoolYearStart: CalendarDate
    /// The texts that columns and events name.
    public let texts: TextPool
    /// The district's schools, in the byte order of their ids.
    public let schools: [School]
    /// The terms, in the order of their first days.
    public let terms: [Term]
    /// The mentors, in the byte order of their ids.
    public internal(set) var mentors: [Mentor]
    /// The indicators, built-in and the district's own.
    public let catalog: IndicatorCatalog
    /// The community's services.
    public let directory: ServiceDirectory
    /// The students enrolled on ``asOf``.
    public let students: StudentColumns
    /// The school days up to ``asOf``, by the number of the school.
    public let schoolDays: EventTable<CalendarDate>
    public let demographics: EventTable<Demographic>
    public let attendance: EventTable<AttendanceEvent>
    public let discipline: EventTable<DisciplineEvent>
    /// What diplomas require, by diploma and then by subject.
    public let graduationRequirements: [GraduationRequirement]
    /// The diploma each student is heading for; none for those heading for the one of everybody.
    public let graduationPlans: EventTable<GraduationPlan>
    public let creditWaivers: EventTable<CreditWaiver>
    public let courseResults: EventTable<CourseResult>
    public let homework: EventTable<HomeworkItem>
    public let observations: EventTable<Observation>
    public let surveyAnswers: EventTable<SurveyAnswer>
    public let activities: EventTable<Activity>
    public let guardians: EventTable<Guardian>
    public let contacts: EventTable<Contact>
    public let interventions: EventTable<Intervention>
    public let goals: EventTable<Goal>
    /// How far the students had come with their ``goals``, by day.
    public let goalProgress: EventTable<GoalProgress>
    public let strengths: EventTable<Strength>
    /// What became of the students.
    public let outcomes: EventTable<Outcome>
    /// The steps of the students' linkages to services; see ``linkages(of:)``.
    public let linkageSteps: EventTable<LinkageStep>
    /// The mentors each student has on ``asOf``.
    public let caseloads: EventTable<CaseloadAssignment>
    /// Who recorded the records, when and from where.
    public let origins: OriginTable
    /// The latest value of each indicator for each student, by the kind of record it comes from.
    public internal(set) var indicatorColumns: [IndicatorColumn]
    /// SHA-256 over the content, in lower-case hexadecimal: equal snapshots have equal fingerprints.
    public internal(set) var fingerprint: String
    /// Where the columns lie so that other processes can map them; nil for a snapshot that has to be copied.
    package var memory: ColumnMemory?

    /// The row of the student with this id; nil if no such student is enrolled on ``asOf``.
    public func row(of id: Identifier) -> Int? {
        var low = 0
        var high = students.count
        while low < high {
            let middle = (low + high) / 2
            if texts.utf8(students.ids[middle]).lexicographicallyPrecedes(id.text.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < students.count, texts.utf8(students.ids[low]).elementsEqual(id.text.utf8) else {
            return nil
        }
        return low
    }

    /// The id of the student in a row.
    public func id(of row: Int) -> Identifier {
        Identifier(texts[students.ids[row]])
    }

    /// The name for people of the student in a row: preferred or given name, then family name; the id
    /// where no name is known.
    public func name(of row: Int) -> String {
        let given = texts.ifKnown(students.preferredNames[row]) ?? texts[students.givenNames[row]]
        let family = texts[students.familyNames[row]]
        let name = given.isEmpty || family.isEmpty ? given + family : "\(given) \(family)"
        return name.isEmpty ? texts[students.ids[row]] : name
    }

    /// The school of the student in a row; nil where not known.
    public func school(of row: Int) -> School? {
        let number = Int(students.schools[row])
        return number < 0 ? nil : schools[number]
    }

    /// The student's year of schooling; nil where ungraded or not known.
    public func grade(of row: Int) -> Int? {
        let grade = students.grades[row]
        return grade == StudentColumns.unknownGrade ? nil : Int(grade)
    }

    /// The rows of the students in a mentor's care, ascending.
    public func caseload(of mentor: Int) -> [Int] {
        (0..<students.count).filter { row in caseloads[row].contains { $0.mentor == mentor } }
    }

    /// The latest value of an indicator for a student and its day, from records of these kinds.
    ///
    /// - Returns: nil where there is none.
    public func value(of indicator: Int, row: Int, from kinds: Set<RecordKind>) -> (
        value: Double, date: CalendarDate
    )? {
        var latest: (value: Double, date: CalendarDate)?
        for column in indicatorColumns where column.indicator == indicator && kinds.contains(column.kind) {
            guard let value = column.value(row: row) else { continue }
            if latest == nil || latest!.date < value.date { latest = value }
        }
        return latest
    }
}
