import Engagement
import Foundation
import Records

/// A folder of its own for a test, gone with the value, with files and a database in it.
final class District {
    let folder: String
    let database: DistrictDatabase

    /// A new database, and files with these contents in a folder beside it.
    init(_ files: [String: String] = [:]) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/caseload-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/files", withIntermediateDirectories: true)
        self.folder = folder
        database = try DistrictDatabase.create(at: folder + "/caseload.db")
        for (name, content) in files { try write(name, content) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The folder of the files.
    var files: String { folder + "/files" }

    /// Writes a file among the files.
    func write(_ name: String, _ content: String) throws {
        try write(name, Data(content.utf8))
    }

    func write(_ name: String, _ content: Data) throws {
        let path = files + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try content.write(to: URL(fileURLWithPath: path))
    }

    /// Imports all files.
    @discardableResult
    func load(_ options: ImportOptions = ImportOptions()) throws -> ImportSummary {
        try database.importFiles([files], options: options, user: "test")
    }

    /// The message with which an import of all files is refused, without the folder's path; nil where
    /// it is not refused.
    func refusal(_ options: ImportOptions = ImportOptions()) throws -> String? {
        do {
            try load(options)
            return nil
        } catch let error as RecordsError {
            return error.description.replacingOccurrences(of: files + "/", with: "")
                .replacingOccurrences(of: files, with: "files")
        }
    }

    /// The snapshot of a day by which all that tests write has happened.
    func snapshot(_ date: CalendarDate = day("2026-06-30")) throws -> Snapshot {
        try database.snapshot(asOf: date)
    }
}

/// A day that the test's author knows to exist.
func day(_ text: String) -> CalendarDate {
    CalendarDate(text) ?? .unknown
}

/// One school, one student, and what else a test wants.
func oneStudent(_ files: [String: String] = [:]) -> [String: String] {
    [
        "schools.csv": "school_id,name\nHS,North High\n",
        "students.csv": "student_id,given_name,family_name,grade,school_id\nS-1,Amara,Okafor,09,HS\n",
    ].merging(files) { $1 }
}

/// The counts of a summary by file: new, changed, ended, refused.
func counts(_ summary: ImportSummary) -> [String: [Int]] {
    Dictionary(
        uniqueKeysWithValues: summary.files.map { file in
            (
                file.name.split(separator: "/").last.map(String.init) ?? file.name,
                [file.new, file.changed, file.ended, file.refused]
            )
        })
}
