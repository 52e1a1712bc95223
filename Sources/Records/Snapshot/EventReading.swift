import Engagement
import GRDB

/// What is known about students, each table by student and then by day.
extension SnapshotReader {
    mutating func readDemographics(_ database: Database) throws {
        let found = try SQLiteStatement(
            database, "SELECT student, name, value, import FROM demographic ORDER BY student, name")
        while try found.step() {
            guard let row = row(found.integer(0)) else { continue }
            try setOrigin(found.integer(3))
            let name = builder.intern(found.utf8(1))
            builder.add(Demographic(name: name, value: builder.intern(found.utf8(2))), to: row)
        }
    }

    mutating func readAttendance(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, date, code, period, reason, import FROM attendance
            ORDER BY student, date, slot, period
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1) else { continue }
            try setOrigin(found.integer(5))
            let period = builder.intern(found.utf8(3))
            builder.add(
                AttendanceEvent(
                    date: date, code: AttendanceCode(rawValue: UInt32(found.integer(2))) ?? .present,
                    period: period, reason: builder.intern(found.utf8(4))), to: row)
        }
    }

    mutating func readDiscipline(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, date, kind, days, import, incident_id, note FROM discipline
            ORDER BY student, date, kind, incident_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1) else { continue }
            try setOrigin(found.integer(4))
            let incident = builder.intern(found.utf8(5))
            builder.add(
                DisciplineEvent(
                    date: date, kind: DisciplineKind(rawValue: UInt32(found.integer(2))) ?? .referral,
                    days: found.real(3), incident: incident, note: builder.intern(found.utf8(6))), to: row)
        }
    }

    mutating func readCredits(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, date, term, course, subject, grade, percent, attempted, earned, in_progress,
            import FROM credit ORDER BY student, date, term, course, subject, source_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)) else { continue }
            try setOrigin(found.integer(10))
            let term = builder.intern(found.utf8(2))
            let course = builder.intern(found.utf8(3))
            let subject = builder.intern(found.utf8(4))
            let letter = builder.intern(found.utf8(5))
            builder.add(
                CourseResult(
                    date: found.date(1) ?? .unknown, term: term, course: course, subject: subject,
                    letter: letter, percent: found.realIfKnown(6), attempted: found.realIfKnown(7),
                    earned: found.realIfKnown(8), inProgress: found.realIfKnown(9)), to: row)
        }
    }

    mutating func readHomework(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, assigned, due, title, status, score, maximum, import FROM homework
            ORDER BY student, assigned, due, homework_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)) else { continue }
            try setOrigin(found.integer(7))
            let title = builder.intern(found.utf8(3))
            builder.add(
                HomeworkItem(
                    assigned: found.date(1) ?? .unknown, due: found.date(2) ?? .unknown, title: title,
                    status: HomeworkStatus(rawValue: UInt32(found.integer(4))) ?? .exempt,
                    score: found.realIfKnown(5), maximum: found.realIfKnown(6)), to: row)
        }
    }

    mutating func readObservations(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT observation.student, observation.date, observation.indicator, value, setting, recorder,
            note, observation.import FROM observation JOIN indicator ON indicator.number = observation.indicator
            ORDER BY observation.student, observation.date, indicator.id, setting, recorder
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1),
                let indicator = indicators[found.integer(2)]
            else { continue }
            try setOrigin(found.integer(7))
            let setting = found.integer(4)
            let recorder = builder.intern(found.utf8(5))
            builder.add(
                Observation(
                    date: date, indicator: indicator, value: found.real(3),
                    setting: setting < 0 ? nil : Setting(rawValue: UInt32(setting)), recorder: recorder,
                    note: builder.intern(found.utf8(6))), to: row)
        }
    }

    mutating func readSurveys(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, date, instrument, subscale, item, value, import FROM survey_answer
            ORDER BY student, date, instrument, subscale, item
            """)
        var measured: [Text: Int?] = [:]
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1) else { continue }
            try setOrigin(found.integer(6))
            let instrument = builder.intern(found.utf8(2))
            let subscale = builder.intern(found.utf8(3))
            if measured[subscale] == nil {
                measured[subscale] = .some(builder.catalog.number(ofSubscale: found.text(3)))
            }
            builder.add(
                SurveyAnswer(
                    date: date, indicator: measured[subscale] ?? nil, instrument: instrument,
                    subscale: subscale, item: builder.intern(found.utf8(4)), value: found.real(5)), to: row)
        }
    }

    mutating func readActivities(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            "SELECT student, date, kind, name, hours, import FROM activity ORDER BY student, date, kind, name"
        )
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1) else { continue }
            try setOrigin(found.integer(5))
            let name = builder.intern(found.utf8(3))
            builder.add(
                Activity(
                    date: date, kind: ActivityKind(rawValue: UInt32(found.integer(2))) ?? .extracurricular,
                    name: name, hours: found.real(4)), to: row)
        }
    }

    mutating func readOutcomes(_ database: Database) throws {
        let found = try SQLiteStatement(
            database, "SELECT student, date, outcome, value, import FROM outcome ORDER BY student, outcome")
        while try found.step() {
            guard let row = row(found.integer(0)) else { continue }
            try setOrigin(found.integer(4))
            builder.add(
                Outcome(
                    date: found.date(1) ?? .unknown, name: builder.intern(found.utf8(2)),
                    value: found.real(3)), to: row)
        }
    }
}
