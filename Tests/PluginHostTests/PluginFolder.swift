import Engagement
import Foundation

@testable import PluginHost

/// A plugin's folder in a temporary place, gone with this value.
final class PluginFolder {
    let directory: String
    let name: String

    static let scoring = """
        {
          "name": "sample", "version": "1.0.0", "api": 1, "summary": "A sample.", "contributes": ["score"],
          "reads": ["attendance"]
        }
        """

    /// Writes these files, by path, into a folder of this name.
    init(_ files: [String: String], name: String = "sample") throws {
        directory = NSTemporaryDirectory() + "caseload-" + UUID().uuidString
        self.name = name
        for (path, text) in files {
            let file = URL(fileURLWithPath: "\(directory)/\(name)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    /// A plugin that scores with this body of `init.lua`'s score function.
    static func scoring(_ code: String, manifest: String = scoring) throws -> PluginFolder {
        try PluginFolder(["plugin.json": manifest, "init.lua": code])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    func plugin() throws -> Plugin {
        try PluginHost(directories: [directory]).plugin(named: name)
    }

    /// Three students of a school with 20 school days; S-2 missed one of them.
    static var district: District {
        let first = CalendarDate(dayNumber: 20_515)
        var builder = SnapshotBuilder(asOf: first + 19)
        let school = builder.addSchool(School(id: "school", name: "School"))
        for offset in 0..<20 { builder.addSchoolDay(first + offset, school: school) }
        for id in ["S-1", "S-2", "S-3"] {
            var student = StudentRecord(id: Identifier(id))
            student.school = school
            student.givenName = "Given"
            if let row = builder.addStudent(student), id == "S-2" {
                builder.add(AttendanceEvent(date: first + 3, code: .unexcused), to: row)
            }
        }
        return District(snapshot: builder.finish())
    }
}
