public import Engagement
import GRDB

extension DistrictDatabase {
    /// Records what a plugin derived of a day: observations with the plugin as their recorder, through the
    /// importer's own checks, all or none. Values of an earlier run of the same day that differ are kept
    /// beside; where nothing differs, nothing is written.
    ///
    /// - Parameters:
    ///   - values: The values by student, each by the indicator's id.
    ///   - plugin: The plugin's name.
    ///   - version: Its version; stands with the origin of each record.
    /// - Returns: How many values were not on record, and how many stood there otherwise.
    public func record(
        _ values: [(student: Identifier, values: [String: Double])], on date: CalendarDate,
        derivedBy plugin: String,
        version: String, user: String
    ) throws -> (new: Int, changed: Int) {
        let rows = values.flatMap { student, values in
            values.sorted { $0.key < $1.key }.map { id, value in
                [
                    "student_id": student.text, "indicator": id, "date": date.description,
                    "value": String(value),
                    "recorder": plugin,
                ]
            }
        }
        return try RecordsError.explaining(path: path, action: "recording the indicators") {
            try pool.writeWithoutTransaction { database in
                var counts = (new: 0, changed: 0)
                try database.inTransaction(.immediate) {
                    try Self.addBuiltInIndicators(database)
                    let session = ImportSession(database, options: ImportOptions(), user: user, progress: nil)
                    try ConstantRecords(layout: .observations, rows: rows, path: "\(plugin) \(version)")
                        .feed(session, .observations)
                    try session.finish(.observations)
                    try session.lookUpPending()
                    guard session.rejected.isEmpty else { throw ImportSession.refusal(session.rejected) }
                    for file in session.files {
                        counts.new += file.summary.new
                        counts.changed += file.summary.changed
                    }
                    return counts.new + counts.changed == 0 ? .rollback : .commit
                }
                return counts
            }
        }
    }
}
