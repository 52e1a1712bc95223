import Engagement
import GRDB

/// Students, their enrollment, demographics, programs and guardians.
extension EdFiFeed {
    func feedStudents(_ session: ImportSession) throws {
        let schools = try schoolsOnRecord(session)
        let isEnrolled = !lookUps.enrollments.isEmpty
        var columns = [0, 1, 2, 3, 4]
        if isEnrolled {
            columns += [5, 6, 7, 8]
        } else if !lookUps.attended.isEmpty {
            columns.append(6)
        }
        try read(["Student"], into: .students, columns: columns, session) { row in
            let id = row.record.text("StudentUniqueId")
            row.loader.beginRow()
            try row.set(0, from: "StudentUniqueId")
            try row.set(1, from: "Name/FirstName")
            try row.set(2, from: "Name/MiddleName")
            try row.set(3, from: "Name/LastSurname")
            try row.set(4, from: "Name/PreferredFirstName")
            if isEnrolled {
                if let enrollment = lookUps.enrollments[id] { try set(enrollment, row) }
            } else if columns.contains(6) {
                let school = schools[id] ?? lookUps.attended[id]?.school ?? ""
                // Attendance at a school that is not on record does not keep its student out.
                if try row.knows(.school, school) { try row.set(6, .school, school) }
            }
            try row.end()
        }
        try session.finish(.students)
        try feedEnrollments(session)
        try feedSchoolsAttended(session, onRecord: schools)
    }

    private func set(_ enrollment: EdFiLookUps.Enrollment, _ row: EdFiRow) throws {
        try row.set(5, enrollment.grade, from: "EntryGradeLevel")
        if !enrollment.school.isEmpty { try row.set(6, .school, enrollment.school) }
        try row.set(7, enrollment.entry, from: "EntryDate")
        try row.set(8, enrollment.exit, from: "ExitWithdrawDate")
    }

    /// Enrollment of students who are in no Student record of the call.
    private func feedEnrollments(_ session: ImportSession) throws {
        try read(["StudentSchoolAssociation"], into: .students, columns: [0, 5, 6, 7, 8], session) { row in
            let id = lookUps.student(of: row.record)
            guard !lookUps.named.contains(id), let enrollment = lookUps.enrollments[id],
                enrollment.file == row.file, enrollment.line == row.record.line
            else { return }
            row.loader.beginRow()
            try row.set(0, .student, id)
            try set(enrollment, row)
            try row.end()
        }
        try session.finish(.students)
    }

    /// Where students were enrolled before.
    func feedEarlierEnrollments(_ session: ImportSession) throws {
        try read(
            ["StudentSchoolAssociation"], into: .earlierEnrollments, columns: [0, 1, 2, 3, 4], session
        ) { row in
            let id = lookUps.student(of: row.record)
            let enrollment = EdFiLookUps.Enrollment(row.record, file: row.file)
            guard let latest = lookUps.enrollments[id], enrollment.entry < latest.entry,
                let begin = CalendarDate(latest.entry), try row.knows(.student, id)
            else { return }
            let exit = CalendarDate(enrollment.exit) ?? begin - 1
            row.loader.beginRow()
            try row.set(0, .student, id)
            try row.set(1, enrollment.entry, from: "EntryDate")
            try row.set(2, min(exit, begin - 1).description, from: "ExitWithdrawDate")
            if !enrollment.school.isEmpty { try row.set(3, .school, enrollment.school) }
            try row.set(4, enrollment.grade, from: "EntryGradeLevel")
            try row.end()
        }
    }

    /// Where no file says where students are enrolled, those without a school on record are at the school
    /// that noted their attendance last.
    private func feedSchoolsAttended(_ session: ImportSession, onRecord: [String: String]) throws {
        guard lookUps.enrollments.isEmpty,
            lookUps.attended.keys.contains(where: { !lookUps.named.contains($0) && onRecord[$0] == nil })
        else { return }
        try read(["StudentSchoolAttendanceEvent"], into: .students, columns: [0, 6], session) { row in
            let id = lookUps.student(of: row.record)
            guard !lookUps.named.contains(id), onRecord[id] == nil, let attended = lookUps.attended[id],
                attended.file == row.file, attended.line == row.record.line,
                // An event of an unknown student is refused as attendance.
                try row.knows(.student, id), try row.knows(.school, attended.school)
            else { return }
            row.loader.beginRow()
            try row.set(0, .student, id)
            try row.set(6, .school, attended.school)
            try row.end()
        }
    }

    private func schoolsOnRecord(_ session: ImportSession) throws -> [String: String] {
        let rows = try Row.fetchAll(
            session.database,
            sql: "SELECT student_id, school_id FROM student JOIN school ON school.number = student.school")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    func feedDemographics(_ session: ImportSession) throws {
        try read(["Student"], into: .demographics, columns: [0, 1, 2], session) { row in
            let id = row.record.text("StudentUniqueId")
            let birth = row.record.text("BirthData/BirthDate")
            if !birth.isEmpty, let fault = RecordLayout.birthDateFault(birth, session.today) {
                throw RowRefusal(column: "BirthData/BirthDate", reason: fault)
            }
            let sex = row.record.descriptor("BirthData/BirthSex").lowercased()
            for (name, value) in [("birth_date", birth), ("sex", sex)] where !value.isEmpty {
                try add(name, value, of: id, row)
            }
        }
        let kinds = Set(programKinds)
        var next = lookUps.programs[...]
        try read(kinds, into: .demographics, columns: [0, 1, 2], session) { row in
            guard let program = next.first, program.file == row.file, program.line == row.record.line else {
                return
            }
            next = next.dropFirst()
            try add(program.fact, program.isOpen ? "yes" : "ended", of: program.student, row)
        }
    }

    private func add(_ name: String, _ value: String, of student: String, _ row: EdFiRow) throws {
        row.loader.beginRow()
        try row.set(0, .student, student)
        try row.set(1, name, from: "")
        try row.set(2, value, from: "")
        try row.end()
    }

    func feedGuardians(_ session: ImportSession) throws {
        let columns = [0, 1, 2, 3, 4, 5, 7]
        let kinds: Set = ["StudentContactAssociation", "StudentParentAssociation"]
        try read(kinds, into: .guardians, columns: columns, session) { row in
            let reference = row.record.first("ContactReference") ?? row.record.first("ParentReference")
            let id =
                (reference?.text("ContactIdentity/ContactUniqueId") ?? "")
                + (reference?.text("ParentIdentity/ParentUniqueId") ?? "")
            guard let person = lookUps.people[id.isEmpty ? "#" + (reference?.ref ?? "") : id] else {
                throw RowRefusal(
                    reason:
                        "\(row.record.name) of student '\(visible(lookUps.student(of: row.record)))' names contact "
                        + "'\(visible(id.isEmpty ? reference?.ref ?? "" : id))', of whom there is no Contact record; import "
                        + "the file that has it too, or drop this record")
            }
            row.loader.beginRow()
            try row.set(0, .student, lookUps.student(of: row.record))
            try row.set(1, person.id, from: "ContactReference")
            try row.set(2, person.name, from: "ContactReference")
            try row.set(3, row.record.descriptor("Relation").lowercased(), from: "Relation")
            try row.set(4, person.phone, from: "ContactReference")
            try row.set(5, person.email, from: "ContactReference")
            let isPrimary = ["true", "1"].contains(row.record.text("PrimaryContactStatus"))
            try row.set(7, isPrimary ? "yes" : "no", from: "PrimaryContactStatus")
            try row.end()
        }
    }
}
