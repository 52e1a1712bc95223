import Engagement
import PluginHost
import Records

extension Failure {
    /// How the program ends for an error of one of its modules; nil for one that is none of theirs.
    init?(explaining error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as RecordsError: self.init(Self.status(of: error.category), error.description)
        case let error as PluginError: self.init(.badData, error.description)
        case let error as QueryError: self.init(.usage, Self.pointing(to: error))
        case let error as FieldError: self.init(.usage, error.description)
        default: return nil
        }
    }

    private static func status(of category: RecordsError.Category) -> ExitStatus {
        switch category {
        case .badData: .badData
        case .inputOutput: .inputOutput
        case .cannot: .notDone
        }
    }

    /// The message with the query and a caret below the place that is wrong.
    private static func pointing(to error: QueryError) -> String {
        let query = String(error.query.map { $0.isNewline ? " " : $0 })
        let before = String(query.prefix(error.column - 1)).visible.displayWidth
        return "in the query, \(error)\n  \(query)\n  \(String(repeating: " ", count: before))^"
    }
}
