/// A student's homework of the school year that was due by the snapshot's day. Exempt pieces count nowhere.
public struct HomeworkSummary: Sendable, Hashable {
    /// Pieces that were due.
    public private(set) var due = 0
    /// Pieces handed in, 0...``due``.
    public private(set) var submitted = 0
    /// Points reached in graded pieces whose maximum is known.
    public private(set) var points = 0.0
    /// Points that could be reached in those pieces.
    public private(set) var pointsPossible = 0.0

    /// The share of pieces handed in, 0...1; nil where none was due.
    public var completion: Double? { due == 0 ? nil : Double(submitted) / Double(due) }

    /// The share of points reached, 0...1; nil where none was graded. Extra credit does not lift it above 1.
    public var accuracy: Double? { pointsPossible > 0 ? min(1, points / pointsPossible) : nil }

    /// Counts these pieces.
    init(pieces: some Sequence<HomeworkItem>) {
        for piece in pieces where piece.status != .exempt {
            due += 1
            guard piece.status.isSubmitted else { continue }
            submitted += 1
            if piece.status == .fullyGraded, !piece.score.isNaN, piece.maximum > 0 {
                points += piece.score
                pointsPossible += piece.maximum
            }
        }
    }
}

extension Snapshot {
    /// A student's homework of this school year.
    ///
    /// - Returns: nil where the student has no homework on record.
    public func homework(of row: Int) -> HomeworkSummary? {
        let pieces = homework[row]
        guard !pieces.isEmpty else { return nil }
        // A piece without a due date counts by the day it was given out.
        return HomeworkSummary(
            pieces: pieces.lazy.filter { piece in
                let date = piece.due.ifKnown ?? piece.assigned
                return date >= schoolYearStart && date <= asOf
            })
    }
}
