/// A mentor under Check & Connect: coach, case manager and advocate.
public struct Mentor: Sendable, Hashable {
    /// The district's own id.
    public let id: Identifier
    /// The name for people.
    public let name: String
    /// The highest level of education, in the district's words; empty where not given.
    public let education: String
    /// Years of experience in homes and communities, 0 or more; nil where not given.
    public let yearsInHomeSettings: Double?
    /// Years of experience in schools, 0 or more; nil where not given.
    public let yearsInSchoolSettings: Double?
    /// The most students this mentor should have; nil where not given.
    public let caseloadLimit: Int?
    /// Trainings, the earliest first; those without a day come before.
    public internal(set) var trainings: [MentorTraining]
    /// Events at which the mentor was present, the earliest first.
    public internal(set) var events: [MentorEvent]

    /// A mentor; parts are taken as they are.
    public init(
        id: Identifier, name: String, education: String = "", yearsInHomeSettings: Double? = nil,
        yearsInSchoolSettings: Double? = nil, caseloadLimit: Int? = nil, trainings: [MentorTraining] = [],
        events: [MentorEvent] = []
    ) {
        self.id = id
        self.name = name
        self.education = education
        self.yearsInHomeSettings = yearsInHomeSettings
        self.yearsInSchoolSettings = yearsInSchoolSettings
        self.caseloadLimit = caseloadLimit
        self.trainings = trainings
        self.events = events
    }

    /// The mentor without who recorded what.
    var withoutOrigins: Mentor {
        var mentor = self
        for place in trainings.indices { mentor.trainings[place].origin = nil }
        for place in events.indices { mentor.events[place].origin = nil }
        return mentor
    }
}
