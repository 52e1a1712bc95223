import GRDB

extension DistrictDatabase {
    /// A number that changes when another program, or another connection of this one, has written to the
    /// database since it was last asked for.
    public func dataVersion() throws -> Int {
        try RecordsError.explaining(path: path, action: "reading it") {
            try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        }
    }
}
