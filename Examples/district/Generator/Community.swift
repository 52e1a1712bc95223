/// The community's services as a directory in the files of HSDS 3: the same however many students there are.
struct Community {
    let directory: String

    /// A service that students can be linked to.
    struct Service {
        let id: String
        let name: String
        let organization: Int
        let description: String
        let kinds: [String]
        var ages: (Int?, Int?) = (nil, nil)
        /// What is asked besides, in words.
        var eligibility = ""
        /// Days as HSDS writes them, and the hours.
        let days: String
        let hours: (String, String)
        var languages: [String] = []
        var cost = "Free"
        var status = "active"
        /// The domain of engagement it is linked for; nil for one that is not linked in the example.
        var domain: String?

        /// Whether the youngest of the district may have it.
        var isForMiddleSchool: Bool { (ages.0 ?? 0) <= 10 }
    }

    private static let organizations = [
        ("Heronmere Neighborhood House", (1, 1)), ("Alderwater Public Library", (0, 2)),
        ("Kingfisher Youth Center", (6, 2)), ("Larch Hill Clinic", (3, 3)), ("Fernbridge Works", (2, -2)),
    ]

    static let services = [
        Service(
            id: "SV-01", name: "Homework Table", organization: 1,
            description: "Help with homework in the reading room, no appointment needed.",
            kinds: ["Tutoring", "Homework help"], ages: (10, 18), days: "MO,TU,WE,TH",
            hours: ("15:00", "18:00"), domain: "academic"),
        Service(
            id: "SV-02", name: "Math After Hours", organization: 0,
            description: "Two students and a tutor, one subject for eight weeks.", kinds: ["Tutoring"],
            ages: (10, 19), days: "TU,TH", hours: ("15:30", "17:30"), languages: ["Spanish"],
            domain: "academic"),
        Service(
            id: "SV-03", name: "Catch-Up Credits", organization: 4,
            description: "A failed course again, on Saturdays, for credit.", kinds: ["Credit recovery"],
            ages: (14, 20), eligibility: "Students who failed a course", days: "SA",
            hours: ("09:00", "13:00"), cost: "20 USD a course",
            domain: "academic"),
        Service(
            id: "SV-04", name: "Open Door", organization: 3,
            description: "Counseling for young people, alone or with the family.", kinds: ["Counseling"],
            ages: (10, 21), days: "MO,TU,WE,TH,FR", hours: ("09:00", "17:00"), languages: ["Spanish"],
            cost: "By income", domain: "affective"),
        Service(
            id: "SV-05", name: "Family Evenings", organization: 0,
            description: "Supper, then talk with other families and somebody who listens.",
            kinds: ["Family support"], days: "WE", hours: ("17:00", "20:00"), languages: ["Spanish"],
            domain: "affective"),
        Service(
            id: "SV-06", name: "Saturday Crew", organization: 2,
            description: "Cooking, climbing, a film now and then.", kinds: ["Youth group"], ages: (10, 18),
            days: "SA", hours: ("13:00", "18:00"), domain: "affective"),
        Service(
            id: "SV-07", name: "Walk and Ride", organization: 0,
            description: "Somebody at the door in the morning, and a way to school.",
            kinds: ["Attendance support"], ages: (10, 18), days: "MO,TU,WE,TH,FR", hours: ("06:45", "08:30"),
            domain: "behavioral"),
        Service(
            id: "SV-08", name: "Side by Side", organization: 2,
            description: "An afternoon a week with a grown-up who stays for two years.",
            kinds: ["Mentoring"], ages: (10, 18), days: "TU", hours: ("15:30", "18:00"), domain: "behavioral"),
        Service(
            id: "SV-09", name: "Talk It Over", organization: 2,
            description: "Two sides, a table, and a mediator of the same age.",
            kinds: ["Conflict resolution"], ages: (10, 18), days: "FR", hours: ("15:00", "17:00"),
            domain: "behavioral"),
        Service(
            id: "SV-10", name: "Try a Trade", organization: 4,
            description: "Six workshops in a term, from bakery to wiring.", kinds: ["Career exploration"],
            ages: (14, 20), days: "WE", hours: ("15:30", "18:00"), domain: "cognitive"),
        Service(
            id: "SV-11", name: "Campus Days", organization: 1,
            description: "Visits, forms and money for what comes after school.",
            kinds: ["College preparation"], ages: (14, 19),
            eligibility: "Families with free or reduced lunch", days: "MO", hours: ("16:00", "18:00"),
            domain: "cognitive"),
        Service(
            id: "SV-12", name: "Health Van", organization: 3,
            description: "Check-ups, vaccinations, glasses.", kinds: ["Health care"],
            eligibility: "Families without health insurance", days: "TH", hours: ("10:00", "16:00"),
            languages: ["Spanish"]),
        Service(
            id: "SV-13", name: "Evening School", organization: 4,
            description: "Given up until there is a teacher again.", kinds: ["Credit recovery"],
            ages: (16, nil), days: "MO", hours: ("18:00", "21:00"), status: "inactive"),
    ]

