/// The people and organizations around a student: guardians, the mentors, whom the contacts were with, and
/// who offers the services the student is linked to, once each.
public struct Circle {
    /// One of them.
    public struct Member: Equatable {
        /// The name; empty where it is left out or not known.
        public let name: String
        /// What they are to the program.
        public let constituent: Constituent
        /// How they stand to the student: `mother`, `mentor`, the service that is offered; nil where not known.
        public let relationship: String?
        public let phone: String?
        public let email: String?
        /// The language they speak best; nil where not known.
        public let language: String?
        /// Whether this is whom the school calls first.
        public let isPrimary: Bool
        /// How many contacts of the school year name them, and the day of the last; nil without one.
        public fileprivate(set) var contacts = 0
        public fileprivate(set) var lastContact: CalendarDate?
    }

    /// Guardians first, then the mentors, then the others by what they are; each in the order of the record.
    public let members: [Member]

    /// The circle of a student, from these kinds of record: ``RecordKind/guardians``,
    /// ``RecordKind/contacts``, ``RecordKind/linkages``. The mentors are always there.
    public init(
        _ snapshot: Snapshot, row: Int, kinds: Set<RecordKind> = [.guardians, .contacts, .linkages]
    ) {
        let texts = snapshot.texts
        var members: [Member] = []
        if kinds.contains(.guardians) {
            let guardians = snapshot.guardians[row]
            let ordered = guardians.filter(\.isPrimary) + guardians.filter { !$0.isPrimary }
            members += ordered.map { person in
                Member(
                    name: texts.ifKnown(person.name) ?? "", constituent: .guardian,
                    relationship: texts.ifKnown(person.relationship), phone: texts.ifKnown(person.phone),
                    email: texts.ifKnown(person.email), language: texts.ifKnown(person.language),
                    isPrimary: person.isPrimary)
            }
        }
        members += snapshot.caseloads[row].map { assignment in
            Member(
                snapshot.mentors[Int(assignment.mentor)].name, .districtStaff, relationship: "mentor")
        }
        if kinds.contains(.linkages) {
            // Who is only proposed knows nothing of the student.
            let linkages = snapshot.linkages(of: row).filter { $0.isOpen && $0.status != .proposed }
            var services: [(name: String, services: [String])] = []
            for linkage in linkages {
                let service = snapshot.directory.services[linkage.service]
                let provider = snapshot.directory.provider(of: service)
                let name = provider.isEmpty ? service.name : provider
                if let place = services.firstIndex(where: { $0.name == name }) {
                    // Two linkages to one service are one service.
                    if !services[place].services.contains(service.name) {
                        services[place].services.append(service.name)
                    }
                } else {
                    services.append((name, [service.name]))
                }
            }
            members += services.map {
                Member($0.name, .serviceOrganization, relationship: $0.services.joined(separator: "; "))
            }
        }
        if kinds.contains(.contacts) {
            for contact in snapshot.contacts[row] where contact.constituent != .student {
                guard let person = texts.ifKnown(contact.person) else { continue }
                let place =
                    members.firstIndex { $0.isNamed(person, as: contact.constituent) } ?? members.count
                if place == members.count { members.append(Member(person, contact.constituent)) }
                members[place].contacts += 1
                members[place].lastContact = contact.date
            }
        }
        self.members = Constituent.allCases.flatMap { constituent in
            members.filter { $0.constituent == constituent }
        }
    }
}

extension Circle.Member {
    fileprivate init(_ name: String, _ constituent: Constituent, relationship: String? = nil) {
        self.init(
            name: name, constituent: constituent, relationship: relationship, phone: nil, email: nil,
            language: nil, isPrimary: false)
    }

    /// Whether a contact's person is this one: the same words, in upper or lower case.
    fileprivate func isNamed(_ person: String, as constituent: Constituent) -> Bool {
        self.constituent == constituent && !name.isEmpty && name.lowercased() == person.lowercased()
    }
}
