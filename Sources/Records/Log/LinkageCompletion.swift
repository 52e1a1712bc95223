import Engagement
import GRDB
import NearestName

/// What a person need not type of a linkage's step.
extension EntryCompletion {
    /// Finds the service by name, the open linkage to it, and, where no status is given, its status: the
    /// step then is a note on how it goes. Where no caseload says whose step it is, it is that of the mentor
    /// who coordinates the linkage so far.
    func complete(linkage row: inout EntryRow) throws {
        let service = try service(row.fields["service_id"] ?? "")
        row.fields["service_id"] = service
        let date = row.fields["date"].flatMap { CalendarDate($0) } ?? today
        if row.fields["linkage_id"] == nil {
            row.fields["linkage_id"] = try linkage(of: row.fields["student_id"] ?? "", to: service)
        }
        let steps = try steps(
            student: row.fields["student_id"] ?? "", service: service,
            linkage: row.fields["linkage_id"] ?? "")
        let last = steps.last { $0.date <= Int64(date.dayNumber) }
        if steps.isEmpty { try checkOffer(of: service, on: date) }
        if date <= today, let last, isProposedAgain(row, last) {
            row.fields = row.fields.filter { ["student_id", "service_id", "linkage_id"].contains($0.key) }
            row.fields["date"] = CalendarDate(dayNumber: Int32(last.date)).description
            row.fields["status"] = last.status.name
            row.fields["step_id"] = last.id
            row.isCorrection = true
            return
        }
        if row.fields["status"] == nil {
            let said = ["note", "outcome", "reason", "priority", "domain", "mentor_id"]
            guard last == nil || said.contains(where: { row.fields[$0] != nil }) else {
                throw LogRefusal(
                    "status", "", "is needed, or a note on how it goes: the entry says nothing new")
            }
            guard let status = last?.status, status.isOpen else {
                throw LogRefusal(
                    "status", "",
                    "is needed: the student has no open linkage to \(visible(service)) on \(date); it begins as "
                        + LinkageStatus.first.map(\.name).joined(separator: ", "))
            }
            row.fields["status"] = status.name
        }
        // What is entered comes behind what stands there for the day, whatever their order in a file.
        if let status = row.fields["status"].flatMap({ LinkageStatus(name: $0) }), let last,
            let problem = status.problem(after: last.status)
        {
            throw LogRefusal("", "", problem)
        }
        if row.fields["mentor_id"] == nil {
            let student = row.fields["student_id"] ?? ""
            let mentors = try people.mentors(ofStudent: student, on: date)
            let coordinator = try coordinator(
                student: student, service: service, linkage: row.fields["linkage_id"] ?? "")
            // Whoever coordinates it goes on with it, also another mentor than the student's; where that was the
            // student's own one, the one who has the student now.
            let isOwn = try coordinator.map { coordinator in
                try people.mentors(ofStudent: student, on: coordinator.date) == [coordinator.mentor]
            }
            row.fields["mentor_id"] =
                mentors.count == 1 && isOwn != false ? mentors[0] : coordinator?.mentor
        }
        // Two notes on a day are two.
        let same = steps.filter {
            $0.date == Int64(date.dayNumber) && $0.status.name == row.fields["status"]
        }
        if row.fields["step_id"] == nil, !same.isEmpty {
            let ids = Set(same.map(\.id))
            row.fields["step_id"] = (2...same.count + 2).map(String.init).first { !ids.contains($0) }
        }
    }

    /// The id of the service with this id or, in upper or lower case, this name.
    private func service(_ text: String) throws -> String {
        let services = try Row.fetchAll(
            session.database, sql: "SELECT service_id, name FROM service ORDER BY service_id"
        ).map { (id: $0[0] as String, name: $0[1] as String) }
        if let known = services.first(where: { Identifier($0.id) == Identifier(text) }) { return known.id }
        let wanted = text.lowercased()
        let meant = services.filter { $0.name.lowercased() == wanted }
        if meant.count == 1 { return meant[0].id }
        guard meant.isEmpty else {
            let choices = meant.prefix(5).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
            throw LogRefusal("service_id", text, "could be \(visible(choices)); give the id")
        }
        let names = services.count > 1000 ? [] : services.flatMap { [$0.name, $0.id] }
        let near = nearestName(to: text, among: names).map { "; did you mean '\(visible($0))'?" } ?? ""
        throw LogRefusal(
            "service_id", text, "is no service on record\(near); look with: caseload services")
    }

