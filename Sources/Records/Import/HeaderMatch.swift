import Engagement
import NearestName

/// Which columns of a file are which of a layout.
struct HeaderMatch {
    /// Pairs of a column in the file and one of the layout.
    var columns: [(file: Int, layout: Int)] = []
    /// The names of the file's other columns.
    var ignored: [String] = []
    /// The names in the header as the file has them, without white space around them.
    let header: [String]

    /// Matches the header in which `reader` stands.
    ///
    /// Throws for a name that stands there twice, one that is nearly that of a column that is missing,
    /// and for a missing column that every row must fill.
    init(_ reader: CSVReader, layout: RecordLayout) throws(CSVProblem) {
        header = Self.names(of: reader)
        let known = layout.columns.filter { $0.presence != .derived }.map(\.name)
        try Self.refuseTwice(header)
        let missing = known.filter { !header.contains($0) }
        for (file, name) in header.enumerated() {
            if let column = layout.column(name), layout.columns[column].presence != .derived {
                columns.append((file, column))
            } else if layout.passedOver.contains(name) {
                continue
            } else if let near = Self.misspelt(name, of: missing) {
                throw CSVProblem(
                    line: 1,
                    "column '\(visible(name))' is not known; did you mean '\(near)'? Correct or rename it")
            } else {
                ignored.append(name)
            }
        }
        let wanted = layout.columns.filter { $0.presence == .required && !header.contains($0.name) }
        guard wanted.isEmpty else {
            throw CSVProblem(
                line: 1,
                """
                \(Self.missing(wanted.map(\.name))); found \
                \(Self.list(header)); expected \(Self.expected(layout))
                """)
        }
    }

    /// The names in a header, without white space around them.
    static func names(of reader: CSVReader) -> [String] {
        reader.strings.map { name in
            String(
                name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        }
    }

    static func refuseTwice(_ header: [String]) throws(CSVProblem) {
        var seen: Set<String> = []
        for name in header where !name.isEmpty {
            guard seen.insert(name).inserted else {
                throw CSVProblem(line: 1, "column '\(visible(name))' stands there twice; rename or drop one")
            }
        }
    }

    /// The name that differs from `name` by a letter or two, or by case.
    static func misspelt(_ name: String, of candidates: [String]) -> String? {
        guard let near = nearestName(to: name, among: candidates),
            editDistance(Array(name.lowercased().utf8), Array(near.utf8)) <= 2
        else { return nil }
        return near
    }

    /// `column 'code' is missing`, `columns 'date' and 'code' are missing`.
    static func missing(_ names: [String]) -> String {
        let list = names.map { "'\($0)'" }.joined(separator: " and ")
        return names.count == 1 ? "column \(list) is missing" : "columns \(list) are missing"
    }

    static func list(_ header: [String]) -> String {
        header.isEmpty ? "none" : visible(header.joined(separator: ","))
    }

    /// The header of a layout, optional columns in brackets.
    static func expected(_ layout: RecordLayout) -> String {
        layout.columns.filter { $0.presence != .derived }
            .map { $0.presence == .required ? $0.name : "[\($0.name)]" }.joined(separator: ",")
    }
}
