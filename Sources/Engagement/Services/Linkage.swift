/// A student's linkage to a service, as its steps tell it.
public struct Linkage: Sendable {
    /// The steps, the earliest first; one at least.
    public let steps: [LinkageStep]

    /// The service's number in the snapshot's directory.
    public var service: Int { steps[0].service }
    /// How far it has come.
    public var status: LinkageStatus { last.status }
    /// Whether something is still to come of it.
    public var isOpen: Bool { status.isOpen }
    /// The day of the first step.
    public var begun: CalendarDate { steps[0].date }
    /// The day since which it has its status.
    public var since: CalendarDate {
        steps[(steps.lastIndex { $0.status != status }.map { $0 + 1 } ?? 0)].date
    }
    /// The last step.
    public var last: LinkageStep { steps[steps.count - 1] }
    /// The day it was closed; nil while it is open.
    public var closedOn: CalendarDate? { isOpen ? nil : last.date }
    /// The mentor who coordinates it: the latest that a step names.
    public var mentor: Int? { latest(\.mentor) }
    /// The domain it is to help with.
    public var domain: EngagementDomain? { latest(\.domain) }
    /// 1, the most urgent, to 5; nil where not said.
    public var priority: Int? { latest(\.priority) }
    /// Why it was proposed; none where not said.
    public var reason: Text { latestText(\.reason) }
    /// What came of it; none where not said.
    public var outcome: Text { latestText(\.outcome) }
    /// The plugin that proposed it; none for a person.
    public var proposedBy: Text { steps[0].proposedBy }

    private func latest<Value>(_ part: KeyPath<LinkageStep, Value?>) -> Value? {
        steps.reversed().lazy.compactMap { $0[keyPath: part] }.first
    }

    private func latestText(_ part: KeyPath<LinkageStep, Text>) -> Text {
        steps.last { $0[keyPath: part] != .none }?[keyPath: part] ?? .none
    }
}

extension Snapshot {
    /// A student's linkages in the order in which they began.
    public func linkages(of row: Int) -> [Linkage] {
        struct Key: Hashable {
            let service: Int
            let linkage: Text
        }
        var order: [Key] = []
        var steps: [Key: [LinkageStep]] = [:]
        for step in linkageSteps[row] {
            let key = Key(service: step.service, linkage: step.linkage)
            if steps[key] == nil { order.append(key) }
            steps[key, default: []].append(step)
        }
        return order.compactMap { steps[$0].map(Linkage.init) }
    }
}
