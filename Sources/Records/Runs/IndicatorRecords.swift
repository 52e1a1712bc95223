import Engagement
import Foundation
import GRDB

/// What became of the values that a run derived.
public struct RecordedValues: Sendable, Hashable {
    /// How many were not on record.
    public let new: Int
    /// How many stood there otherwise.
    public let changed: Int
    /// The ids of the indicators that they are of, in byte order.
    public let indicators: [String]
}

extension RunRecord {
    /// Records the values of the run, all or none.
    func recordValues(_ database: Database) throws -> RecordedValues {
        var rows: [[String: String]] = []
        var indicators: Set<String> = []
        for (student, outcome) in try DistrictDatabase.outcomes(ofRun: id, database).sorted(by: {
            $0.key < $1.key
        }) {
            guard case .derived(let values) = outcome else { continue }
            indicators.formUnion(values.keys)
            rows += values.sorted { $0.key < $1.key }.map { id, value in
                [
                    "student_id": student.text, "indicator": id, "date": run.asOf.description,
                    "value": String(value), "recorder": run.plugin,
                ]
            }
        }
        var counts = (new: 0, changed: 0)
        try database.inSavepoint {
            try DistrictDatabase.addBuiltInIndicators(database)
            let session = ImportSession(database, options: ImportOptions(), user: run.user, progress: nil)
            try ConstantRecords(layout: .observations, rows: rows, path: origin).feed(session, .observations)
            try session.finish(.observations)
            try session.lookUpPending()
            guard session.rejected.isEmpty else { throw ImportSession.refusal(session.rejected) }
            for file in session.files {
                counts.new += file.summary.new
                counts.changed += file.summary.changed
            }
            return counts.new + counts.changed == 0 ? .rollback : .commit
        }
        return RecordedValues(new: counts.new, changed: counts.changed, indicators: indicators.sorted())
    }
}

/// Derived values as a run's results keep them.
enum ValuesText {
    static func text(of values: [String: Double]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }

    static func values(_ json: UnsafeBufferPointer<UInt8>) throws -> [String: Double] {
        try JSONDecoder().decode([String: Double].self, from: Data(json))
    }
}
