/// What is to be looked at in a student's linkages: two services of one kind, a domain at high risk with
/// none, steps that are due.
public struct LinkageReview: Sendable {
    /// The student's linkages in the order in which they began.
    public let linkages: [Linkage]
    private let snapshot: Snapshot

    /// After how many days something is due; districts set their own.
    public struct Pace: Sendable {
        /// Days in which a proposal, a referral or an enrollment should have led to the next step.
        public var stepDays: Int
        /// Days after which it should be noted how an active linkage goes.
        public var noteDays: Int

        /// Days until steps are due.
        public init(stepDays: Int = 14, noteDays: Int = 30) {
            self.stepDays = stepDays
            self.noteDays = noteDays
        }
    }

    /// Two open linkages to services of one kind.
    public struct Overlap: Sendable {
        public let first: Linkage
        public let second: Linkage
        /// The kind; the service's name where it is the same service twice.
        public let kind: String
    }

    /// A student's linkages on the snapshot's day.
    public init(_ snapshot: Snapshot, row: Int) {
        self.snapshot = snapshot
        linkages = snapshot.linkages(of: row)
    }

    /// The linkages of which something is still to come.
    public var open: [Linkage] { linkages.filter(\.isOpen) }

    /// Pairs of open linkages to services of one kind, by their terms.
    public var overlaps: [Overlap] {
        let open = open
        return open.indices.flatMap { first in
            open[..<first].compactMap { earlier in
                kind(of: earlier, open[first]).map {
                    Overlap(first: earlier, second: open[first], kind: $0)
                }
            }
        }
    }

    /// Those of these domains for which no open linkage is. One that is only proposed counts: that it waits
    /// for a decision is said among the steps that are due.
    public func gaps(among domains: [EngagementDomain]) -> [EngagementDomain] {
        let linked = Set(open.compactMap(\.domain))
        return domains.filter { !linked.contains($0) }
    }

    /// The steps that are due, each for people.
    public func due(_ pace: Pace = Pace()) -> [String] {
        open.compactMap { linkage in
            let service = snapshot.directory.services[linkage.service]
            let name = service.name
            guard service.isOffered(on: snapshot.asOf) else {
                return
                    "see what becomes of \(name), \(linkage.status.name) since \(linkage.since): it is offered no more"
            }
            let days = snapshot.asOf - linkage.last.date
            switch linkage.status {
            case .active:
                return days >= pace.noteDays
                    ? "note how \(name) goes: the last note is \(days) days old" : nil
            case .proposed where days >= pace.stepDays:
                return "decide on \(name), proposed on \(linkage.since)"
            case .referred where days >= pace.stepDays:
                return "ask whether \(name) has taken the student in, referred on \(linkage.since)"
            case .enrolled where days >= pace.stepDays:
                return "see that \(name) begins, enrolled on \(linkage.since)"
            default: return nil
            }
        }
    }

    private func kind(of first: Linkage, _ second: Linkage) -> String? {
        let services = snapshot.directory.services
        if first.service == second.service { return services[first.service].name }
        let kinds = Set(services[first.service].terms.map(\.name))
        return services[second.service].terms.map(\.name).first(where: kinds.contains)
    }
}
