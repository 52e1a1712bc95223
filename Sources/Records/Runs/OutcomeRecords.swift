public import Engagement
import GRDB

extension DistrictDatabase {
    /// What became of students under one outcome's name; empty where nothing is on record under it.
    public func outcomes(named name: String) throws -> [Identifier: Double] {
        try RecordsError.explaining(path: path, action: "reading the outcomes") {
            try pool.read { database in
                let found = try SQLiteStatement(
                    database,
                    """
                    SELECT student_id, value FROM outcome JOIN student ON student.number = outcome.student
                    WHERE outcome = ?
                    """)
                found.bind(name, at: 1)
                var outcomes: [Identifier: Double] = [:]
                while try found.step() { outcomes[Identifier(found.text(0))] = found.real(1) }
                return outcomes
            }
        }
    }

    /// The names of the outcomes on record, in byte order.
    public func outcomeNames() throws -> [String] {
        try RecordsError.explaining(path: path, action: "reading the outcomes") {
            try pool.read { database in
                try String.fetchAll(database, sql: "SELECT DISTINCT outcome FROM outcome ORDER BY outcome")
            }
        }
    }
}
