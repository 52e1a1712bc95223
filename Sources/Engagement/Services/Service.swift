/// A service of the community: what a student can be linked to. The nouns are those of HSDS 3.
public struct Service: Sendable, Hashable {
    /// The directory's own id.
    public var id: Identifier
    /// The name for people, and another one it goes by; empty where not said.
    public var name: String
    public var alternateName = ""
    public var description = ""
    /// Who offers it: a number in ``ServiceDirectory/organizations``; nil where not said.
    public var organization: Int?
    public var status = ServiceStatus.active
    /// The day on which it left the directory; nil while it is in it.
    public var endedOn: CalendarDate?
    /// What is offered: terms of the directory's taxonomies.
    public var terms: [ServiceTerm] = []
    public var eligibility = Eligibility()
    public var languages: [ServiceLanguage] = []
    public var schedules: [Schedule] = []
    /// The areas it serves, in words.
    public var areas: [String] = []
    /// What it costs, a line an option.
    public var costs: [String] = []
    public var phones: [String] = []
    public var email = ""
    public var url = ""
    /// How to apply, and how long one waits; empty where not said.
    public var applicationProcess = ""
    public var waitTime = ""
    /// Where it is offered: numbers in ``ServiceDirectory/locations``.
    public var locations: [Int] = []

    /// A service of which only this is known.
    public init(id: Identifier, name: String) {
        self.id = id
        self.name = name
    }

    /// Whether a student can be linked to it on a day.
    public func isOffered(on date: CalendarDate) -> Bool {
        status == .active && (endedOn.map { date < $0 } ?? true)
    }

    /// Whether it offers what a word or two mean: a term by its name or code, a broader term, or the
    /// service's own name. Upper and lower case, `-` and `_` make no difference; all words must be there.
    public func offers(_ what: String) -> Bool {
        let wanted = SearchWords(what)
        if terms.contains(where: { wanted.isCode($0.code) }) { return true }
        let texts = terms.flatMap { [$0.name] + $0.broader } + [name, alternateName]
        return texts.contains { wanted.areIn($0) }
    }

    /// Whether it is spoken there, by the language's name or code; false also where nothing is said.
    public func speaks(_ language: String) -> Bool {
        let wanted = language.lowercased()
        return languages.contains { $0.name.lowercased() == wanted || $0.code.lowercased() == wanted }
    }

    /// Whether a schedule that holds on a day has it open then; false also where none says.
    public func isOpen(weekday: Int?, minute: Int?, on date: CalendarDate) -> Bool {
        schedules.contains { $0.isValid(on: date) && $0.isOpen(weekday: weekday, minute: minute) }
    }
}

/// A term of a taxonomy: a kind of service.
public struct ServiceTerm: Sendable, Hashable {
    public var code: String
    public var name: String
    /// The names of the terms above it, the nearest first.
    public var broader: [String]

    /// A term; its parts are taken as they are.
    public init(name: String, code: String = "", broader: [String] = []) {
        self.name = name
        self.code = code
        self.broader = broader
    }
}

/// A language in which a service is offered.
public struct ServiceLanguage: Sendable, Hashable {
    /// The name for people; empty where only the code is known.
    public var name: String
    /// ISO 639's code; empty where only the name is known.
    public var code: String

    /// A language; its parts are taken as they are.
    public init(name: String, code: String = "") {
        self.name = name
        self.code = code
    }
}

/// Words to look for in texts, whatever their case.
struct SearchWords {
    private let words: [Substring]
    private let text: String

    init(_ text: String) {
        self.text = Self.folded(text)
        words = self.text.split(separator: " ")
    }

    /// Whether each word begins a word of the text.
    func areIn(_ text: String) -> Bool {
        let found = Self.folded(text).split(separator: " ")
        return !words.isEmpty && words.allSatisfy { word in found.contains { $0.hasPrefix(word) } }
    }

    func isCode(_ code: String) -> Bool { !code.isEmpty && Self.folded(code) == text }

    private static func folded(_ text: String) -> String {
        String(text.lowercased().map { $0 == "-" || $0 == "_" || $0 == "/" || $0 == "," ? " " : $0 })
    }
}
