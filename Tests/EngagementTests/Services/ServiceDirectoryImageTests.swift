import Testing

@testable import Engagement

/// The directory and the linkages as part of a snapshot's image and fingerprint.
@Suite struct ServiceDirectoryImageTests {
    private static var directory: ServiceDirectory {
        var service = Service(id: "club", name: "Homework Club")
        service.alternateName = "The Club"
        service.description = "Help"
        service.organization = 0
        service.status = .inactive
        service.endedOn = day("2025-09-01")
        service.terms = [ServiceTerm(name: "Tutoring", code: "HH", broader: ["Education"])]
        service.eligibility = Eligibility(
            minimumAge: 12, maximumAge: 19, description: "All", groups: ["Low income"],
            documents: ["Card"])
        service.languages = [ServiceLanguage(name: "Spanish", code: "es")]
        service.schedules = [
            Schedule(
                validFrom: day("2025-09-01"), validTo: day("2026-06-12"), weekdays: [2, 4], opensAt: 900,
                closesAt: 1080, description: "Not on holidays")
        ]
        service.areas = ["Millbrook"]
        service.costs = ["Free"]
        service.phones = ["555-0171"]
        service.email = "a@b.example"
        service.url = "https://b.example"
        service.applicationProcess = "Call"
        service.waitTime = "A week"
        service.locations = [0]
        return ServiceDirectory(
            organizations: [
                Organization(id: "o", name: "Riverbend", description: "d", website: "w", email: "e")
            ],
            locations: [
                Location(
                    id: "l", name: "House", address: "1 River St", transportation: "Bus",
                    coordinates: Coordinates(latitude: 39, longitude: -84))
            ], services: [service])
    }

    private static func fingerprint(_ change: (inout Service) -> Void) -> String {
        var builder = SnapshotBuilder(asOf: day("2025-10-01"))
        builder.directory = directory
        change(&builder.directory.services[0])
        return builder.finish().fingerprint
    }

    @Test func readsWhatWasWritten() throws {
        var writer = ByteWriter()
        Self.directory.write(to: &writer)
        let copy = try writer.bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return try ServiceDirectory(from: &reader)
        }
        #expect(copy == Self.directory)
    }

    private static let changes: [@Sendable (inout Service) -> Void] = [
        { $0.id = "other" }, { $0.name = "x" }, { $0.alternateName = "x" }, { $0.description = "x" },
        { $0.organization = nil }, { $0.status = .active }, { $0.endedOn = nil }, { $0.terms = [] },
        { $0.eligibility.minimumAge = 11 }, { $0.eligibility.maximumAge = nil },
        { $0.eligibility.documents = [] }, { $0.eligibility.groups = [] }, { $0.languages = [] },
        { $0.schedules[0].weekdays = [2] },
        { $0.schedules[0].opensAt = nil }, { $0.areas = [] }, { $0.costs = [] }, { $0.phones = [] },
        { $0.email = "" }, { $0.url = "" }, { $0.applicationProcess = "" }, { $0.waitTime = "" },
        { $0.locations = [] }, { $0.terms[0].broader = [] },
    ]

    @Test(arguments: changes.indices)
    func everyPartOfAServiceShows(number: Int) {
        #expect(Self.fingerprint(Self.changes[number]) != Self.fingerprint { _ in })
    }

    @Test func aStepShows() {
        func fingerprint(_ step: LinkageStep?) -> String {
            var district = SmallDistrict()
            district.builder.directory = Self.directory
            if let step { district.builder.add(step, to: 0) }
            return district.snapshot().fingerprint
        }
        let date = day("2025-09-05")
        let prints = [
            nil, LinkageStep(date: date, service: 0, status: .proposed),
            LinkageStep(date: date, service: 0, status: .active),
            LinkageStep(date: date, service: 0, status: .active, domain: .academic),
            LinkageStep(date: date, service: 0, status: .active, priority: 1),
        ].map(fingerprint)
        #expect(Set(prints).count == prints.count)
        #expect(fingerprint(LinkageStep(date: day("2025-10-05"), service: 0, status: .active)) == prints[0])
    }
}
