import Engagement

/// The notes of a student's records as a section of the student's page, the last first. They are confidential: shown
/// where they are asked for, and named in the access log.
struct NotesSection {
    let snapshot: Snapshot
    let row: Int

    var lines: [String] {
        let notes = (contacts + interventions + steps + observations + discipline)
            .enumerated().sorted { left, right in
                left.element.date == right.element.date
                    ? left.offset < right.offset : left.element.date > right.element.date
            }
            .map { "\($0.element.date) \($0.element.about): \($0.element.text)" }
        return notes.isEmpty ? ["none on record"] : notes
    }

    private typealias Note = (date: CalendarDate, about: String, text: String)

    private func note(_ date: CalendarDate, _ about: String, _ text: Text) -> Note? {
        snapshot.texts.ifKnown(text).map { (date, about, $0) }
    }

    private var contacts: [Note] {
        snapshot.contacts[row].compactMap { contact in
            note(
                contact.date, "contact with \(contact.constituent.name.replacing("_", with: " "))",
                contact.note)
        }
    }

    private var interventions: [Note] {
        snapshot.interventions[row].compactMap { note($0.start, "\($0.kind.name) intervention", $0.note) }
    }

    private var steps: [Note] {
        snapshot.linkages(of: row).flatMap { linkage in
            linkage.steps.compactMap { step in
                note(
                    step.date,
                    "\(snapshot.directory.services[linkage.service].name), \(step.status.name)", step.note)
            }
        }
    }

    private var observations: [Note] {
        snapshot.observations[row].compactMap { observation in
            let number = Int(observation.indicator)
            guard snapshot.catalog.indicators.indices.contains(number) else { return nil }
            return note(
                observation.date, snapshot.catalog.indicators[number].title.lowercased(), observation.note)
        }
    }

    private var discipline: [Note] {
        snapshot.discipline[row].compactMap {
            note($0.date, $0.kind.name.replacing("_", with: " "), $0.note)
        }
    }
}
