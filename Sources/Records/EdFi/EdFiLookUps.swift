import Engagement

/// What the Ed-Fi files of a call say that other records name or that is put together from several: read
/// through once before any record is taken.
struct EdFiLookUps {
    struct Person {
        var id = ""
        var name = ""
        var phone = ""
        var email = ""
    }

    struct Enrollment {
        var school: String
        var grade: String
        var entry: String
        var exit: String
        /// Where it stands.
        var file: Int
        var line: Int

        /// - Parameter record: A StudentSchoolAssociation.
        init(_ record: XMLRecord, file: Int) {
            school = record.text("SchoolReference/SchoolIdentity/SchoolId")
            grade = EdFiWords.grade(record.descriptor("EntryGradeLevel"))
            entry = record.text("EntryDate")
            exit = record.text("ExitWithdrawDate")
            self.file = file
            line = record.line
        }
    }

    struct Incident {
        var id = ""
        var date = ""
    }

    struct Assignment {
        var title = ""
        var type = ""
        var assigned = ""
        var due = ""
        var maximum = ""
        var isHomework = false
    }

    struct Help {
        var begin = ""
        var end = ""
        var delivery = ""
    }

    /// A stretch of the school's year, at one school or several.
    struct Stretch: Hashable {
        var name: String
        var kind: TermKind
        var start: String
        var end: String
    }

    /// The types of gradebook entry that are homework; nil for those that say so.
    var homeworkTypes: [String]?
    /// By `#` and the id in the file, or by what identifies the person, incident and so on.
    var students: [String: String] = [:]
    var people: [String: Person] = [:]
    var incidents: [String: Incident] = [:]
    var assignments: [String: Assignment] = [:]
    var helps: [String: Help] = [:]
    var calendars: [String: String] = [:]
    /// The stretches in the order in which they come, with the place of the first record of each.
    var stretches: [(stretch: Stretch, file: Int, line: Int)] = []
    var enrollments: [String: Enrollment] = [:]
    /// The school at which a student's attendance was noted last, and when.
    var attended: [String: (school: String, date: String, file: Int, line: Int)] = [:]
    /// Students and days that a school noted as tardy.
    var tardies: Set<String> = []
    /// Who is in a Student record of the call.
    var named: Set<String> = []
    /// Whether a student's part in a program goes on, by student and fact, with its place.
    var programs: [(key: String, student: String, fact: String, isOpen: Bool, file: Int, line: Int)] = []
    private var programPlaces: [String: Int] = [:]
    private var known: Set<Stretch> = []

    /// Notes what a record says.
    mutating func note(_ record: XMLRecord, file: Int) {
        switch record.name {
        case "Student":
            let id = record.text("StudentUniqueId")
            named.insert(id)
            if !record.id.isEmpty { students["#" + record.id] = id }
        case "Contact", "Parent": note(person: record)
        case "DisciplineIncident":
            let school = record.text("SchoolReference/SchoolIdentity/SchoolId")
            let id = "\(record.text("IncidentIdentifier"))@\(school)"
            let incident = Incident(id: id, date: record.text("IncidentDate"))
            incidents[id] = incident
            if !record.id.isEmpty { incidents["#" + record.id] = incident }
        case "Calendar":
            let school = record.text("SchoolReference/SchoolIdentity/SchoolId")
            calendars["\(record.text("CalendarCode"))@\(school)"] = record.descriptor("CalendarType")
            if !record.id.isEmpty { calendars["#" + record.id] = record.descriptor("CalendarType") }
        case "Session", "GradingPeriod": note(stretch: record, file: file)
        case "StudentSchoolAssociation": note(enrollment: record, file: file)
        case "StudentSchoolAttendanceEvent": note(attendance: record, file: file)
        case "GradebookEntry": note(assignment: record)
        case "Intervention":
            let help = Help(
                begin: record.text("BeginDate"), end: record.text("EndDate"),
                delivery: record.descriptor("DeliveryMethod"))
            helps[record.text("InterventionIdentificationCode")] = help
            if !record.id.isEmpty { helps["#" + record.id] = help }
        case let name where EdFiRecordType.isProgram(name): note(program: record, file: file)
        default: break
        }
    }

