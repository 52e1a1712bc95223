/// The kinds of Ed-Fi record that are read, and what of each: all else is counted and named.
enum EdFiRecordType {
    /// Kinds by the names of their elements, with the fields that are read.
    private static let known: [String: Set<String>] = [
        "School": ["SchoolId", "NameOfInstitution"],
        "Session": ["SessionName", "SchoolYear", "BeginDate", "EndDate", "SchoolReference", "Term"],
        "GradingPeriod": [
            "GradingPeriod", "GradingPeriodName", "BeginDate", "EndDate", "SchoolReference", "SchoolYear",
        ],
        "Calendar": ["CalendarCode", "CalendarType", "SchoolReference"],
        "CalendarDate": ["Date", "CalendarEvent", "CalendarReference"],
        "Student": ["StudentUniqueId", "Name", "BirthData"],
        "StudentSchoolAssociation": [
            "StudentReference", "SchoolReference", "EntryDate", "EntryGradeLevel", "ExitWithdrawDate",
        ],
        "StudentSchoolAttendanceEvent": ["AttendanceEvent", "StudentReference", "SchoolReference"],
        "StudentSectionAttendanceEvent": ["AttendanceEvent", "StudentReference", "SectionReference"],
        "DisciplineIncident": ["IncidentIdentifier", "IncidentDate", "SchoolReference"],
        "StudentDisciplineIncidentBehaviorAssociation": [
            "StudentReference", "DisciplineIncidentReference", "Behavior",
            "DisciplineIncidentParticipationCode",
        ],
        "StudentDisciplineIncidentAssociation": [
            "StudentReference", "DisciplineIncidentReference", "Behavior", "StudentParticipationCode",
        ],
        "DisciplineAction": [
            "DisciplineActionIdentifier", "Discipline", "DisciplineDate", "DisciplineActionLength",
            "ActualDisciplineActionLength", "StudentReference",
        ],
        "Contact": ["ContactUniqueId", "Name", "Telephone", "ElectronicMail"],
        "Parent": ["ParentUniqueId", "Name", "Telephone", "ElectronicMail"],
        "StudentContactAssociation": [
            "StudentReference", "ContactReference", "Relation", "PrimaryContactStatus",
        ],
        "StudentParentAssociation": [
            "StudentReference", "ParentReference", "Relation", "PrimaryContactStatus",
        ],
        "Intervention": ["InterventionIdentificationCode", "BeginDate", "EndDate", "DeliveryMethod"],
        "StudentInterventionAssociation": ["StudentReference", "InterventionReference"],
        "GradebookEntry": [
            "GradebookEntryIdentifier", "Title", "GradebookEntryTitle", "DateAssigned", "DueDate",
            "GradebookEntryType", "MaxPoints",
        ],
        "StudentGradebookEntry": [
            "GradebookEntryReference", "StudentReference", "NumericGradeEarned", "SubmissionStatus",
        ],
    ]

    /// A student's part in a program, whatever program it is.
    static func isProgram(_ name: String) -> Bool {
        name.hasPrefix("Student") && name.hasSuffix("ProgramAssociation")
    }

    /// The fields that are read of records of this name; nil for a kind that is not read.
    static func fields(of name: String) -> Set<String>? {
        isProgram(name) ? ["StudentReference", "ProgramReference", "EndDate", "BeginDate"] : known[name]
    }

    /// Whether a file is Ed-Fi: by the name of its root element.
    static func isInterchange(_ root: String) -> Bool { root.hasPrefix("Interchange") }
}
