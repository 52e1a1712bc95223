/// The community's services, as one directory.
public struct ServiceDirectory: Sendable, Hashable {
    /// Each in the byte order of their ids.
    public var organizations: [Organization]
    public var locations: [Location]
    public var services: [Service]

    /// A directory; lists must come in the byte order of the ids.
    public init(
        organizations: [Organization] = [], locations: [Location] = [], services: [Service] = []
    ) {
        self.organizations = organizations
        self.locations = locations
        self.services = services
    }

    /// The number of the service with this id; nil if there is none.
    public func number(of id: Identifier) -> Int? {
        var low = 0
        var high = services.count
        while low < high {
            let middle = (low + high) / 2
            if services[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < services.count && services[low].id == id ? low : nil
    }

    /// Who offers a service, for people; empty where not said.
    public func provider(of service: Service) -> String {
        service.organization.map { organizations[$0].name } ?? ""
    }

    /// Kilometres from a place to the nearest location of a service; nil where none lies anywhere.
    public func kilometres(from place: Coordinates, to service: Service) -> Double? {
        service.locations.compactMap { locations[$0].coordinates?.kilometres(to: place) }.min()
    }

    /// The services that a search means, as numbers: the nearest first where it names a place, otherwise
    /// in the order of their ids.
    public func search(_ search: ServiceSearch, on date: CalendarDate) -> [Int] {
        let found = services.indices.filter { matches(search, services[$0], on: date) }
        guard let place = search.place else { return found }
        let distances = found.map { ($0, kilometres(from: place, to: services[$0]) ?? .infinity) }
        return distances.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }

    private func matches(_ search: ServiceSearch, _ service: Service, on date: CalendarDate) -> Bool {
        guard service.isOffered(on: date) else { return false }
        if let what = search.what, !service.offers(what) { return false }
        if let age = search.age, !service.eligibility.admits(age: age) { return false }
        if let words = search.eligibility, !service.eligibility.mentions(words) { return false }
        if let language = search.language, !service.speaks(language) { return false }
        if search.weekday != nil || search.minute != nil,
            !service.isOpen(weekday: search.weekday, minute: search.minute, on: date)
        {
            return false
        }
        guard let place = search.place, let limit = search.kilometres else { return true }
        return kilometres(from: place, to: service).map { $0 <= limit } ?? false
    }
}

/// What is asked of a directory; nil asks nothing. What a directory does not say is no yes.
public struct ServiceSearch: Sendable, Hashable {
    /// What is offered, as ``Service/offers(_:)`` reads it.
    public var what: String?
    /// Somebody of this age may have it.
    public var age: Int?
    /// Who may have it is said with these words, as ``Eligibility/mentions(_:)`` reads them.
    public var eligibility: String?
    /// It is offered in this language: a name or a code.
    public var language: String?
    /// It is open on this day of the week, 1 for Monday to 7 for Sunday.
    public var weekday: Int?
    /// It is open at this time, in minutes since midnight.
    public var minute: Int?
    /// From where its distance is measured.
    public var place: Coordinates?
    /// It lies at most so far from ``place``.
    public var kilometres: Double?

    /// Asks for everything.
    public init() {}
}
