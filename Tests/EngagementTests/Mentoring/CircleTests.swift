import Engagement
import Testing

@Suite struct CircleTests {
    private static let snapshot: Snapshot = {
        var district = SmallDistrict()
        let mentor = district.builder.addMentor(Mentor(id: "m", name: "Ida Marsh"))
        district.builder.add(
            CaseloadAssignment(mentor: mentor, from: day("2025-09-01"), to: .unknown), to: 0)
        func text(_ text: String) -> Text { district.builder.intern(text) }
        let guardians = [("Lars Lind", "uncle", false), ("Ngozi Okafor", "mother", true)]
        for (name, relationship, isPrimary) in guardians {
            district.builder.add(
                Guardian(name: text(name), relationship: text(relationship), isPrimary: isPrimary), to: 0)
        }
        var club = Service(id: "a", name: "Homework Club")
        club.organization = 0
        district.builder.directory.organizations = [Organization(id: "o", name: "Riverbend House")]
        var lab = Service(id: "c", name: "Math Lab")
        lab.organization = 0
        district.builder.directory.services = [
            club, Service(id: "b", name: "Clinic"), lab, Service(id: "d", name: "Only Proposed"),
        ]
        let steps = [(0, LinkageStatus.active), (1, .active), (1, .ended), (2, .referred), (3, .proposed)]
        for (service, status) in steps {
            district.builder.add(
                LinkageStep(date: day("2025-09-0\(3 + service)"), service: service, status: status), to: 0)
        }
        let contacts: [(String, Constituent, String)] = [
            ("2025-09-02", .guardian, "ngozi okafor"), ("2025-09-03", .student, "Amara"),
            ("2025-09-04", .externalProvider, "Dr Kim"), ("2025-09-05", .externalProvider, "Dr Kim"),
            ("2025-09-05", .serviceOrganization, "riverbend house"), ("2025-09-06", .districtStaff, "Mr Poe"),
            ("2025-09-06", .guardian, ""), ("2025-09-08", .guardian, "Ngozi Okafor"),
        ]
        for (date, constituent, person) in contacts {
            district.builder.add(
                Contact(
                    date: day(date), mentor: mentor, with: constituent, role: nil, setting: nil, mode: nil,
                    minutes: nil, person: person.isEmpty ? .none : text(person)), to: 0)
        }
        return district.snapshot()
    }()

    private func lines(_ kinds: Set<RecordKind>) -> [String] {
        Circle(Self.snapshot, row: 0, kinds: kinds).members.map { member in
            let facts = [
                member.name, member.constituent.name, member.relationship ?? "-", "\(member.contacts)",
                member.lastContact.map(\.description) ?? "-",
            ]
            return facts.joined(separator: ", ")
        }
    }

    @Test func holdsWhomTheRecordsName() {
        #expect(
            lines([.guardians, .contacts, .linkages]) == [
                "Ngozi Okafor, guardian, mother, 2, 2025-09-08",
                "Lars Lind, guardian, uncle, 0, -",
                "Ida Marsh, district_staff, mentor, 0, -",
                "Mr Poe, district_staff, -, 1, 2025-09-06",
                "Dr Kim, external_provider, -, 2, 2025-09-05",
                "Riverbend House, service_organization, Homework Club; Math Lab, 1, 2025-09-05",
            ])
    }

    @Test func holdsOnlyOfWhatIsRead() {
        #expect(lines([]) == ["Ida Marsh, district_staff, mentor, 0, -"])
        #expect(
            lines([.contacts]).first == "ngozi okafor, guardian, -, 2, 2025-09-08",
            "a name that only contacts say")
        #expect(
            lines([.linkages]) == [
                "Ida Marsh, district_staff, mentor, 0, -",
                "Riverbend House, service_organization, Homework Club; Math Lab, 0, -",
            ])
    }
}
