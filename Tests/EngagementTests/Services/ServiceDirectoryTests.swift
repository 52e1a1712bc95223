import Engagement
import Testing

@Suite struct ServiceDirectoryTests {
    private static let today = day("2026-02-03")

    /// A club near the school, a clinic farther off, and a mentoring service that has ended.
    private var directory: ServiceDirectory {
        var club = Service(id: "club", name: "Homework Club")
        club.organization = 0
        club.terms = [ServiceTerm(name: "Tutoring", code: "HH-4500", broader: ["Education support"])]
        club.eligibility = Eligibility(minimumAge: 12, maximumAge: 19)
        club.languages = [ServiceLanguage(name: "Spanish", code: "es")]
        club.schedules = [
            Schedule(
                validFrom: day("2025-09-01"), validTo: day("2026-06-12"), weekdays: [2, 4], opensAt: 900,
                closesAt: 1080)
        ]
        club.locations = [0]
        var clinic = Service(id: "clinic", name: "Youth Counseling")
        clinic.terms = [ServiceTerm(name: "Mental-health care")]
        clinic.locations = [1]
        var gone = Service(id: "gone", name: "Tutoring at home")
        gone.endedOn = day("2026-01-15")
        var shut = Service(id: "shut", name: "Tutoring by mail")
        shut.status = .temporarilyClosed
        return ServiceDirectory(
            organizations: [Organization(id: "o", name: "Riverbend")],
            locations: [
                Location(id: "1", coordinates: Coordinates(latitude: 39.10, longitude: -84.51)),
                Location(id: "2", coordinates: Coordinates(latitude: 39.20, longitude: -84.51)),
            ], services: [clinic, club, gone, shut])
    }

    private func found(_ change: (inout ServiceSearch) -> Void, on date: CalendarDate = today) -> [String] {
        var search = ServiceSearch()
        change(&search)
        return directory.search(search, on: date).map { directory.services[$0].id.text }
    }

    @Test(
        arguments: [
            ("tutoring", ["club"]), ("TUTOR", ["club"]), ("hh-4500", ["club"]), ("education", ["club"]),
            ("homework club", ["club"]), ("mental health", ["clinic"]), ("counseling", ["clinic"]),
            ("dental", []), ("oring", []), ("", []),
        ])
    func findsWhatIsOffered(what: String, ids: [String]) {
        #expect(found { $0.what = what } == ids)
    }

    @Test func leavesOutWhatIsNotOffered() {
        #expect(found { _ in } == ["clinic", "club"])
        #expect(found({ _ in }, on: day("2026-01-14")) == ["clinic", "club", "gone"])
    }

    @Test(arguments: [
        (11, ["clinic"]), (12, ["clinic", "club"]), (19, ["clinic", "club"]), (20, ["clinic"]),
    ])
    func asksForAge(age: Int, ids: [String]) {
        #expect(found { $0.age = age } == ids)
    }

    @Test func asksForLanguageDayAndHour() {
        #expect(found { $0.language = "Spanish" } == ["club"])
        #expect(found { $0.language = "ES" } == ["club"])
        #expect(found { $0.language = "Urdu" } == [])
        #expect(found { $0.weekday = 2 } == ["club"])
        #expect(found { ($0.weekday, $0.minute) = (2, 960) } == ["club"])
        #expect(found { $0.minute = 600 } == [])
        #expect(found({ $0.weekday = 2 }, on: day("2026-07-01")) == [])
    }

    @Test func theNearestComesFirst() throws {
        let school = try #require(Coordinates(latitude: 39.11, longitude: -84.51))
        #expect(found { $0.place = school } == ["club", "clinic"])
        #expect(found { ($0.place, $0.kilometres) = (school, 2) } == ["club"])
        let north = try #require(Coordinates(latitude: 39.3, longitude: -84.51))
        #expect(found { $0.place = north } == ["clinic", "club"])
    }

    @Test func aServiceIsFoundByItsId() {
        #expect(directory.number(of: "club") == 1)
        #expect(directory.number(of: "nobody") == nil)
        #expect(ServiceDirectory().number(of: "club") == nil)
        #expect(directory.provider(of: directory.services[1]) == "Riverbend")
    }
}

@Suite struct CoordinatesTests {
    /// Berlin to Paris: 878 km along the great circle by published tables.
    @Test func distancesAreThoseOfTables() throws {
        let berlin = try #require(Coordinates(latitude: 52.52, longitude: 13.405))
        let paris = try #require(Coordinates(latitude: 48.8566, longitude: 2.3522))
        #expect(abs(berlin.kilometres(to: paris) - 878) < 4)
        #expect(berlin.kilometres(to: berlin) == 0)
    }

    @Test(arguments: [(100, 101), (nil, 1), (1, nil), (0, 181), (.nan, 0)] as [(Double?, Double?)])
    func aPlaceThatTheEarthDoesNotHaveIsNone(latitude: Double?, longitude: Double?) {
        #expect(Coordinates(latitude: latitude, longitude: longitude) == nil)
    }
}
