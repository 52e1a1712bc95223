import Engagement
import Foundation
import GRDB

/// The Ed-Fi interchange files of a call, recognized by their root elements; ids are Ed-Fi's own.
///
/// The files are read through once for what records say of one another, then once for each kind of record
/// they hold, with one record in memory at a time.
final class EdFiFeed: RecordFeed {
    private let inputs: [InputFile]
    /// The files' numbers in the session, with how many records of each kind they have; nil before the
    /// first reading.
    private var files: [(number: Int, kinds: [String: Int])]?
    var lookUps = EdFiLookUps()

    init(_ inputs: [InputFile]) {
        self.inputs = inputs
    }

    /// Whether a file is one of these. Throws for a file that is called XML and is none.
    static func isOne(_ input: InputFile) throws -> Bool {
        guard input.baseName.lowercased().hasSuffix(".xml") else { return false }
        struct Found: Error { let root: String }
        do {
            try XMLReader().read(try input.open(), begin: { throw Found(root: $0) }, take: { _ in })
        } catch let found as Found {
            return EdFiRecordType.isInterchange(found.root)
        } catch let problem as XMLProblem {
            throw failure(problem, input.name)
        }
        return false
    }

    let layouts: [RecordLayout] = [
        .schools, .terms, .calendar, .students, .earlierEnrollments, .demographics, .attendance, .discipline,
        .homework, .guardians, .interventions,
    ]

    func feed(_ session: ImportSession, _ layout: RecordLayout) throws {
        if files == nil { try survey(session) }
        switch layout.name {
        case "schools": try feedSchools(session)
        case "terms": try feedTerms(session)
        case "calendar": try feedCalendar(session)
        case "students": try feedStudents(session)
        case "earlier_enrollments": try feedEarlierEnrollments(session)
        case "demographics": try feedDemographics(session)
        case "attendance": try feedAttendance(session)
        case "discipline": try feedDiscipline(session)
        case "homework": try feedHomework(session)
        case "guardians": try feedGuardians(session)
        default: try feedInterventions(session)
        }
    }

    // MARK: - Reading

    /// Reads all files through once.
    private func survey(_ session: ImportSession) throws {
        lookUps.homeworkTypes = session.options.mapping?.homeworkCategories
        var surveyed: [(number: Int, kinds: [String: Int])] = []
        for input in inputs {
            let file = try session.enter(input).file
            // Rows that are refused later are not looked up in it as in a table.
            session.files[file].isConstant = true
            var kinds: [String: Int] = [:]
            var unread: Set<String> = []
            let source = HashingSource(try input.open())
            try read(file, source, session) { record in
                kinds[record.name, default: 0] += 1
                guard let fields = EdFiRecordType.fields(of: record.name) else {
                    session.leaveOut(record.name, file: file)
                    return
                }
                for child in record.children where !fields.contains(child.name) {
                    unread.insert("\(record.name)/\(child.name)")
                }
                lookUps.note(record, file: file)
            }
            session.files[file].summary.rowsRead = kinds.values.reduce(0, +)
            session.files[file].summary.ignoredColumns = unread.sorted()
            try session.database.execute(
                sql: "UPDATE import SET sha256 = ? WHERE id = ?",
                arguments: [source.digest, session.files[file].importID])
            surveyed.append((file, kinds))
        }
        files = surveyed
    }

    /// Reads the records of some kinds, file by file.
    ///
    /// - Parameter take: Gives the loader the rows of a record; throws ``RowRefusal`` to refuse it.
    func read(
        _ kinds: Set<String>, into layout: RecordLayout, columns: [Int], _ session: ImportSession,
        take: (EdFiRow) throws -> Void
    ) throws {
        for (file, found) in files ?? [] where !kinds.isDisjoint(with: found.keys) {
            let loader = try session.loader(layout)
            loader.begin(file: file, columns: columns)
            try read(file, try session.files[file].input.open(), session) { record in
                guard kinds.contains(record.name) else { return }
                let row = EdFiRow(record: record, loader: loader, session: session, file: file)
                do {
                    try take(row)
                } catch let refusal as RowRefusal {
                    try session.refuse(
                        file: file, line: record.line,
                        RefusedField(
                            column: refusal.column, value: record.text(refusal.column), reason: refusal.reason
                        ),
                        fields: [record.name] + record.fields)
                }
                try loader.flushIfFull()
            }
        }
    }

    private func read(
        _ file: Int, _ source: any ByteSource, _ session: ImportSession, take: (XMLRecord) throws -> Void
    ) throws {
        let began = Date()
        do {
            try XMLReader().read(source, begin: { _ in }, take: take)
        } catch let problem as XMLProblem {
            throw Self.failure(problem, session.files[file].summary.name)
        }
        session.files[file].summary.seconds += Date().timeIntervalSince(began)
    }

    /// The kinds of record in the files that are students' parts in programs.
    var programKinds: [String] {
        (files ?? []).flatMap(\.kinds.keys).filter(EdFiRecordType.isProgram)
    }

    private static func failure(_ problem: XMLProblem, _ name: String) -> RecordsError {
        RecordsError(.badData, "\(name)\(problem.line.map { ", line \($0)" } ?? ""): \(problem.reason)")
    }
}

/// A record on its way into a row.
struct EdFiRow {
    let record: XMLRecord
    let loader: RecordLoader
    let session: ImportSession
    let file: Int

    /// Gives a column a text that stands at a path of the record, or was made of what stands there.
    func set(_ column: Int, _ text: String, from path: String) throws(RowRefusal) {
        try loader.set(column, text: text, from: path)
    }

    /// Gives a column what stands at a path of the record.
    func set(_ column: Int, from path: String) throws(RowRefusal) {
        try loader.set(column, text: record.text(path), from: path)
    }

    /// Whether a record of this kind with this id is on record.
    func knows(_ referent: Referent, _ id: String) throws -> Bool {
        var id = id
        let known = try session.context.map(referent)
        return id.withUTF8 { known.find($0) } != nil
    }

    /// Gives a column the student or the school that the record names.
    func set(_ column: Int, _ referent: Referent, _ id: String) throws {
        guard try knows(referent, id) else {
            let kind = referent == .student ? "Student" : "School"
            throw RowRefusal(
                reason:
                    "\(record.name) names \(referent.noun) '\(visible(id))', of whom there is no \(kind) record; "
                    + "import the file that has it too, or drop this record")
        }
        try loader.set(column, text: id, from: "")
    }

    /// Ends the row.
    func end() throws(RowRefusal) { try loader.endRow(line: record.line, names: [:]) }

    /// Counts a record that is left out, under what of it is not understood.
    func leaveOut(_ what: String) { session.leaveOut(what, file: file) }

    /// Counts a record that is left out for a word that means nothing here.
    func leaveOut(_ word: UnmappedWord) { session.leaveOut(word, file: file) }
}
