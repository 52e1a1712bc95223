import Engagement

/// One mentor's profile as lines of a terminal.
struct MentorPage {
    let snapshot: Snapshot
    let mentor: Int
    /// The first day whose contacts and events count; nil means the school year's.
    let first: CalendarDate?

    func lines(for terminal: Terminal) -> [String] {
        let person = snapshot.mentors[mentor]
        let time = snapshot.time(ofMentor: mentor, from: first)
        let since = first ?? snapshot.schoolYearStart
        let span = since == .unknown ? "on record" : "since \(since)"
        let sections: [(title: String, lines: [String])] = [
            ("Profile", profile(person)),
            ("Trainings", person.trainings.isEmpty ? ["none on record"] : person.trainings.map(Self.line)),
            ("Contacts \(span)", [Self.line("all", time.total)]),
            ("By role", MentorRole.allCases.map { Self.line($0.name, time.byRole[$0]) }),
            ("By setting", Setting.allCases.map { Self.line($0.name, time.bySetting[$0]) }),
            ("By whom with", Constituent.allCases.map { Self.line($0.name, time.byConstituent[$0]) }),
            ("Events \(span)", events(person, since)),
        ]
        var lines = [terminal.bold("\(person.name) (\(person.id))".visible)]
        for (title, body) in sections {
            lines += ["", terminal.bold(title)]
            lines += body.flatMap { line in
                terminal.width.map { "  \(line)".visible.wrapped(to: $0, indent: "      ") } ?? [
                    "  \(line)".visible
                ]
            }
        }
        return lines
    }

    private func profile(_ person: Mentor) -> [String] {
        let count = snapshot.caseload(of: mentor).count
        let limit = person.caseloadLimit.map { " of at most \($0)\(count > $0 ? ": too many" : "")" } ?? ""
        func years(_ years: Double?, _ place: String) -> String {
            "experience \(place): " + (years.map { "\(Self.short($0)) years" } ?? "not on record")
        }
        return [
            "education: \(person.education.isEmpty ? "not on record" : person.education)",
            years(person.yearsInHomeSettings, "in homes and communities"),
            years(person.yearsInSchoolSettings, "in schools"),
            "caseload: \(count.counted("student"))\(limit)",
        ]
    }

    private func events(_ person: Mentor, _ since: CalendarDate) -> [String] {
        let events = person.events.filter { $0.date >= since }
        return events.isEmpty
            ? ["none on record"]
            : events.map { event in
                let rows = snapshot.caseload(of: mentor).filter { row in
                    snapshot.activities[row].contains {
                        $0.date == event.date && snapshot.texts[$0.name] == event.name
                    }
                }
                let facts = [
                    event.hours.map { "\(Self.short($0)) hours" },
                    rows.isEmpty ? nil : "with \(rows.map { snapshot.name(of: $0) }.joined(separator: ", "))",
                    event.note.isEmpty ? nil : event.note,
                ]
                let line = "\(event.date) \(event.name) (\(event.kind.name.replacing("_", with: " ")))"
                return ([line] + facts.compactMap(\.self)).joined(separator: ", ")
            }
    }

    private static func line(_ training: MentorTraining) -> String {
        let facts = [training.date.map { "\($0)" }, training.hours.map { "\(short($0)) hours" }]
        return ([training.title] + facts.compactMap(\.self)).joined(separator: ", ")
    }

    private static func line(_ name: String, _ tally: MentorTime.Tally?) -> String {
        let tally = tally ?? MentorTime.Tally()
        return
            "\(name.replacing("_", with: " ")): \(tally.contacts.counted("contact")), \(Mentors.hours(tally.minutes)) hours"
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
