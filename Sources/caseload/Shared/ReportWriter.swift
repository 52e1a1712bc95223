import Engagement
import Foundation
import PluginHost

/// Writes a plugin's reports into files.
struct ReportWriter {
    let plugin: Plugin
    let options: PluginOptions
    let format: Manifest.ReportFormat
    let district: District
    let pool: WorkerPool

    /// The report about these students.
    func bytes(title: String, rows: [Int]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write([.init(title: title, rows: rows)]) { bytes = $0 }
        return bytes
    }

    private func write(_ requests: [WorkerPool.ReportRequest], take: ([UInt8]) throws -> Void) throws {
        let name = plugin.manifest.name
        let listener = WorkerPool.Listener(
            log: { level, text in StandardError.say("\(name): \(level): \(text)") },
            notice: { StandardError.say($0) })
        try pool.report(
            plugin, district, options: options, format: format, requests, listener: listener, take: take)
    }

    /// Writes the report about these students into one file.
    func write(title: String, rows: [Int], to path: String) throws {
        try PrivateFile.write(Data(bytes(title: title, rows: rows)), to: path)
    }

    /// Writes a report about each of these into a file of its own, and makes the folder for them.
    ///
    /// - Returns: How many files were written.
    func write(_ subjects: [ReportSubject], into folder: String) throws -> Int {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "cannot make the folder \(folder): \(error.localizedDescription)")
        }
        let progress = Progress()
        defer { progress.clear() }
        var number = 0
        try write(subjects.map { .init(title: $0.title, rows: $0.rows) }) { bytes in
            try PrivateFile.write(Data(bytes), to: "\(folder)/\(fileName(of: subjects[number].id, number))")
            number += 1
            progress.show("\(plugin.manifest.name): \(number) of \(subjects.count)")
        }
        return number
    }

    /// A name that no id can turn into a path or into another's: what is no letter, digit or hyphen in the id
    /// is written as its code.
    private func fileName(of id: Identifier, _ number: Int) -> String {
        var name = plugin.manifest.name + "-"
        for byte in id.text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default: name += "_" + String(byte, radix: 16)
            }
        }
        // The longest name that file systems take is 255 bytes; the number is unique where an id is too long.
        if name.utf8.count > 200 { name = String(name.prefix(200)) + "-\(number + 1)" }
        return name + "." + fileExtension
    }

    private var fileExtension: String {
        switch format {
        case .html: "html"
        case .csv: "csv"
        case .markdown: "md"
        case .json: "json"
        case .text: "txt"
        }
    }
}
