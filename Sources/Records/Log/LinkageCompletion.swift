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
        if let closing = try closing(row, service: service) { return correct(&row, closing) }
        if row.fields["linkage_id"] == nil {
            row.fields["linkage_id"] = try linkage(of: row.fields["student_id"] ?? "", to: service)
        }
        let steps = try steps(
            student: row.fields["student_id"] ?? "", service: service,
            linkage: row.fields["linkage_id"] ?? "")
        let last = steps.last { $0.date <= Int64(date.dayNumber) }
        // Of a day that has not come is said below that it has not.
        if steps.isEmpty, date <= today {
            try checkOffer(of: service, on: date)
            if row.fields["status"] == LinkageStatus.proposed.name {
                try checkAge(of: row.fields["student_id"] ?? "", for: service, on: date)
            }
        }
        if date <= today, let last, isProposedAgain(row, last) {
            row.fields = row.fields.filter { ["student_id", "service_id", "linkage_id"].contains($0.key) }
            row.fields["date"] = CalendarDate(dayNumber: Int32(last.date)).description
            row.fields["status"] = last.status.name
            row.fields["step_id"] = last.id
            row.isCorrection = true
            return
        }
        if row.fields["status"] == nil {
            guard last == nil || saysSomething(row) else {
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
        ).map { Service(id: Identifier($0[0] as String), name: $0[1]) }
        let meant = services.meant(by: text)
        if meant.count == 1 { return services[meant[0]].id.text }
        guard meant.isEmpty else {
            let choices = meant.prefix(5).map { "\(services[$0].name) (\(services[$0].id))" }.joined(
                separator: ", ")
            throw LogRefusal("service_id", text, "could be \(visible(choices)); give the id")
        }
        let names = services.count > 1000 ? [] : services.nearby
        let near = nearestName(to: text, among: names).map { "did you mean '\(visible($0))'?" }
        throw LogRefusal(
            "service_id", text, "is no service on record; \(near ?? "look with: caseload services")")
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

    /// Refuses to propose a service that the directory has for people of another age. Where it takes the student
    /// nevertheless, that is a fact to be recorded.
    private func checkAge(of student: String, for service: String, on date: CalendarDate) throws {
        guard
            let row = try Row.fetchOne(
                session.database,
                sql: """
                    SELECT value, minimum_age, maximum_age FROM service, demographic
                    JOIN student ON student.number = demographic.student
                    WHERE service_id = ? AND student_id = ? AND demographic.name = 'birth_date'
                    """, arguments: [service, student]),
            let born = CalendarDate(row[0] as String), born <= date
        else { return }
        let (eligibility, age) = (
            Eligibility(minimumAge: row[1], maximumAge: row[2]), date.age(bornOn: born)
        )
        guard !eligibility.admits(age: age) else { return }
        throw LogRefusal(
            "service_id", service,
            "is for \(eligibility.ages), and the student is \(age); where it takes the student nevertheless, record "
                + "it as referred, enrolled or active")
    }

    private func saysSomething(_ row: EntryRow) -> Bool {
        ["note", "outcome", "reason", "priority", "domain", "mentor_id"].contains { row.fields[$0] != nil }
    }

    /// The step by which a linkage was closed, where the entry is about it: says more of it, or the same again. It is
    /// that of the linkage that the entry names, else, where none is open, of the one that was closed last.
    private func closing(
        _ row: EntryRow, service: String
    ) throws -> (linkage: String, step: LinkageOrder.Step)? {
        let student = row.fields["student_id"] ?? ""
        var closed: [(linkage: String, step: LinkageOrder.Step)] = []
        for id in try row.fields["linkage_id"].map({ [$0] }) ?? linkages(of: student, to: service) {
            guard let last = try steps(student: student, service: service, linkage: id).last else { continue }
            if last.status.isOpen { return nil }
            closed.append((id, last))
        }
        guard let latest = closed.max(by: { $0.step < $1.step }) else { return nil }
        let day = CalendarDate(dayNumber: Int32(latest.step.date)).description
        let (status, date) = (row.fields["status"], row.fields["date"])
        guard let status else { return saysSomething(row) && (date ?? day) == day ? latest : nil }
        if status != latest.step.status.name, LinkageStatus(name: status)?.isOpen == false {
            throw LogRefusal(
                "status", status,
                "cannot follow: the linkage was \(latest.step.status.name) on \(day). caseload log --undo takes that back "
                    + "where it is your last entry; another linkage to the service begins as "
                    + LinkageStatus.first.map(\.name).joined(separator: ", "))
        }
        guard status == latest.step.status.name else { return nil }
        guard let date, date != day else { return latest }
        throw LogRefusal(
            "date", date,
            "is not the day on which the linkage was \(status), \(day); without a day the entry goes to that step"
        )
    }

    /// Has an entry go to the step that closed a linkage.
    private func correct(
        _ row: inout EntryRow, _ closing: (linkage: String, step: LinkageOrder.Step)
    ) {
        row.fields["linkage_id"] = closing.linkage
        row.fields["date"] = CalendarDate(dayNumber: Int32(closing.step.date)).description
        row.fields["status"] = closing.step.status.name
        row.fields["step_id"] = closing.step.id
        row.isCorrection = true
    }

    /// Whether an entry proposes what is proposed already, and has nothing to note.
    private func isProposedAgain(_ row: EntryRow, _ last: LinkageOrder.Step) -> Bool {
        let news: Set = ["note", "outcome", "domain", "priority", "step_id"]
        return row.fields["status"] == LinkageStatus.proposed.name && last.status == .proposed
            && news.isDisjoint(with: row.fields.keys)
    }

    /// Which of a student's linkages to a service an entry is about: the open one, else a new one.
    private func linkage(of student: String, to service: String) throws -> String {
        let ids = try linkages(of: student, to: service)
        for id in ids
        where try steps(student: student, service: service, linkage: id).last?.status.isOpen ?? true {
            return id
        }
        return LinkageOrder.freeID(besides: ids)
    }

    /// The ids of a student's linkages to a service.
    private func linkages(of student: String, to service: String) throws -> [String] {
        try String.fetchAll(
            session.database,
            sql: """
                SELECT DISTINCT linkage_id FROM linkage_step
                JOIN student ON student.number = linkage_step.student
                JOIN service ON service.number = linkage_step.service
                WHERE student_id = ? AND service_id = ? ORDER BY linkage_id
                """, arguments: [student, service])
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
