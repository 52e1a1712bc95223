import Engagement
import GRDB

/// The community's services, put together from the tables of HSDS.
struct DirectoryReader {
    private let database: Database
    private var directory = ServiceDirectory()
    /// Places in the directory by the numbers of the database.
    private var organizations: [Int64: Int] = [:]
    private var locations: [Int64: Int] = [:]
    private(set) var services: [Int64: Int] = [:]
    private var servicesAtLocations: [Int64: Int] = [:]
    /// The services at each location and of each organization.
    private var atLocation: [Int: [Int]] = [:]
    private var ofOrganization: [Int: [Int]] = [:]

    init(_ database: Database) {
        self.database = database
    }

    /// Reads all of it, each list in an order that depends on content only.
    mutating func read() throws -> ServiceDirectory {
        try readOrganizations()
        try readLocations()
        try readServices()
        try readPlaces()
        try readTerms()
        try readSchedules()
        try readDetails()
        return directory
    }

    private func rows(_ sql: String) throws -> SQLiteStatement { try SQLiteStatement(database, sql) }

    private mutating func readOrganizations() throws {
        let found = try rows(
            """
            SELECT number, organization_id, name, description, website, email FROM organization
            ORDER BY organization_id
            """)
        while try found.step() {
            organizations[found.integer(0)] = directory.organizations.count
            directory.organizations.append(
                Organization(
                    id: Identifier(found.text(1)), name: found.text(2), description: found.text(3),
                    website: found.text(4), email: found.text(5)))
        }
    }

    private mutating func readLocations() throws {
        let found = try rows(
            """
            SELECT number, location_id, name, transportation, latitude, longitude FROM location
            ORDER BY location_id
            """)
        while try found.step() {
            locations[found.integer(0)] = directory.locations.count
            directory.locations.append(
                Location(
                    id: Identifier(found.text(1)), name: found.text(2), transportation: found.text(3),
                    coordinates: Coordinates(
                        latitude: found.realIfKnown(4), longitude: found.realIfKnown(5))))
        }
        let addresses = try rows(
            """
            SELECT location, address_1, address_2, city, state_province, postal_code, country FROM address
            ORDER BY id
            """)
        while try addresses.step() {
            guard let place = locations[addresses.integer(0)], directory.locations[place].address.isEmpty
            else { continue }
            directory.locations[place].address = (1...6).map { addresses.text($0) }.filter { !$0.isEmpty }
                .joined(separator: ", ")
        }
    }

    private mutating func readServices() throws {
        let found = try rows(
            """
            SELECT number, service_id, name, alternate_name, description, organization, status, ended_on,
            minimum_age, maximum_age, eligibility_description, email, url, application_process, wait_time,
            fees_description FROM service ORDER BY service_id
            """)
        while try found.step() {
            var service = Service(id: Identifier(found.text(1)), name: found.text(2))
            service.alternateName = found.text(3)
            service.description = found.text(4)
            service.organization = found.isNull(5) ? nil : organizations[found.integer(5)]
            service.status = ServiceStatus(rawValue: UInt32(found.integer(6))) ?? .active
            service.endedOn = found.date(7)
            service.eligibility = Eligibility(
                minimumAge: found.realIfKnown(8), maximumAge: found.realIfKnown(9),
                description: found.text(10))
            service.email = found.text(11)
            service.url = found.text(12)
            service.applicationProcess = found.text(13)
            service.waitTime = found.text(14)
            if !found.text(15).isEmpty { service.costs = [found.text(15)] }
            services[found.integer(0)] = directory.services.count
            if let organization = service.organization {
                ofOrganization[organization, default: []].append(directory.services.count)
            }
            directory.services.append(service)
        }
    }

    private mutating func readPlaces() throws {
        let found = try rows(
            "SELECT number, service, location FROM service_at_location ORDER BY service_at_location_id")
        while try found.step() {
            guard let service = services[found.integer(1)], let location = locations[found.integer(2)] else {
                continue
            }
            servicesAtLocations[found.integer(0)] = service
            if !directory.services[service].locations.contains(location) {
                directory.services[service].locations.append(location)
                atLocation[location, default: []].append(service)
            }
        }
    }

    private mutating func readTerms() throws {
        var terms: [String: (code: String, name: String, parent: String)] = [:]
        let all = try rows("SELECT taxonomy_term_id, code, name, parent_id FROM taxonomy_term")
        while try all.step() { terms[all.text(0)] = (all.text(1), all.text(2), all.text(3)) }
        let groups = try rows(
            """
            SELECT service.number, taxonomy_term_id, value FROM attribute
            JOIN service ON service.service_id = attribute.link_id
            JOIN taxonomy_term ON taxonomy_term.number = attribute.taxonomy_term
            WHERE link_type LIKE '%eligib%' ORDER BY attribute.id
            """)
        while try groups.step() {
            guard let service = services[groups.integer(0)], let term = terms[groups.text(1)] else {
                continue
            }
            let group = [term.name, groups.text(2)].filter { !$0.isEmpty }.joined(separator: ": ")
            directory.services[service].eligibility.groups.append(group)
        }
        let found = try rows(
            """
            SELECT service.number, taxonomy_term_id FROM attribute
            JOIN service ON service.service_id = attribute.link_id
            JOIN taxonomy_term ON taxonomy_term.number = attribute.taxonomy_term
            WHERE ifnull(link_type, '') NOT LIKE '%eligib%' ORDER BY attribute.id
            """)
        while try found.step() {
            guard let service = services[found.integer(0)], let term = terms[found.text(1)] else { continue }
            var broader: [String] = []
            var parent = term.parent
            // A taxonomy is a few levels deep; a longer chain goes in a circle.
            while let above = terms[parent], broader.count < 10 {
                broader.append(above.name)
                parent = above.parent
            }
            let whole = ServiceTerm(name: term.name, code: term.code, broader: broader)
            if !directory.services[service].terms.contains(whole) {
                directory.services[service].terms.append(whole)
            }
        }
    }