    private mutating func note(person record: XMLRecord) {
        var person = Person(id: record.text("ContactUniqueId") + record.text("ParentUniqueId"))
        person.name = [record.text("Name/FirstName"), record.text("Name/LastSurname")]
            .filter { !$0.isEmpty }.joined(separator: " ")
        let phones = record.all("Telephone").filter {
            $0.descriptor("TelephoneNumberType") != "Fax"
        }
        let first = phones.min { Self.priority($0) < Self.priority($1) } ?? record.first("Telephone")
        person.phone = first?.text("TelephoneNumber") ?? ""
        person.email = record.text("ElectronicMail/ElectronicMailAddress")
        people[person.id] = person
        if !record.id.isEmpty { people["#" + record.id] = person }
    }

    private static func priority(_ phone: XMLRecord) -> Int { Int(phone.text("OrderOfPriority")) ?? .max }

    private mutating func note(stretch record: XMLRecord, file: Int) {
        let (start, end) = (record.text("BeginDate"), record.text("EndDate"))
        let name = record.text("SessionName") + record.text("GradingPeriodName")
        let kind: TermKind =
            record.name == "GradingPeriod"
            ? .gradingPeriod : record.descriptor("Term").contains("Semester") ? .semester : .term
        let stretch = Stretch(
            name: name.isEmpty ? "\(record.descriptor("GradingPeriod")) \(start)" : name, kind: kind,
            start: start, end: end)
        if known.insert(stretch).inserted { stretches.append((stretch, file, record.line)) }
        guard record.name == "Session", !record.text("SchoolYear").isEmpty else { return }
        note(year: record.text("SchoolYear"), start, end, file: file, line: record.line)
    }

    /// A school year lasts from the first of its sessions to the last one.
    private mutating func note(year: String, _ start: String, _ end: String, file: Int, line: Int) {
        if let place = stretches.firstIndex(where: {
            $0.stretch.kind == .schoolYear && $0.stretch.name == year
        }) {
            stretches[place].stretch.start = min(stretches[place].stretch.start, start)
            stretches[place].stretch.end = max(stretches[place].stretch.end, end)
        } else {
            stretches.append((Stretch(name: year, kind: .schoolYear, start: start, end: end), file, line))
        }
    }

    private mutating func note(enrollment record: XMLRecord, file: Int) {
        let student = self.student(of: record)
        let enrollment = Enrollment(record, file: file)
        if let known = enrollments[student], known.entry > enrollment.entry { return }
        enrollments[student] = enrollment
    }

    private mutating func note(attendance record: XMLRecord, file: Int) {
        let (student, date) = (self.student(of: record), record.text("AttendanceEvent/EventDate"))
        if EdFiWords.attendance[record.descriptor("AttendanceEvent/AttendanceEventCategory")] == .tardy {
            tardies.insert("\(student) \(date)")
        }
        let school = record.text("SchoolReference/SchoolIdentity/SchoolId")
        if let known = attended[student], known.date >= date { return }
        if !school.isEmpty { attended[student] = (school, date, file, record.line) }
    }

    private mutating func note(assignment record: XMLRecord) {
        let title = record.text("Title") + record.text("GradebookEntryTitle")
        let type = record.descriptor("GradebookEntryType")
        var entry = Assignment(
            title: title, type: type, assigned: record.text("DateAssigned"), due: record.text("DueDate"),
            maximum: record.text("MaxPoints"))
        // Where no type is given, a due date tells what is done at home from a quiz or a test.
        entry.isHomework =
            type.isEmpty
            ? !entry.due.isEmpty
            : homeworkTypes?.contains(type)
                ?? ["homework", "assignment"].contains { type.lowercased().contains($0) }
        let id = record.text("GradebookEntryIdentifier")
        assignments[id.isEmpty ? "\(title) \(entry.assigned)" : id] = entry
        if !record.id.isEmpty { assignments["#" + record.id] = entry }
    }

    private mutating func note(program record: XMLRecord, file: Int) {
        let name = record.text("ProgramReference/ProgramIdentity/ProgramName")
        guard !name.isEmpty else { return }
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        let (student, fact) = (self.student(of: record), "program_" + words.joined(separator: "_"))
        let isOpen = record.text("EndDate").isEmpty
        let key = "\(fact) \(student)"
        if let place = programPlaces[key] {
            programs[place].isOpen = programs[place].isOpen || isOpen
        } else {
            programPlaces[key] = programs.count
            programs.append((key, student, fact, isOpen, file, record.line))
        }
    }

    /// The id of the student a record is about.
    func student(of record: XMLRecord) -> String {
        guard let reference = record.first("StudentReference") else { return "" }
        let id = reference.text("StudentIdentity/StudentUniqueId")
        return id.isEmpty ? students["#" + reference.ref] ?? reference.ref : id
    }
}
