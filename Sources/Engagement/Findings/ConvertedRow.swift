/// What a plugin makes of one row of a district's file.
public enum ConvertedRow: Sendable, Hashable {
    /// A row of one of the tool's own files.
    public struct Record: Sendable, Hashable {
        /// The file's name, without `.csv`.
        public let file: String
        /// The values by the names of the file's columns, as the file would have them.
        public let fields: [String: String]

        /// A row of a file with these values; nothing of it is checked yet.
        public init(file: String, fields: [String: String]) {
            self.file = file
            self.fields = fields
        }
    }

    /// It stands for these rows of the tool's own files, one or more.
    case records([Record])
    /// It is wrong; with what is wrong with it.
    case refused(String)
    /// It is not for Caseload.
    case leftOut
}
