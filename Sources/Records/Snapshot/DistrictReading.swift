import Engagement
import GRDB

/// Schools, terms, mentors, the calendar and the students.
extension SnapshotReader {
    mutating func readSchools(_ database: Database) throws {
        let found = try SQLiteStatement(
            database, "SELECT number, school_id, name, latitude, longitude FROM school ORDER BY school_id")
        while try found.step() {
            let school = School(
                id: Identifier(found.text(1)), name: found.text(2),
                coordinates: Coordinates(latitude: found.realIfKnown(3), longitude: found.realIfKnown(4)))
            schools[found.integer(0)] = builder.addSchool(school)
        }
    }

    mutating func readTerms(_ database: Database) throws {
        let found = try SQLiteStatement(
            database, "SELECT term_id, title, kind, start, \"end\" FROM term ORDER BY term_id")
        while try found.step() {
            guard let start = found.date(3), let end = found.date(4) else { continue }
            builder.addTerm(
                Term(
                    id: Identifier(found.text(0)), title: found.text(1),
                    kind: TermKind(rawValue: UInt32(found.integer(2))) ?? .term, start: start, end: end))
        }
    }

    mutating func readMentors(_ database: Database) throws {
        let trainings = try readTrainings(database)
        let events = try readEvents(database)
        let found = try SQLiteStatement(
            database,
            """
            SELECT number, mentor_id, name, education, years_home, years_school, caseload_limit
            FROM mentor ORDER BY mentor_id
            """)
        while try found.step() {
            mentors[found.integer(0)] = builder.addMentor(
                Mentor(
                    id: Identifier(found.text(1)), name: found.text(2), education: found.text(3),
                    yearsInHomeSettings: found.realIfKnown(4), yearsInSchoolSettings: found.realIfKnown(5),
                    caseloadLimit: found.isNull(6) ? nil : Int(found.integer(6)),
                    trainings: trainings[found.integer(0)] ?? [], events: events[found.integer(0)] ?? []))
        }
    }

    private mutating func readTrainings(_ database: Database) throws -> [Int64: [MentorTraining]] {
        var trainings: [Int64: [MentorTraining]] = [:]
        let found = try SQLiteStatement(
            database,
            "SELECT mentor, date, training, hours, import FROM training ORDER BY mentor, date, training")
        while try found.step() {
            let date = found.date(1)
            guard date ?? .unknown <= builder.asOf else { continue }
            trainings[found.integer(0), default: []].append(
                MentorTraining(
                    title: found.text(2), date: date, hours: found.realIfKnown(3),
                    origin: try origin(found.integer(4))))
        }
        return trainings
    }

    private mutating func readEvents(_ database: Database) throws -> [Int64: [MentorEvent]] {
        var events: [Int64: [MentorEvent]] = [:]
        let found = try SQLiteStatement(
            database,
            "SELECT mentor, date, name, kind, hours, note, import FROM event ORDER BY mentor, date, name")
        while try found.step() {
            guard let date = found.date(1), date <= builder.asOf else { continue }
            events[found.integer(0), default: []].append(
                MentorEvent(
                    date: date, kind: ActivityKind(rawValue: UInt32(found.integer(3))) ?? .schoolEvent,
                    name: found.text(2), hours: found.realIfKnown(4), note: found.text(5),
                    origin: try origin(found.integer(6))))
        }
        return events
    }

    /// Gives each school its days: its own rows go before those of every school. A school about which the
    /// calendar says nothing stays without one.
    mutating func readCalendar(_ database: Database) throws {
        var general: [CalendarDate: Bool] = [:]
        var own: [Int: [CalendarDate: Bool]] = [:]
        let found = try SQLiteStatement(
            database, "SELECT school, date, school_day FROM calendar ORDER BY school, date")
        while try found.step() {
            guard let date = found.date(1) else { continue }
            if found.integer(0) == 0 {
                general[date] = found.integer(2) != 0
            } else if let school = schools[found.integer(0)] {
                own[school, default: [:]][date] = found.integer(2) != 0
            }
        }
        for school in schools.values.sorted() {
            let days = general.merging(own[school] ?? [:]) { $1 }
            for (date, isSchoolDay) in days.sorted(by: { $0.key < $1.key }) where isSchoolDay {
                builder.addSchoolDay(date, school: school)
            }
        }
    }

    mutating func readStudents(_ database: Database) throws {
        let count = try Int.fetchOne(database, sql: "SELECT max(number) FROM student") ?? 0
        rows = [Int32](repeating: -1, count: count + 1)
        let earlier = try EarlierEnrollments(database)
        let found = try SQLiteStatement(
            database,
            """
            SELECT number, student_id, given_name, middle_name, family_name, preferred_name, grade, school,
            enrolled_from, enrolled_to, language FROM student ORDER BY student_id
            """)
        while try found.step() {
            var student = StudentRecord(id: Identifier(found.text(1)))
            student.givenName = found.text(2)
            student.middleName = found.text(3)
            student.familyName = found.text(4)
            student.preferredName = found.text(5)
            student.grade = found.isNull(6) ? nil : Int8(truncatingIfNeeded: found.integer(6))
            student.school = found.isNull(7) ? nil : schools[found.integer(7)]
            student.enrolledFrom = found.date(8)
            student.enrolledTo = found.date(9)
            student.language = found.text(10)
            earlier.apply(to: &student, number: found.integer(0), asOf: builder.asOf) { schools[$0] }
            if let row = builder.addStudent(student) { rows[Int(found.integer(0))] = Int32(row) }
        }
    }

    mutating func readCaseloads(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT caseload.student, caseload.mentor, caseload."from", caseload."to", caseload.import
            FROM caseload
            JOIN mentor ON mentor.number = caseload.mentor
            ORDER BY caseload.student, caseload."from", mentor.mentor_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let mentor = mentors[found.integer(1)] else { continue }
            try setOrigin(found.integer(4))
            builder.add(
                CaseloadAssignment(
                    mentor: mentor, from: found.date(2) ?? .unknown, to: found.date(3) ?? .unknown),
                to: row)
        }
    }
}
