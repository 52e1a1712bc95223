extension StudentFields {
    /// Figures of the school year that are computed from events.
    static func events(of snapshot: Snapshot) -> [StudentField] {
        attendance(of: snapshot) + discipline(of: snapshot) + homework(of: snapshot) + credits(of: snapshot)
            + [
                .number("activities.hours", "Hours of activities", unit: "hours", kinds: [.activities]) {
                    row in
                    snapshot.extracurricularHours(of: row)
                }
            ] + mentoring(of: snapshot)
    }

    private static func mentoring(of snapshot: Snapshot) -> [StudentField] {
        [
            .number("contacts.count", "Contacts this year", unit: "times", kinds: [.contacts]) { row in
                let contacts = snapshot.contacts
                guard !contacts.isEmpty else { return nil }
                return Double(contacts[row].count { $0.date >= snapshot.schoolYearStart })
            },
            StudentField("contacts.last", "Last contact", type: .date, kinds: [.contacts]) { row in
                FieldValue(snapshot.contacts[row].last?.date ?? .unknown)
            },
            interventions("open", "Open interventions", of: snapshot) { _ in true },
            interventions("basic", "Open basic interventions", of: snapshot) { $0.kind == .basic },
            interventions("intensive", "Open intensive interventions", of: snapshot) {
                $0.kind == .intensive
            },
            .number("goals.open", "Open goals", unit: "times", kinds: [.goals]) { row in
                guard !snapshot.goals.isEmpty else { return nil }
                return Double(snapshot.goals[row].count { $0.status == .active })
            },
        ]
    }

    private static func interventions(
        _ name: String, _ title: String, of snapshot: Snapshot,
        where isMeant: @escaping @Sendable (Intervention) -> Bool
    ) -> StudentField {
        .number("interventions.\(name)", title, unit: "times", kinds: [.interventions]) { row in
            guard !snapshot.interventions.isEmpty else { return nil }
            return Double(snapshot.interventions[row].count { $0.isOpen && isMeant($0) })
        }
    }

    private static func attendance(of snapshot: Snapshot) -> [StudentField] {
        func field(
            _ name: String, _ title: String, _ unit: String,
            _ figure: @escaping @Sendable (AttendanceSummary) -> Double?
        ) -> StudentField {
            .number("attendance.\(name)", title, unit: unit, kinds: [.attendance]) { row in
                snapshot.schoolAttendance(of: row).flatMap(figure)
            }
        }
        /// What is an indicator as well, and so is reckoned already.
        func known(_ name: String, _ title: String, _ unit: String, as indicator: String) -> StudentField {
            .number(
                "attendance.\(name)", title, unit: unit, kinds: [.attendance],
                read: snapshot.latest(indicator, of: .attendance))
        }
        return [
            known("rate", "Attendance", "share of school days", as: "attendance_rate"),
            field("days", "School days enrolled", "days") { Double($0.daysEnrolled) },
            field("present", "Days present", "days") { Double($0.daysPresent) },
            known("absences", "Absences", "days", as: "absences"),
            field("excused", "Excused absences", "days") { Double($0.excused) },
            field("unexcused", "Unexcused absences", "days") { Double($0.unexcused) },
            known("tardies", "Tardies", "times", as: "tardies"),
            field("early_departures", "Early departures", "times") { Double($0.earlyDepartures) },
            known("missed_classes", "Missed classes", "classes", as: "missed_classes"),
            known("streak", "Days in school without a gap", "days", as: "attendance_streak"),
        ]
    }

    private static func discipline(of snapshot: Snapshot) -> [StudentField] {
        func field(
            _ name: String, _ title: String, _ unit: String,
            _ figure: @escaping @Sendable (DisciplineSummary) -> Double
        ) -> StudentField {
            .number("discipline.\(name)", title, unit: unit, kinds: [.discipline]) { row in
                snapshot.discipline(of: row).map(figure)
            }
        }
        return [
            field("referrals", "Behavior referrals", "times") { Double($0.referrals) },
            field("detentions", "Detentions", "times") { Double($0.detentions) },
            field("in_school_suspensions", "In-school suspensions", "times") {
                Double($0.inSchoolSuspensions)
            },
            field("out_of_school_suspensions", "Out-of-school suspensions", "times") {
                Double($0.outOfSchoolSuspensions)
            },
            field("in_school_days", "Days suspended in school", "days") { $0.inSchoolDays },
            field("out_of_school_days", "Days suspended out of school", "days") { $0.outOfSchoolDays },
            field("suspension_days", "Days suspended", "days") { $0.inSchoolDays + $0.outOfSchoolDays },
        ]
    }

    private static func homework(of snapshot: Snapshot) -> [StudentField] {
        func field(
            _ name: String, _ title: String, _ unit: String,
            _ figure: @escaping @Sendable (HomeworkSummary) -> Double?
        ) -> StudentField {
            .number("homework.\(name)", title, unit: unit, kinds: [.homework]) { row in
                snapshot.homework(of: row).flatMap(figure)
            }
        }
        return [
            field("completion", "Homework completion", "share of pieces due") { $0.completion },
            field("accuracy", "Homework accuracy", "share of points possible") { $0.accuracy },
            field("due", "Homework due", "pieces") { Double($0.due) },
            field("submitted", "Homework handed in", "pieces") { Double($0.submitted) },
        ]
    }

    private static func credits(of snapshot: Snapshot) -> [StudentField] {
        func field(
            _ name: String, _ title: String, _ unit: String,
            _ figure: @escaping @Sendable (CreditSummary) -> Double?
        ) -> StudentField {
            .number("credits.\(name)", title, unit: unit, kinds: [.credits]) { row in
                snapshot.credits(of: row).flatMap(figure)
            }
        }
        return [
            field("earned", "Credits earned", "credits") { $0.earned },
            field("attempted", "Credits attempted", "credits") { $0.attempted },
            field("in_progress", "Credits in progress", "credits") { $0.inProgress },
            field("share", "Credits earned of those attempted", "share of credits attempted") { $0.share },
        ] + graduation(of: snapshot)
    }

    private static func graduation(of snapshot: Snapshot) -> [StudentField] {
        func field(
            _ name: String, _ title: String, _ figure: @escaping @Sendable (GraduationStanding) -> Double?
        ) -> StudentField {
            .number("credits.\(name)", title, unit: "credits", kinds: [.credits]) { row in
                snapshot.graduation(of: row).flatMap(figure)
            }
        }
        return [
            field("required", "Credits required for the diploma") { $0.required },
            field("missing", "Credits neither earned nor in progress") {
                $0.hasTranscript ? $0.missing : nil
            },
            field("expected", "Credits expected by now") { $0.expected },
            field("behind", "Credits expected by now and not earned") { $0.behind },
            StudentField("credits.on_track", "On track to graduate", type: .text, kinds: [.credits]) { row in
                FieldValue(snapshot.graduation(of: row)?.isOnTrack.map { $0 ? "yes" : "no" })
            },
            StudentField("credits.projected", "Projected graduation", type: .date, kinds: [.credits]) { row in
                FieldValue(snapshot.graduation(of: row)?.projected ?? .unknown)
            },
        ]
    }
}
