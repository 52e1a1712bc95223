import Engagement
import Foundation
import PluginHost

/// Writes a plugin's reports into files.
struct ReportWriter {
    let plugin: Plugin
    let options: PluginOptions
    let district: District

    /// The report about these students.
    func bytes(title: String, rows: [Int]) throws(PluginError) -> [UInt8] {
        let name = plugin.manifest.name
        return try plugin.report(
            district, title: title, options: options, rows: rows,
            log: { level, text in StandardError.say("\(name): \(level): \(text)") })
    }

    /// Writes the report about these students into one file.
    func write(title: String, rows: [Int], to path: String) throws {
        try PrivateFile.write(Data(bytes(title: title, rows: rows)), to: path)
    }

    /// Writes a report about each of these students into a file of its own, and makes the folder for them.
    ///
    /// - Returns: How many files were written.
    func writeEach(_ rows: [Int], into folder: String) throws -> Int {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "cannot make the folder \(folder): \(error.localizedDescription)")
        }
        let progress = Progress()
        defer { progress.clear() }
        for (number, row) in rows.enumerated() {
            progress.show("\(plugin.manifest.name): \(number) of \(rows.count) students")
            try write(
                title: district.snapshot.name(of: row), rows: [row], to: "\(folder)/\(fileName(row))")
        }
        return rows.count
    }

    /// A name that no student's id can turn into a path or into another student's: what is no letter,
    /// digit or hyphen in the id is written as its code.
    private func fileName(_ row: Int) -> String {
        var name = plugin.manifest.name + "-"
        for byte in district.snapshot.id(of: row).text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default: name += "_" + String(byte, radix: 16)
            }
        }
        // The longest name that file systems take is 255 bytes; a row is unique where an id is too long.
        if name.utf8.count > 200 { name = String(name.prefix(200)) + "-row\(row + 1)" }
        return name + "." + fileExtension
    }

    private var fileExtension: String {
        switch plugin.manifest.reportFormat {
        case .html: "html"
        case .csv: "csv"
        case .markdown: "md"
        case .json: "json"
        case .text, nil: "txt"
        }
    }
}
