import Engagement

/// The words of Ed-Fi's descriptors, as this program understands them.
enum EdFiWords {
    /// Kinds of attendance event; one that says less than what happened (`Partial`) is none of them.
    static let attendance: [String: AttendanceCode] = [
        "In Attendance": .present, "Present": .present, "Excused Absence": .excused,
        "Unexcused Absence": .unexcused, "Absence": .unexcused, "Tardy": .tardy,
        "Early departure": .earlyDeparture, "Early Departure": .earlyDeparture,
    ]

    /// Kinds of discipline. An expulsion keeps a student out of school like a suspension, for its days.
    static let discipline: [String: DisciplineKind] = [
        "In School Suspension": .inSchoolSuspension, "In-School Suspension": .inSchoolSuspension,
        "Out of School Suspension": .outOfSchoolSuspension,
        "Out-of-School Suspension": .outOfSchoolSuspension,
        "Expulsion": .outOfSchoolSuspension, "Expulsion with Services": .outOfSchoolSuspension,
        "Expulsion without Services": .outOfSchoolSuspension, "Detention": .detention,
        "After School Detention": .detention, "Saturday School": .detention,
    ]

    /// Whether a student with this part in an incident is the one who is referred for it.
    static func isReferred(_ participation: String) -> Bool {
        ["", "Perpetrator", "Offender"].contains(participation)
    }

    /// Whether school is held on a day of this event; nil for one that is not known.
    static func isSchoolDay(_ event: String) -> Bool? {
        switch event {
        case "Instructional day", "Make-up day", "Student late arrival/early dismissal", "Early dismissal":
            true
        case "Holiday", "Non-instructional day", "Teacher only day", "Weather day", "Strike", "Emergency day":
            false
        default: nil
        }
    }

    /// Calendars that are not the school's own.
    static let othersCalendars: Set<String> = ["Student Specific", "IEP"]

    /// How much help an intervention is: to everybody, or to a few or one.
    static func intervention(_ delivery: String) -> InterventionKind? {
        switch delivery {
        case "Whole Class", "Whole School", "": .basic
        case "Small Group", "Individual", "One-on-one": .intensive
        default: nil
        }
    }

    static let homework: [String: HomeworkStatus] = [
        "Graded": .fullyGraded, "Submitted": .submitted, "Turned In": .submitted, "Returned": .submitted,
        "Missing": .notSubmitted, "Not Submitted": .notSubmitted, "Not Turned In": .notSubmitted,
        "Created": .notSubmitted, "Excused": .exempt, "Exempt": .exempt,
    ]

    private static let grades = [
        "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth",
    ]

    /// A grade level as the roll writes it; what is no such word as it is.
    static func grade(_ word: String) -> String {
        switch word {
        case "Preschool/Prekindergarten", "Prekindergarten": return "PK"
        case "Kindergarten": return "KG"
        case "Grade 13": return "13"
        case "Ungraded": return "UG"
        default:
            guard let year = grades.firstIndex(where: { "\($0) grade".lowercased() == word.lowercased() })
            else { return word }
            return String(year + 1)
        }
    }
}