    private mutating func readSchedules() throws {
        let found = try rows(
            """
            SELECT ifnull(service, -1), ifnull(service_at_location, -1), ifnull(location, -1), -1, valid_from,
            valid_to, dtstart, until, freq, byday, opens_at, closes_at, description FROM schedule ORDER BY id
            """)
        while try found.step() {
            var days = Schedule.weekdays(byday: found.text(9)) ?? []
            if days.isEmpty, found.text(8).uppercased() == "DAILY" { days = Set(1...7) }
            let schedule = Schedule(
                validFrom: [found.date(4), found.date(6)].compactMap(\.self).max(),
                validTo: [found.date(5), found.date(7)].compactMap(\.self).min(), weekdays: days,
                opensAt: Schedule.minute(found.text(10)), closesAt: Schedule.minute(found.text(11)),
                description: found.text(12))
            for service in subjects(of: found) { directory.services[service].schedules.append(schedule) }
        }
    }

    private mutating func readDetails() throws {
        let phones = try rows(
            """
            SELECT ifnull(service, -1), ifnull(service_at_location, -1), ifnull(location, -1),
            ifnull(organization, -1), number, extension FROM phone ORDER BY id
            """)
        while try phones.step() {
            let number = phones.text(4) + (phones.text(5).isEmpty ? "" : " ext. \(phones.text(5))")
            for service in subjects(of: phones) where !directory.services[service].phones.contains(number) {
                directory.services[service].phones.append(number)
            }
        }
        let languages = try rows(
            """
            SELECT ifnull(service, -1), -1, ifnull(location, -1), -1, name, code FROM language ORDER BY id
            """)
        while try languages.step() {
            let language = ServiceLanguage(name: languages.text(4), code: languages.text(5))
            for service in subjects(of: languages) { directory.services[service].languages.append(language) }
        }
        let areas = try rows(
            """
            SELECT ifnull(service, -1), ifnull(service_at_location, -1), -1, -1, name, description
            FROM service_area ORDER BY id
            """)
        while try areas.step() {
            let area = areas.text(4).isEmpty ? areas.text(5) : areas.text(4)
            for service in subjects(of: areas) { directory.services[service].areas.append(area) }
        }
        let documents = try rows(
            "SELECT ifnull(service, -1), -1, -1, -1, document FROM required_document ORDER BY id")
        while try documents.step() {
            for service in subjects(of: documents) {
                directory.services[service].eligibility.documents.append(documents.text(4))
            }
        }
        let costs = try rows(
            """
            SELECT ifnull(service, -1), -1, -1, -1, option, amount, currency, amount_description
            FROM cost_option ORDER BY id
            """)
        while try costs.step() {
            let amount = costs.realIfKnown(5).map { "\(plain($0)) \(costs.text(6).uppercased())" } ?? ""
            let price = [amount, costs.text(7)].filter { !$0.isEmpty }.joined(separator: " ")
            let line = [costs.text(4), price].filter { !$0.isEmpty }.joined(separator: ": ")
            for service in subjects(of: costs) where !line.isEmpty {
                directory.services[service].costs.append(line)
            }
        }
    }

    /// The services that a row is about, by its first four columns: the narrowest of service, service at
    /// a location, location and organization that it names.
    private func subjects(of row: borrowing SQLiteStatement) -> [Int] {
        if let service = services[row.integer(0)] { return [service] }
        if let service = servicesAtLocations[row.integer(1)] { return [service] }
        if let location = locations[row.integer(2)] { return atLocation[location] ?? [] }
        if let organization = organizations[row.integer(3)] { return ofOrganization[organization] ?? [] }
        return []
    }
}

extension SnapshotReader {
    /// The directory, and the students' linkages to it.
    mutating func readServices(_ database: Database) throws {
        var reader = DirectoryReader(database)
        builder.directory = try reader.read()
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, date, service, linkage_id, linkage_step.status, ifnull(mentor, -1), ifnull(domain, -1),
            ifnull(priority, 0), reason, outcome, proposed_by, note,
            linkage_step.import FROM linkage_step
            JOIN service ON service.number = linkage_step.service
            ORDER BY student, date, service_id, linkage_id, linkage_step.status, step_id
            """)
        while try found.step() {
            guard let row = row(found.integer(0)), let date = found.date(1),
                let service = reader.services[found.integer(2)]
            else { continue }
            try setOrigin(found.integer(12))
            let linkage = builder.intern(found.utf8(3))
            let reason = builder.intern(found.utf8(8))
            let outcome = builder.intern(found.utf8(9))
            let proposedBy = builder.intern(found.utf8(10))
            let priority = found.integer(7)
            builder.add(
                LinkageStep(
                    date: date, service: service, linkage: linkage,
                    status: word(found.integer(4)) ?? .proposed, mentor: mentors[found.integer(5)],
                    domain: word(found.integer(6)), priority: priority == 0 ? nil : Int(priority),
                    reason: reason, outcome: outcome, proposedBy: proposedBy,
                    note: builder.intern(found.utf8(11))), to: row)
        }
    }
}
