/// A mentor's contacts over a stretch of days, counted and timed: by the role in which the mentor acted, by
/// where, and with whom.
public struct MentorTime: Sendable, Hashable {
    /// How many contacts, and how long they took together.
    public struct Tally: Sendable, Hashable {
        /// Contacts, 0 or more.
        public internal(set) var contacts = 0
        /// Minutes of those whose length is on record, 0 or more.
        public internal(set) var minutes = 0

        /// No contacts.
        public init() {}

        mutating func add(_ contact: Contact) {
            contacts += 1
            minutes += contact.minutes ?? 0
        }
    }

    /// All contacts.
    public private(set) var total = Tally()
    /// By role; contacts without one are in ``total`` only.
    public private(set) var byRole: [MentorRole: Tally] = [:]
    /// By setting; contacts without one are in ``total`` only.
    public private(set) var bySetting: [Setting: Tally] = [:]
    /// By whom the contact was with.
    public private(set) var byConstituent: [Constituent: Tally] = [:]

    init(_ contacts: some Sequence<Contact>) {
        for contact in contacts {
            total.add(contact)
            if let role = contact.role { byRole[role, default: Tally()].add(contact) }
            if let setting = contact.setting { bySetting[setting, default: Tally()].add(contact) }
            byConstituent[contact.constituent, default: Tally()].add(contact)
        }
    }
}

extension Snapshot {
    /// A mentor's contacts with and about all students in the snapshot, by row and then by day, each with its
    /// number in the table of ``contacts``.
    ///
    /// - Parameters:
    ///   - first: The first day; nil means the school year's.
    public func contacts(ofMentor mentor: Int, from first: CalendarDate? = nil) -> [(
        row: Int, number: Int, contact: Contact
    )] {
        let first = first ?? schoolYearStart
        return (0..<students.count).flatMap { row in
            let all = contacts[row]
            return all.indices.lazy.map { (row, $0, all[$0]) }
                .filter { $2.mentor == mentor && $2.date >= first }
        }
    }

    /// What a mentor's contacts come to, by role, setting and with whom.
    ///
    /// - Parameters:
    ///   - first: The first day; nil means the school year's.
    public func time(ofMentor mentor: Int, from first: CalendarDate? = nil) -> MentorTime {
        MentorTime(contacts(ofMentor: mentor, from: first).map(\.contact))
    }
}
