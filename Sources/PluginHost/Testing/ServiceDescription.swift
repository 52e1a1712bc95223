import Engagement
import Lua

/// What a plugin's test says of the community's services and of students' linkages to them.
///
/// `services = { { id = …, name = …, offers = { … }, languages = { … }, minimum_age = …, maximum_age = …,
/// eligibility = …, eligible_groups = { … },
/// hours = { { days = "MO,TU", opens_at = …, closes_at = … } }, latitude = …, longitude = … } }`
enum ServiceDescription {
    static func directory(_ reader: inout TableReader) throws -> ServiceDirectory {
        var directory = ServiceDirectory()
        var found: [(service: Service, location: Location?)] = []
        for table in try reader.list("services") {
            var entry = try TableReader(table, what: "a service", view: reader.view)
            found.append(try service(&entry))
            try entry.finish()
        }
        for (service, location) in found.sorted(by: { $0.service.id < $1.service.id }) {
            var service = service
            if let location {
                service.locations = [directory.locations.count]
                directory.locations.append(location)
            }
            directory.services.append(service)
        }
        return directory
    }

    private static func service(
        _ entry: inout TableReader
    ) throws -> (service: Service, location: Location?) {
        let id = try entry.text("id")
        var service = Service(id: Identifier(id), name: try entry.optionalText("name") ?? id)
        service.terms = try texts(&entry, "offers").map { ServiceTerm(name: $0) }
        service.languages = try texts(&entry, "languages").map { ServiceLanguage(name: $0) }
        service.eligibility = Eligibility(
            minimumAge: try entry.optionalNumber("minimum_age"),
            maximumAge: try entry.optionalNumber("maximum_age"),
            description: try entry.optionalText("eligibility") ?? "",
            groups: try texts(&entry, "eligible_groups"))
        service.status = try entry.optionalWord("status") ?? .active
        for table in try entry.list("hours") {
            var hours = try TableReader(table, what: "hours", view: entry.view)
            let days = try hours.text("days")
            guard let weekdays = Schedule.weekdays(byday: days) else {
                throw LuaError("hours: days: '\(days)' is no list of days; write them as MO,TU,WE")
            }
            service.schedules.append(
                Schedule(
                    weekdays: weekdays,
                    opensAt: try hours.optionalText("opens_at").flatMap { Schedule.minute($0) },
                    closesAt: try hours.optionalText("closes_at").flatMap { Schedule.minute($0) }))
            try hours.finish()
        }
        let place = Coordinates(
            latitude: try entry.optionalNumber("latitude"), longitude: try entry.optionalNumber("longitude"))
        return (service, place.map { Location(id: Identifier(id), name: service.name, coordinates: $0) })
    }

    private static func texts(_ entry: inout TableReader, _ key: String) throws -> [String] {
        try (entry.table(key)?.array() ?? []).map(\.description)
    }

    /// Adds a step of a linkage, as linkages.csv has it.
    static func add(
        step table: LuaTable, on date: CalendarDate, to builder: inout SnapshotBuilder, row: Int, view: View,
        mentor: (inout TableReader) throws -> Int?
    ) throws {
        var step = try TableReader(table, what: "a linkage", view: view)
        _ = try step.optionalDate("date")
        try step.takeOrigin(of: &builder)
        let id = try step.text("service_id")
        guard let service = builder.directory.number(of: Identifier(id)) else {
            throw LuaError("a linkage: no service '\(id)'; describe it in services")
        }
        builder.add(
            LinkageStep(
                date: date, service: service,
                linkage: builder.intern(try step.optionalText("linkage_id") ?? ""),
                status: try step.word("status"), mentor: try mentor(&step),
                domain: try step.optionalWord("domain"),
                priority: try step.optionalNumber("priority").map { Int($0) },
                reason: builder.intern(try step.optionalText("reason") ?? ""),
                outcome: builder.intern(try step.optionalText("outcome") ?? ""),
                proposedBy: builder.intern(try step.optionalText("proposed_by") ?? ""),
                note: builder.intern(try step.optionalText("note") ?? "")), to: row)
        try step.finish()
    }
}
