import Engagement
import Foundation

/// All files of a plugin's folder, read once, before any of its code runs.
///
/// A running plugin reaches no file: what it requires and what its hash names is what was read here.
public struct PluginFiles: Sendable {
    /// The most that a plugin may weigh, in bytes: 16 MiB of code and templates.
    static let sizeLimit = 16 << 20

    /// The contents by path inside the folder, with `/` between names.
    public let contents: [String: [UInt8]]
    /// SHA-256 over paths and contents in the byte order of the paths, lower-case hexadecimal.
    public let hash: String

    /// Reads a plugin's folder. Hidden files are left out.
    ///
    /// - Throws: For a folder that cannot be read, a symbolic link in it, and one above the size limit.
    init(readingFolder folder: String) throws(PluginError) {
        var contents: [String: [UInt8]] = [:]
        var size = 0
        try Self.read(folder, below: "", into: &contents, size: &size)
        self.init(contents)
    }

    /// These files, by path inside the folder.
    init(_ contents: [String: [UInt8]]) {
        self.contents = contents
        let hash = SHA256()
        func add(_ bytes: [UInt8]) {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update($0) }
            hash.update(bytes)
        }
        for path in contents.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            add(Array(path.utf8))
            add(contents[path] ?? [])
        }
        self.hash = hash.hexDigest
    }

    private static func read(
        _ folder: String, below prefix: String, into contents: inout [String: [UInt8]], size: inout Int
    ) throws(PluginError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw PluginError(place: folder, message: "cannot be read: \(error.localizedDescription)")
        }
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            switch attributes?[.type] as? FileAttributeType {
            case .typeDirectory:
                try read(path, below: "\(prefix)\(name)/", into: &contents, size: &size)
            case .typeRegular:
                size += (attributes?[.size] as? NSNumber)?.intValue ?? 0
                guard size <= sizeLimit else {
                    throw PluginError(
                        place: path, message: "the plugin's files are above \(sizeLimit >> 20) MiB together")
                }
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw PluginError(place: path, message: "cannot be read; look at its permissions")
                }
                contents[prefix + name] = [UInt8](data)
            case .typeSymbolicLink:
                throw PluginError(
                    place: path,
                    message: "is a symbolic link; a plugin consists of plain files of its own folder")
            default:
                throw PluginError(
                    place: path, message: "is no plain file; remove it from the plugin's folder")
            }
        }
    }
}
