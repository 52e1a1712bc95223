/// A directory as part of a snapshot's image, and of its fingerprint.
extension ServiceDirectory {
    func write(to writer: inout ByteWriter) {
        writer.write(organizations) { writer, organization in
            writer.write(organization.id.text)
            writer.write(organization.name)
            writer.write(organization.description)
            writer.write(organization.website)
            writer.write(organization.email)
        }
        writer.write(locations) { writer, location in
            writer.write(location.id.text)
            writer.write(location.name)
            writer.write(location.address)
            writer.write(location.transportation)
            writer.write(location.coordinates?.latitude)
            writer.write(location.coordinates?.longitude)
        }
        writer.write(services) { $1.write(to: &$0) }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        organizations = try reader.list { (reader) throws(ByteReader.Mismatch) in
            Organization(
                id: Identifier(try reader.string()), name: try reader.string(),
                description: try reader.string(), website: try reader.string(), email: try reader.string())
        }
        locations = try reader.list { (reader) throws(ByteReader.Mismatch) in
            Location(
                id: Identifier(try reader.string()), name: try reader.string(), address: try reader.string(),
                transportation: try reader.string(),
                coordinates: Coordinates(
                    latitude: try reader.optionalDouble(), longitude: try reader.optionalDouble()))
        }
        services = try reader.list { (reader) throws(ByteReader.Mismatch) in try Service(from: &reader) }
    }
}

extension Service {
    fileprivate func write(to writer: inout ByteWriter) {
        for text in [id.text, name, alternateName, description, email, url, applicationProcess, waitTime] {
            writer.write(text)
        }
        writer.write(organization ?? -1)
        writer.write(Int(status.rawValue))
        writer.write(endedOn)
        writer.write(terms) { writer, term in
            writer.write(term.code)
            writer.write(term.name)
            writer.write(term.broader) { $0.write($1) }
        }
        writer.write(eligibility.minimumAge)
        writer.write(eligibility.maximumAge)
        writer.write(eligibility.description)
        writer.write(eligibility.groups) { $0.write($1) }
        writer.write(eligibility.documents) { $0.write($1) }
        writer.write(languages) { writer, language in
            writer.write(language.name)
            writer.write(language.code)
        }
        writer.write(schedules) { writer, schedule in
            writer.write(schedule.validFrom)
            writer.write(schedule.validTo)
            writer.write(schedule.weekdays.sorted()) { $0.write($1) }
            writer.write(schedule.opensAt ?? -1)
            writer.write(schedule.closesAt ?? -1)
            writer.write(schedule.description)
        }
        for list in [areas, costs, phones] { writer.write(list) { $0.write($1) } }
        writer.write(locations) { $0.write($1) }
    }

    fileprivate init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        self.init(id: Identifier(try reader.string()), name: try reader.string())
        alternateName = try reader.string()
        description = try reader.string()
        email = try reader.string()
        url = try reader.string()
        applicationProcess = try reader.string()
        waitTime = try reader.string()
        organization = try reader.number()
        guard let status = ServiceStatus(rawValue: UInt32(truncatingIfNeeded: try reader.int())) else {
            throw ByteReader.Mismatch()
        }
        self.status = status
        endedOn = try reader.day()
        terms = try reader.list { (reader) throws(ByteReader.Mismatch) in
            let code = try reader.string()
            return ServiceTerm(name: try reader.string(), code: code, broader: try reader.texts())
        }
        eligibility = Eligibility(
            minimumAge: try reader.optionalDouble(), maximumAge: try reader.optionalDouble(),
            description: try reader.string(), groups: try reader.texts(), documents: try reader.texts())
        languages = try reader.list { (reader) throws(ByteReader.Mismatch) in
            ServiceLanguage(name: try reader.string(), code: try reader.string())
        }
        schedules = try reader.list { (reader) throws(ByteReader.Mismatch) in
            Schedule(
                validFrom: try reader.day(), validTo: try reader.day(),
                weekdays: Set(
                    try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.int() }),
                opensAt: try reader.number(), closesAt: try reader.number(),
                description: try reader.string())
        }
        areas = try reader.texts()
        costs = try reader.texts()
        phones = try reader.texts()
        locations = try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.int() }
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ day: CalendarDate?) {
        write(Int((day ?? .unknown).dayNumber))
    }
}

extension ByteReader {
    fileprivate mutating func texts() throws(Mismatch) -> [String] {
        try list { (reader) throws(Mismatch) in try reader.string() }
    }

    /// A number of 0 or more, or that there is none.
    fileprivate mutating func number() throws(Mismatch) -> Int? {
        let number = try int()
        return number < 0 ? nil : number
    }

    fileprivate mutating func day() throws(Mismatch) -> CalendarDate? {
        CalendarDate(dayNumber: Int32(truncatingIfNeeded: try int())).ifKnown
    }
}
