/// Who may have a service, as far as its directory says.
public struct Eligibility: Sendable, Hashable {
    /// The least and the most years of age; nil where there is no bound.
    public var minimumAge: Double?
    public var maximumAge: Double?
    /// What else is asked, in words; empty where not said.
    public var description: String
    /// Whom it is for, as the directory's terms say it; those with a value as `Household income: low`.
    public var groups: [String]
    /// What to bring, in the directory's order.
    public var documents: [String]

    /// Who may have it; its parts are taken as they are.
    public init(
        minimumAge: Double? = nil, maximumAge: Double? = nil, description: String = "",
        groups: [String] = [], documents: [String] = []
    ) {
        self.minimumAge = minimumAge
        self.maximumAge = maximumAge
        self.description = description
        self.groups = groups
        self.documents = documents
    }

    /// Whether somebody of this many years may have it. A person stays of an age until the next birthday.
    public func admits(age: Int) -> Bool {
        let age = Double(age)
        return age >= minimumAge ?? 0 && age <= maximumAge ?? .infinity
    }

    /// Whether its description or one of its groups has these words, in upper or lower case; a word may stand
    /// for a longer one that begins with it.
    public func mentions(_ words: String) -> Bool {
        let wanted = SearchWords(words)
        return ([description] + groups).contains { wanted.areIn($0) }
    }

    /// `ages 12 to 18`, `from 12 years`, `up to 18 years`; empty where there is no bound.
    public var ages: String {
        func plain(_ number: Double) -> String {
            number == number.rounded() && number < 1e6 ? String(Int(number)) : String(number)
        }
        switch (minimumAge, maximumAge) {
        case (let low?, let high?): return "ages \(plain(low)) to \(plain(high))"
        case (let low?, nil): return "from \(plain(low)) years"
        case (nil, let high?): return "up to \(plain(high)) years"
        case (nil, nil): return ""
        }
    }
}
