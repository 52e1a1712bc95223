import Engagement

/// Attendance, discipline, gradebook and interventions.
extension EdFiFeed {
    func feedAttendance(_ session: ImportSession) throws {
        let kinds: Set = ["StudentSchoolAttendanceEvent", "StudentSectionAttendanceEvent"]
        let own = session.context.codes[RecordLayout.attendance.name] ?? [:]
        try read(kinds, into: .attendance, columns: [0, 1, 2, 3, 4], session) { row in
            let record = row.record
            let category = record.descriptor("AttendanceEvent/AttendanceEventCategory")
            guard let code = own[category] ?? EdFiWords.attendance[category]?.name else {
                return row.leaveOut(UnmappedWord(.attendanceCode, category))
            }
            let student = lookUps.student(of: record)
            var section = ""
            if record.name == "StudentSectionAttendanceEvent" {
                section = record.text("SectionReference/SectionIdentity/SectionIdentifier")
                // The school and the section note one lateness each.
                let day = "\(student) \(record.text("AttendanceEvent/EventDate"))"
                if code == AttendanceCode.tardy.name, lookUps.tardies.contains(day) {
                    return row.leaveOut("StudentSectionAttendanceEvent that the school's own event says too")
                }
            }
            row.loader.beginRow()
            try row.set(0, .student, student)
            try row.set(1, from: "AttendanceEvent/EventDate")
            try row.set(
                2, own[category] == nil ? code : category, from: "AttendanceEvent/AttendanceEventCategory")
            try row.set(3, section, from: "SectionReference/SectionIdentity/SectionIdentifier")
            try row.set(4, from: "AttendanceEvent/AttendanceEventReason")
            try row.end()
        }
    }

    func feedDiscipline(_ session: ImportSession) throws {
        let associations = [
            "StudentDisciplineIncidentBehaviorAssociation", "StudentDisciplineIncidentAssociation",
        ]
        let own = session.context.codes[RecordLayout.discipline.name] ?? [:]
        var referred: Set<String> = []
        try read(
            Set(associations + ["DisciplineAction"]), into: .discipline, columns: [0, 1, 2, 3, 4, 5], session
        ) { row in
            if row.record.name == "DisciplineAction" { return try addActions(row, own) }
            let record = row.record
            let participation =
                record.descriptor("DisciplineIncidentParticipationCode")
                + record.descriptor("StudentParticipationCode")
            guard EdFiWords.isReferred(participation) else {
                return row.leaveOut("\(record.name) of a '\(participation)'")
            }
            let reference = record.first("DisciplineIncidentReference")
            let identity = reference?.first("DisciplineIncidentIdentity")
            let id =
                identity.map {
                    "\($0.text("IncidentIdentifier"))@\($0.text("SchoolReference/SchoolIdentity/SchoolId"))"
                } ?? "#" + (reference?.ref ?? "")
            let student = lookUps.student(of: record)
            guard let incident = lookUps.incidents[id] else {
                throw RowRefusal(
                    reason:
                        "\(record.name) of student '\(visible(student))' names incident '\(visible(id))', of which "
                        + "there is no DisciplineIncident record; import the file that has it too, or drop this record"
                )
            }
            // One incident can be several behaviors of one student, and is one referral.
            guard referred.insert("\(student) \(incident.id)").inserted else { return }
            row.loader.beginRow()
            try row.set(0, .student, student)
            try row.set(1, incident.date, from: "DisciplineIncidentReference")
            try row.set(2, DisciplineKind.referral.name, from: "Behavior")
            try row.set(4, incident.id, from: "DisciplineIncidentReference")
            let nested = record.all("Behavior/Behavior")
            let behaviors = (nested.isEmpty ? record.all("Behavior") : nested).map(\.word)
            try row.set(5, behaviors.joined(separator: ", "), from: "Behavior")
            try row.end()
        }
    }

