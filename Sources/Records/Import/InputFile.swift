import Foundation

/// A file to be imported, wherever it is.
struct InputFile: Sendable {
    /// The name for messages: as given, with the path inside a folder or a zip.
    let name: String
    /// The name without folders.
    let baseName: String
    /// The folder or zip it came from; files of one place belong together.
    let place: String
    /// Opens it for reading; may be called more than once.
    let open: @Sendable () throws -> any ByteSource

    /// All files at these paths: a file stands for itself, a folder for the tables directly in
    /// it, a zip for its entries.
    static func find(at paths: [String]) throws -> [InputFile] {
        var files: [InputFile] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw RecordsError(.inputOutput, "cannot read \(path): there is no such file or folder")
            }
            if isFolder.boolValue {
                files += try folder(path)
            } else {
                files += try single(path)
            }
        }
        // A path given twice is one file.
        var names: Set<String> = []
        return files.filter { names.insert($0.name).inserted }
    }

    private static func folder(_ path: String) throws -> [InputFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw RecordsError(.inputOutput, "cannot read \(path): \(error.localizedDescription)")
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .filter { name in [".csv", ".xml", ".zip"].contains { name.lowercased().hasSuffix($0) } }
            .map { name in
                let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
                return InputFile(name: file, baseName: name, place: path) { try FileSource(path: file) }
            }
    }

    private static func single(_ path: String) throws -> [InputFile] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if try isZip(path) { return try zip(path) }
        let folder = path.dropLast(name.count)
        return [
            InputFile(name: path, baseName: name, place: String(folder)) { try FileSource(path: path) }
        ]
    }

    private static func isZip(_ path: String) throws -> Bool {
        var first = [UInt8](repeating: 0, count: 4)
        let count = try first.withUnsafeMutableBytes { try FileSource(path: path).read(into: $0) }
        return count == 4 && first[0] == 0x50 && first[1] == 0x4B && (first[2], first[3]) == (3, 4)
            || path.lowercased().hasSuffix(".zip")
    }

    /// The tables in a zip, whatever folder of it they lie in.
    private static func zip(_ path: String) throws -> [InputFile] {
        try ZipFile(path: path).entries().compactMap { entry in
            let parts = entry.name.split(separator: "/")
            guard let name = parts.last.map(String.init),
                name.lowercased().hasSuffix(".csv") || name.lowercased().hasSuffix(".xml"),
                parts.first != "__MACOSX"
            else { return nil }
            let folder = ([path] + parts.dropLast().map(String.init)).joined(separator: "/")
            return InputFile(name: "\(path)/\(entry.name)", baseName: name, place: folder) {
                // Opened anew each time: a zip's handle belongs to one reader.
                try ZipFile(path: path).open(entry)
            }
        }
    }
}