    /// Refuses to begin a linkage to a service that is not offered on a day; one that has begun goes on to
    /// its end.
    private func checkOffer(of service: String, on date: CalendarDate) throws {
        guard
            let row = try Row.fetchOne(
                session.database, sql: "SELECT status, ended_on FROM service WHERE service_id = ?",
                arguments: [service])
        else { return }
        let status = (row[0] as UInt32?).flatMap { ServiceStatus(rawValue: $0) } ?? .active
        let end = (row[1] as Int32?).map { CalendarDate(dayNumber: $0) }
        var known = Service(id: Identifier(service), name: "")
        (known.status, known.endedOn) = (status, end)
        guard !known.isOffered(on: date) else { return }
        let why = status == .active ? end.map { "it left the directory on \($0)" } : "it is \(status.name)"
        throw LogRefusal(
            "service_id", service,
            "is not offered on \(date): \(why ?? "it has ended"); those that are: caseload services")
    }

    /// Whether an entry proposes what is proposed already, and has nothing to note.
    private func isProposedAgain(_ row: EntryRow, _ last: LinkageOrder.Step) -> Bool {
        let news: Set = ["note", "outcome", "domain", "priority", "step_id"]
        return row.fields["status"] == LinkageStatus.proposed.name && last.status == .proposed
            && news.isDisjoint(with: row.fields.keys)
    }

    /// Which of a student's linkages to a service an entry is about: the open one, else a new one.
    private func linkage(of student: String, to service: String) throws -> String {
        let ids = try String.fetchAll(
            session.database,
            sql: """
                SELECT DISTINCT linkage_id FROM linkage_step
                JOIN student ON student.number = linkage_step.student
                JOIN service ON service.number = linkage_step.service
                WHERE student_id = ? AND service_id = ? ORDER BY linkage_id
                """, arguments: [student, service])
        for id in ids
        where try steps(student: student, service: service, linkage: id).last?.status.isOpen ?? true {
            return id
        }
        return LinkageOrder.freeID(besides: ids)
    }

    /// The mentor of a linkage's latest step that has one, and its day.
    private func coordinator(
        student: String, service: String, linkage: String
    ) throws -> (mentor: String, date: CalendarDate)? {
        try Row.fetchOne(
            session.database,
            sql: """
                SELECT mentor_id, date FROM linkage_step
                JOIN student ON student.number = linkage_step.student
                JOIN service ON service.number = linkage_step.service
                JOIN mentor ON mentor.number = linkage_step.mentor
                WHERE student_id = ? AND service_id = ? AND linkage_id = ?
                ORDER BY date DESC, linkage_step.status DESC LIMIT 1
                """, arguments: [student, service, linkage]
        ).map { ($0[0], CalendarDate(dayNumber: $0[1])) }
    }

    private func steps(student: String, service: String, linkage: String) throws -> [LinkageOrder.Step] {
        guard
            let numbers = try Row.fetchOne(
                session.database,
                sql: """
                    SELECT student.number, service.number FROM student, service
                    WHERE student_id = ? AND service_id = ?
                    """, arguments: [student, service])
        else { return [] }
        return try LinkageOrder(
            session.database, student: numbers[0], service: numbers[1], linkage: linkage
        ).steps
    }
}

extension LinkageOrder {
    /// An id for one more linkage of a student to the same service: none for the first, `2` for the second.
    static func freeID(besides ids: [String]) -> String {
        if ids.isEmpty { return "" }
        var number = ids.count + 1
        while ids.contains(String(number)) { number += 1 }
        return String(number)
    }
}
