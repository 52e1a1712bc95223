import Engagement

/// OneRoster 1.1 and 1.2 CSV: the files of one folder or zip, which name one another.
///
/// A student's id is the user's `sourcedId`: what every other OneRoster file names, and what a district's
/// own files must name too.
final class OneRosterFeed: RecordFeed {
    let files: [OneRosterFile: InputFile]
    let place: String
    let options: ImportOptions
    /// How the manifest says the files are to be taken; empty without one.
    private var modes: [String: Mode] = [:]
    private var readBefore: Set<OneRosterFile> = []
    /// What other files say about users, classes and line items, each read when first needed.
    var lookUps = OneRosterLookUps()

    enum Mode: String, CaseIterable {
        case bulk, delta, absent
    }

    init(_ found: [InputFile], place: String, options: ImportOptions) throws {
        var files: [OneRosterFile: InputFile] = [:]
        for kind in OneRosterFile.allCases {
            files[kind] = found.first { $0.baseName == kind.fileName }
        }
        self.files = files
        self.place = place
        self.options = options
        try readManifest()
    }

    var layouts: [RecordLayout] {
        var layouts: [RecordLayout] = []
        if files[.orgs] != nil { layouts.append(.schools) }
        if files[.academicSessions] != nil { layouts.append(.terms) }
        if files[.users] != nil || files[.roles] != nil { layouts += [.students, .guardians] }
        if files[.roles] != nil { layouts.append(.earlierEnrollments) }
        if files[.demographics] != nil || files[.users] != nil { layouts.append(.demographics) }
        if [.results, .lineItems, .enrollments].contains(where: { files[$0] != nil }) {
            layouts += [.credits, .homework]
        }
        return layouts
    }

    func feed(_ session: ImportSession, _ layout: RecordLayout) throws {
        switch layout.name {
        case "schools": try feedSchools(session)
        case "terms": try feedTerms(session)
        case "students": try feedStudents(session)
        case "earlier_enrollments": try feedEarlierEnrollments(session)
        case "guardians": try feedGuardians(session)
        case "demographics": try feedDemographics(session)
        case "credits": try feedCredits(session)
        default: try feedHomework(session)
        }
    }

    /// How a file is to be taken; nil where no manifest says.
    func mode(_ kind: OneRosterFile) -> Mode? { modes[kind.rawValue] }

    /// Reads a file row by row; does nothing where it is not there.
    func read(
        _ kind: OneRosterFile, _ session: ImportSession, begin: (OneRosterTable) throws -> Void = { _ in },
        take: (OneRosterTable) throws -> Void
    ) throws {
        guard let input = files[kind] else { return }
        let file = try session.enter(input).file
        let table = OneRosterTable(kind, file: file)
        let isFirst = readBefore.insert(kind).inserted
        try table.read(session, isFirstReading: isFirst, begin: { try begin(table) }, take: take)
    }

    private func readManifest() throws {
        guard let input = files[.manifest] else { return }
        do {
            let reader = try CSVReader(input.open())
            guard try reader.next(), HeaderMatch.names(of: reader) == ["propertyName", "value"] else {
                throw CSVProblem(line: 1, "expected the header propertyName,value")
            }
            while try reader.next() {
                guard reader.count == 2 else { continue }
                let (name, value) = (reader.strings[0], reader.strings[1])
                if name == "oneroster.version", value != "1.1", value != "1.2" {
                    throw CSVProblem(
                        line: reader.line, "OneRoster \(visible(value)) is not known; 1.1 and 1.2 are")
                }
                guard name.hasPrefix("file.") else { continue }
                guard let mode = Mode(rawValue: value) else {
                    throw CSVProblem(
                        line: reader.line, "'\(visible(value))' is no mode; bulk, delta and absent are")
                }
                let kind = String(name.dropFirst(5))
                modes[kind] = mode
                if mode != .absent, let known = OneRosterFile(rawValue: kind), files[known] == nil,
                    !known.required.isEmpty
                {
                    throw CSVProblem(
                        line: reader.line, "\(known.fileName) should be here as \(value), but is missing")
                }
            }
        } catch let problem as CSVProblem {
            let line = problem.line.map { ", line \($0)" } ?? ""
            throw RecordsError(.badData, "\(input.name)\(line): \(problem.reason)")
        }
    }
}

extension RecordLoader {
    /// Gives the row the value of a layout's column; what is wrong with it is said of the file's column.
    func set(
        _ column: Int, _ field: UnsafeBufferPointer<UInt8>, from name: String
    ) throws(RowRefusal) {
        do throws(RowProblem) {
            try set(column, field)
        } catch {
            throw RowRefusal(column: name, reason: error.reason)
        }
    }

    /// Gives the row a value that stands in another file or nowhere.
    func set(_ column: Int, text: String, from name: String) throws(RowRefusal) {
        do throws(RowProblem) {
            try set(column, text: text)
        } catch {
            throw RowRefusal(column: name, reason: error.reason)
        }
    }

    /// Takes the record with the keys of the row that was begun off its table.
    func withdraw(file: Int) throws {
        guard try withdraw(begunRow, file: file) else { return }
        session.files[file].summary.endedKinds[layout.name, default: 0] += 1
    }

    /// Ends the row; what is wrong with it is said of the file's column with that name.
    func endRow(line: Int, names: [Int: String]) throws(RowRefusal) {
        do throws(RowProblem) {
            try endRow(line: line)
        } catch {
            throw RowRefusal(column: error.column.flatMap { names[$0] } ?? "", reason: error.reason)
        }
    }
}
