extension SnapshotBuilder {
    /// The snapshot of all that was added. The builder is used up.
    public consuming func finish() -> Snapshot {
        addMissingCalendars()
        let memory = isShared ? ColumnMemory() : nil
        var renumbering = TextRenumbering(texts, in: memory)
        texts = TextPoolBuilder()
        let rows = students.count
        let columns = StudentColumns(
            ids: renumbering.renumber(students.map(\.ids)),
            givenNames: renumbering.renumber(students.map(\.given)),
            middleNames: renumbering.renumber(students.map(\.middle)),
            familyNames: renumbering.renumber(students.map(\.family)),
            preferredNames: renumbering.renumber(students.map(\.preferred)),
            grades: Column(grades, in: memory),
            schools: Column(studentSchools, in: memory),
            enrolledFrom: Column(enrolledFrom, in: memory),
            enrolledTo: Column(enrolledTo, in: memory),
            languages: renumbering.renumber(students.map(\.language)))
        let sortedTerms = terms.sorted { ($0.start, $0.end, $0.id) < ($1.start, $1.end, $1.id) }
        let years = sortedTerms.filter { $0.kind == .schoolYear && $0.start <= asOf }
        let schoolDays = schoolDays.finish(rowCount: schools.count, texts: &renumbering)
        let demographics = demographics.finish(rowCount: rows, texts: &renumbering)
        let attendance = attendance.finish(rowCount: rows, texts: &renumbering)
        let discipline = discipline.finish(rowCount: rows, texts: &renumbering)
        let courseResults = courseResults.finish(rowCount: rows, texts: &renumbering)
        let homework = homework.finish(rowCount: rows, texts: &renumbering)
        let observations = observations.finish(rowCount: rows, texts: &renumbering)
        let surveyAnswers = surveyAnswers.finish(rowCount: rows, texts: &renumbering)
        let activities = activities.finish(rowCount: rows, texts: &renumbering)
        let guardians = guardians.finish(rowCount: rows, texts: &renumbering)
        let contacts = contacts.finish(rowCount: rows, texts: &renumbering)
        let interventions = interventions.finish(rowCount: rows, texts: &renumbering)
        let goals = goals.finish(rowCount: rows, texts: &renumbering)
        let goalProgress = goalProgress.finish(rowCount: rows, texts: &renumbering)
        let strengths = strengths.finish(rowCount: rows, texts: &renumbering)
        let outcomes = outcomes.finish(rowCount: rows, texts: &renumbering)
        let linkageSteps = linkageSteps.finish(rowCount: rows, texts: &renumbering)
        let graduationPlans = graduationPlans.finish(rowCount: rows, texts: &renumbering)
        let creditWaivers = creditWaivers.finish(rowCount: rows, texts: &renumbering)
        let caseloads = caseloads.finish(rowCount: rows, texts: &renumbering)
        var snapshot = Snapshot(
            asOf: asOf,
            schoolYearStart: years.last?.start ?? .unknown,
            texts: renumbering.new.finish(in: memory),
            schools: schools, terms: sortedTerms, mentors: mentors, catalog: catalog,
            directory: directory, students: columns,
            schoolDays: schoolDays, demographics: demographics, attendance: attendance,
            discipline: discipline, graduationRequirements: graduationRequirements,
            graduationPlans: graduationPlans, creditWaivers: creditWaivers, courseResults: courseResults,
            homework: homework,
            observations: observations, surveyAnswers: surveyAnswers, activities: activities,
            guardians: guardians, contacts: contacts, interventions: interventions, goals: goals,
            goalProgress: goalProgress,
            strengths: strengths, outcomes: outcomes, linkageSteps: linkageSteps,
            caseloads: caseloads, origins: origins.finish(in: memory), indicatorColumns: [], fingerprint: "",
            memory: memory)
        snapshot.indicatorColumns = snapshot.currentValues()
        snapshot.fingerprint = snapshot.contentFingerprint()
        snapshot.seal()
        return snapshot
    }

    /// Gives a school without a calendar the days on which anybody's attendance was noted there: where
    /// nobody says which days are school days, a day on which attendance was taken was one.
    private mutating func addMissingCalendars() {
        var days = [Set<CalendarDate>](repeating: [], count: schools.count)
        attendance.visitRecords { event, row in
            let school = Int(studentSchools[row])
            if school >= 0, !schoolsWithCalendar.contains(school) { days[school].insert(event.date) }
        }
        for (school, dates) in days.enumerated() {
            for date in dates.sorted() { schoolDays.append(date, row: school) }
        }
    }
}
