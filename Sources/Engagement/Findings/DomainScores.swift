/// Scores by engagement domain, each 0...100: of none, some or all of the four. Held in place, since a run has one
/// for each student.
public struct DomainScores: Sendable, Hashable {
    /// Bit patterns, so that equal means the same figure; a NaN where there is none.
    private var figures = SIMD4<UInt64>(repeating: Self.none)
    private static let none = Double.nan.bitPattern

    /// No scores.
    public init() {}

    /// A domain's score; nil where there is none.
    public subscript(domain: EngagementDomain) -> Double? {
        get {
            let figure = Double(bitPattern: figures[Int(domain.rawValue)])
            return figure.isNaN ? nil : figure
        }
        set { figures[Int(domain.rawValue)] = newValue?.bitPattern ?? Self.none }
    }

    /// Whether each score that there is lies in a range.
    public func areAll(in range: ClosedRange<Double>) -> Bool {
        for place in 0..<4 {
            let figure = Double(bitPattern: figures[place])
            guard figure.isNaN || range.contains(figure) else { return false }
        }
        return true
    }
}

extension DomainScores: Sequence {
    /// The domains that have a score, in their usual order.
    public func makeIterator() -> AnyIterator<(key: EngagementDomain, value: Double)> {
        var number: UInt32 = 0
        return AnyIterator {
            while let domain = EngagementDomain(rawValue: number) {
                number += 1
                if let figure = self[domain] { return (domain, figure) }
            }
            return nil
        }
    }
}

extension DomainScores: ExpressibleByDictionaryLiteral {
    /// The scores of these domains.
    public init(dictionaryLiteral elements: (EngagementDomain, Double)...) {
        for (domain, figure) in elements { self[domain] = figure }
    }
}