    /// A kind of service, and the wider one it belongs to.
    private static let kinds = [
        ("Learning", ["Tutoring", "Homework help", "Credit recovery"]),
        ("Attendance and behavior", ["Attendance support", "Mentoring", "Conflict resolution"]),
        ("Life after school", ["Career exploration", "College preparation"]),
        ("Health and belonging", ["Counseling", "Family support", "Youth group", "Health care"]),
    ]

    func write() throws(OutputError) {
        try writeOrganizations()
        try writeKinds()
        try writeServices()
    }

    private func file(_ name: String, _ header: String) throws(OutputError) -> CSVFile {
        try CSVFile(directory: directory, name: name, header: header)
    }

    private func writeOrganizations() throws(OutputError) {
        let organizations = try file("organizations.csv", "id,name,description,email,website")
        let locations = try file("locations.csv", "id,location_type,name,transportation,latitude,longitude")
        let addresses = try file("addresses.csv", "id,location_id,address_1,city,state_province,postal_code")
        let phones = try file("phones.csv", "id,organization_id,number")
        for (number, organization) in Self.organizations.enumerated() {
            let (name, (north, east)) = organization
            let place = Place(north: north, east: east)
            let word = String(name.lowercased().prefix { $0 != " " })
            try organizations.row(
                "ORG-\(number + 1)", name, "", "hello@\(word).example", "https://\(word).example")
            try locations.row(
                "L-\(number + 1)", "physical", name, "Bus \(number + 3)", place.latitude, place.longitude)
            try addresses.row(
                "A-\(number + 1)", "L-\(number + 1)", "\(12 + 17 * number) Siskin Street", "Alderwater", "",
                "")
            try phones.row("P-\(number + 1)", "ORG-\(number + 1)", "555-01\(40 + number)")
        }
        for file in [organizations, locations, addresses, phones] { try file.finish() }
    }

    private func writeKinds() throws(OutputError) {
        let terms = try file("taxonomy_terms.csv", "id,code,name,parent_id,taxonomy")
        for (number, (name, kinds)) in Self.kinds.enumerated() {
            try terms.row("T-\(number + 1)", "\(number + 1)", name, "", "Alderwater")
            for (place, kind) in kinds.enumerated() {
                try terms.row(
                    Self.term(of: kind), "\(number + 1).\(place + 1)", kind, "T-\(number + 1)", "Alderwater")
            }
        }
        try terms.finish()
    }

    private static func term(of kind: String) -> String {
        "T-" + kind.lowercased().map { $0 == " " ? "-" : String($0) }.joined()
    }

    private func writeServices() throws(OutputError) {
        let services = try file(
            "services.csv",
            "id,organization_id,name,description,status,fees_description,eligibility_description,minimum_age,"
                + "maximum_age")
        let places = try file("service_at_location.csv", "id,service_id,location_id")
        let schedules = try file(
            "schedules.csv", "id,service_id,freq,byday,opens_at,closes_at,valid_from,valid_to")
        let languages = try file("languages.csv", "id,service_id,name,code")
        let attributes = try file(
            "attributes.csv", "id,link_id,taxonomy_term_id,link_type,link_entity,value")
        for service in Self.services {
            let number = service.id.suffix(2)
            try services.row(
                service.id, "ORG-\(service.organization + 1)", service.name, service.description,
                service.status, service.cost, service.eligibility, service.ages.0.map { "\($0)" } ?? "",
                service.ages.1.map { "\($0)" } ?? "")
            try places.row("SL-\(number)", service.id, "L-\(service.organization + 1)")
            try schedules.row(
                "SC-\(number)", service.id, "WEEKLY", service.days, service.hours.0, service.hours.1,
                "2025-08-18", "2026-08-14")
            for language in service.languages {
                try languages.row("LG-\(number)", service.id, language, "es")
            }
            for (place, kind) in service.kinds.enumerated() {
                try attributes.row(
                    "AT-\(number)-\(place + 1)", service.id, Self.term(of: kind), "service_type", "service",
                    "")
            }
        }
        for file in [services, places, schedules, languages, attributes] { try file.finish() }
    }
}
