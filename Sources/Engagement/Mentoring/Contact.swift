/// One contact of a mentor about a student.
public struct Contact: SnapshotRecord {
    /// The day.
    public let date: CalendarDate
    private let mentorNumber: Int32
    private let constituentNumber: UInt32
    private let roleNumber: UInt32
    private let settingNumber: UInt32
    private let modeNumber: UInt32
    private let minuteCount: Int32
    /// The name of whom the contact was with; none where not said.
    public private(set) var person: Text
    /// What was said or agreed. Confidential: for readers of notes only.
    public private(set) var note: Text

    /// One contact; nil where a part is not known.
    ///
    /// - Parameters:
    ///   - mentor: The mentor's number in the snapshot.
    ///   - minutes: How long it took, 0 or more.
    public init(
        date: CalendarDate, mentor: Int?, with constituent: Constituent, role: MentorRole?, setting: Setting?,
        mode: ContactMode?, minutes: Int?, person: Text = .none, note: Text = .none
    ) {
        self.date = date
        mentorNumber = mentor.map { Int32($0) } ?? -1
        constituentNumber = constituent.rawValue
        roleNumber = role?.rawValue ?? .max
        settingNumber = setting?.rawValue ?? .max
        modeNumber = mode?.rawValue ?? .max
        minuteCount = minutes.map { Int32(clamping: $0) } ?? -1
        self.person = person
        self.note = note
    }

    /// The mentor's number in the snapshot; nil where not known.
    public var mentor: Int? { mentorNumber < 0 ? nil : Int(mentorNumber) }
    /// Whom the contact was with.
    public var constituent: Constituent { Constituent(rawValue: constituentNumber) ?? .student }
    /// In which role the mentor acted; nil where not said.
    public var role: MentorRole? { MentorRole(rawValue: roleNumber) }
    /// Where it took place; nil where not said.
    public var setting: Setting? { Setting(rawValue: settingNumber) }
    /// How; nil where not said.
    public var mode: ContactMode? { ContactMode(rawValue: modeNumber) }
    /// How long it took; nil where not said.
    public var minutes: Int? { minuteCount < 0 ? nil : Int(minuteCount) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&person)
        visit(&note)
    }
}