    private func addActions(_ row: EdFiRow, _ own: [String: String]) throws {
        let record = row.record
        let nested = record.all("Discipline/Discipline")
        let words = (nested.isEmpty ? record.all("Discipline") : nested).map(\.word)
        guard let known = words.first(where: { own[$0] != nil || EdFiWords.discipline[$0] != nil }) else {
            return row.leaveOut(UnmappedWord(.disciplineCode, words.first ?? ""))
        }
        let length =
            record.text("ActualDisciplineActionLength").isEmpty
            ? "DisciplineActionLength" : "ActualDisciplineActionLength"
        for reference in record.all("StudentReference") {
            let id = reference.text("StudentIdentity/StudentUniqueId")
            row.loader.beginRow()
            try row.set(0, .student, id.isEmpty ? lookUps.students["#" + reference.ref] ?? reference.ref : id)
            try row.set(1, from: "DisciplineDate")
            try row.set(
                2, own[known] == nil ? EdFiWords.discipline[known]?.name ?? "" : known,
                from: "Discipline")
            try row.set(3, from: length)
            try row.set(4, from: "DisciplineActionIdentifier")
            try row.set(5, words.joined(separator: ", "), from: "Discipline")
            try row.end()
        }
    }

    func feedHomework(_ session: ImportSession) throws {
        let columns = [0, 1, 2, 3, 4, 5, 6, 7]
        try read(["StudentGradebookEntry"], into: .homework, columns: columns, session) { row in
            let record = row.record
            let reference = record.first("GradebookEntryReference")
            let identity = reference?.first("GradebookEntryIdentity")
            var id = identity?.text("GradebookEntryIdentifier") ?? ""
            if id.isEmpty, let identity {
                id = "\(identity.text("GradebookEntryTitle")) \(identity.text("DateAssigned"))"
            }
            let student = lookUps.student(of: record)
            guard let entry = lookUps.assignments[id.isEmpty ? "#" + (reference?.ref ?? "") : id] else {
                throw RowRefusal(
                    reason:
                        "\(record.name) of student '\(visible(student))' names entry '\(visible(id))', of which there is "
                        + "no GradebookEntry record; import the file that has it too, or drop this record")
            }
            guard entry.isHomework else {
                return entry.type.isEmpty
                    ? row.leaveOut("StudentGradebookEntry without a type and a due date")
                    : row.leaveOut(UnmappedWord(.category, entry.type))
            }
            let status = record.descriptor("SubmissionStatus")
            guard status.isEmpty || EdFiWords.homework[status] != nil else {
                return row.leaveOut("SubmissionStatus '\(status)'")
            }
            row.loader.beginRow()
            try row.set(0, .student, student)
            try row.set(1, id.isEmpty ? reference?.ref ?? "" : id, from: "GradebookEntryReference")
            try row.set(2, entry.title, from: "GradebookEntryReference")
            try row.set(3, entry.assigned, from: "GradebookEntryReference")
            try row.set(4, entry.due, from: "GradebookEntryReference")
            try row.set(5, EdFiWords.homework[status]?.name ?? "", from: "SubmissionStatus")
            try row.set(6, from: "NumericGradeEarned")
            try row.set(7, entry.maximum, from: "GradebookEntryReference")
            try row.end()
        }
    }

    func feedInterventions(_ session: ImportSession) throws {
        try read(
            ["StudentInterventionAssociation"], into: .interventions, columns: [0, 1, 2, 4, 11], session
        ) { row in
            let record = row.record
            let reference = record.first("InterventionReference")
            let code = reference?.text("InterventionIdentity/InterventionIdentificationCode") ?? ""
            let student = lookUps.student(of: record)
            guard let help = lookUps.helps[code.isEmpty ? "#" + (reference?.ref ?? "") : code] else {
                throw RowRefusal(
                    reason:
                        "\(record.name) of student '\(visible(student))' names intervention '\(visible(code))', of "
                        + "which there is no Intervention record; import the file that has it too, or drop this record"
                )
            }
            guard let kind = EdFiWords.intervention(help.delivery) else {
                return row.leaveOut("DeliveryMethod '\(help.delivery)'")
            }
            row.loader.beginRow()
            try row.set(0, .student, student)
            try row.set(1, help.begin, from: "InterventionReference")
            try row.set(2, kind.name, from: "InterventionReference")
            try row.set(4, help.end, from: "InterventionReference")
            try row.set(11, code, from: "InterventionReference")
            try row.end()
        }
    }
}
