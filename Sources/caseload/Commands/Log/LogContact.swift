import ArgumentParser
import Records

/// `caseload log contact`.
struct LogContact: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Record a contact about a student.",
        discussion: """
              caseload log contact S-1042 --with guardian --role case_manager --setting home --mode phone
            A second contact with the same people on a day is one more contact; --id says that it is a
            known one, to be corrected: by what is given, the rest stays.
            """)

    @Argument(help: "The student: an id or a name.")
    var student: String

    @Option(
        help: """
            Whom it was with: student, guardian, district_staff, external_provider or service_organization.
            """)
    var with: String?

    @Option(help: "In which role you acted: coach, case_manager or advocate.")
    var role: String?

    @Option(help: "Where it took place: school, home or community.")
    var setting: String?

    @Option(help: "The mentor: a name or an id (default: the student's).")
    var mentor: String?

    @Option(help: "How: in_person, phone, video, message, email or letter.")
    var mode: String?

    @Option(parsing: .unconditional, help: "How many minutes it took.")
    var minutes: String?

    @Option(parsing: .unconditional, help: "The name of whom it was with.")
    var person: String?

    @Option(parsing: .unconditional, help: "What was said or agreed. Confidential.")
    var note: String?

    @Option(help: "The contact's id: one on record is corrected, a new one gets it.")
    var id: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(.contact, student: student) }

    /// What a contact that is on record, named by its id, has already.
    func validate() throws {
        guard id == nil else { return }
        for (name, value) in [("--with", with), ("--role", role), ("--setting", setting)] where value == nil {
            throw ValidationError(
                "Missing expected argument '\(name)'; only a contact on record, by its --id, needs none")
        }
    }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("with", "--with", with), ("role", "--role", role), ("setting", "--setting", setting),
            ("mentor_id", "--mentor", mentor), ("mode", "--mode", mode), ("minutes", "--minutes", minutes),
            ("person", "--person", person), ("note", "--note", note), ("contact_id", "--id", id),
            ("date", "--date", given.date),
        ]
    }
}
