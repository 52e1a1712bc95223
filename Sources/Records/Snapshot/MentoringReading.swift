import Engagement
import GRDB

/// What mentoring leaves behind, each table by student and then by day.
extension SnapshotReader {
    mutating func readGuardians(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, name, relationship, phone, email, language, is_primary, import FROM guardian
            ORDER BY student, guardian_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)) else { continue }
            try setOrigin(found.integer(7))
            let name = builder.intern(found.utf8(1))
            let relationship = builder.intern(found.utf8(2))
            let phone = builder.intern(found.utf8(3))
            let email = builder.intern(found.utf8(4))
            builder.add(
                Guardian(
                    name: name, relationship: relationship, phone: phone, email: email,
                    language: builder.intern(found.utf8(5)), isPrimary: found.integer(6) == 1), to: row)
        }
    }

    mutating func readContacts(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, date, mentor, "with", role, setting, ifnull(mode, -1), ifnull(minutes, -1), person,
            note, contact.import FROM contact JOIN mentor ON mentor.number = contact.mentor
            ORDER BY student, date, mentor_id, "with", contact_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1) else { continue }
            try setOrigin(found.integer(10))
            let person = builder.intern(found.utf8(8))
            let minutes = found.integer(7)
            builder.add(
                Contact(
                    date: date, mentor: mentors[found.integer(2)], with: word(found.integer(3)) ?? .student,
                    role: word(found.integer(4)), setting: word(found.integer(5)),
                    mode: word(found.integer(6)), minutes: minutes < 0 ? nil : Int(minutes), person: person,
                    note: builder.intern(found.utf8(9))), to: row)
        }
    }

    mutating func readInterventions(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, start, "end", kind, focus, ifnull(role, -1), ifnull(status, -1),
            ifnull(mentor, -1), indicators, outcome, note, import FROM intervention
            ORDER BY student, start, kind, focus, intervention_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let start = found.date(1) else { continue }
            try setOrigin(found.integer(11))
            let end = found.date(2) ?? .unknown
            let indicators = builder.intern(found.utf8(8))
            let outcome = builder.intern(found.utf8(9))
            builder.add(
                Intervention(
                    start: start, end: end, kind: word(found.integer(3)) ?? .basic,
                    focus: word(found.integer(4)), role: word(found.integer(5)),
                    status: word(found.integer(6)) ?? (end == .unknown ? .active : .completed),
                    mentor: mentors[found.integer(7)], indicators: indicators, outcome: outcome,
                    note: builder.intern(found.utf8(10))), to: row)
        }
    }

    mutating func readGoals(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, set_on, due, closed_on, ifnull(status, -1), goal, progress, import FROM goal
            ORDER BY student, set_on, goal
            """)
        // What is known of a day stays so, whatever is said of later ones.
        let known = try SQLiteStatement(
            database,
            """
            SELECT date, progress, import FROM goal_progress
            WHERE student = ? AND set_on = ? AND goal = ? AND date <= ? ORDER BY date
            """)
        known.bind(Int64(builder.asOf.dayNumber), at: 4)
        var (student, place) = (Int64(-1), 0)
        while try found.step() {
            guard let row = row(found.integer(0)), let setOn = found.date(1), setOn <= builder.asOf else {
                continue
            }
            if found.integer(0) != student { (student, place) = (found.integer(0), 0) }
            var progress = found.realIfKnown(6).map { Int($0.rounded()) }
            known.bind(student, at: 1)
            known.bind(found.integer(1), at: 2)
            known.bind(found.utf8(5), at: 3)
            while try known.step(), let date = known.date(0) {
                let percent = Int(known.real(1).rounded())
                try setOrigin(known.integer(2))
                builder.add(GoalProgress(date: date, goal: place, progress: percent), to: row)
                progress = percent
            }
            known.reset()
            try setOrigin(found.integer(7))
            builder.add(
                Goal(
                    setOn: setOn, due: found.date(2) ?? .unknown, closedOn: found.date(3) ?? .unknown,
                    status: word(found.integer(4)) ?? .active, goal: builder.intern(found.utf8(5)),
                    progress: progress), to: row)
            place += 1
        }
    }

    mutating func readStrengths(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            "SELECT student, date, strength, recorder, import FROM strength ORDER BY student, date, strength")
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1) else { continue }
            try setOrigin(found.integer(4))
            let strength = builder.intern(found.utf8(2))
            builder.add(
                Strength(date: date, strength: strength, recorder: builder.intern(found.utf8(3))), to: row)
        }
    }

    /// The word with this number; nil for the number that stands for none.
    func word<Word: Vocabulary>(_ number: Int64) -> Word? {
        number < 0 ? nil : Word(rawValue: UInt32(number))
    }
}
