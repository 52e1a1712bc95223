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
    /// Throws for a name that stands there twice, one that is nearly that of a known column, and for a missing
    /// column that every row must fill.
    init(_ reader: CSVReader, layout: RecordLayout) throws(CSVProblem) {
        header = Self.names(of: reader)
        let known = layout.columns.filter { $0.presence != .derived }.map(\.name)
        try Self.refuseTwice(header)
        for (file, name) in header.enumerated() {
            if let column = layout.column(name), layout.columns[column].presence != .derived {
                columns.append((file, column))
            } else if layout.passedOver.contains(name) {
                continue
            } else {
                try Self.refuseMisspelt(name, of: known, in: header)
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

    /// Refuses an unknown name that differs by a letter or two, or by case, from a known one: first of all from one
    /// that is missing.
    static func refuseMisspelt(_ name: String, of known: [String], in header: [String]) throws(CSVProblem) {
        func near(_ candidates: [String]) -> String? {
            nearestName(to: name, among: candidates).flatMap {
                editDistance(Array(name.lowercased().utf8), Array($0.lowercased().utf8)) <= 2 ? $0 : nil
            }
        }
        if let meant = near(known.filter { !header.contains($0) }) {
            throw CSVProblem(
                line: 1,
                "column '\(visible(name))' is not known; did you mean '\(meant)'? Correct or rename it")
        }
        if let meant = near(known) {
            throw CSVProblem(
                line: 1,
                """
                column '\(visible(name))' is not known and is nearly '\(meant)', which is there too; rename it \
                if it is something else, or drop it
                """)
        }
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
