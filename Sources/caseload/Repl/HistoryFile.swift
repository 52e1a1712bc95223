import Foundation
import Glibc

/// The lines of earlier sessions, in a file that only its owner can read. Every line is added when it is
/// entered, so that sessions beside one another lose none of theirs.
struct HistoryFile {
    let path: String

    /// How many lines a session begins with, and how many bytes of the file are looked at for them.
    private static let limits = (lines: 2000, bytes: 1 << 20)

    /// The file in the user's data folder; nil where there is no such folder.
    init?() {
        guard let folder = Environment["XDG_DATA_HOME"] ?? Environment["HOME"].map({ "\($0)/.local/share" })
        else {
            return nil
        }
        path = "\(folder)/caseload/history"
    }

    /// The lines, the oldest first; none where the file cannot be read.
    func lines() -> [String] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        let size = (try? file.seekToEnd()) ?? 0
        try? file.seek(toOffset: size > UInt64(Self.limits.bytes) ? size - UInt64(Self.limits.bytes) : 0)
        let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").suffix(Self.limits.lines).map(String.init)
    }

    /// Adds a line. One that begins with a space is not kept, as in other shells; neither is anything where
    /// the file cannot be written, which must not stop a session.
    func add(_ line: String) {
        guard !line.hasPrefix(" "), !line.isEmpty else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // A file that others could read is made private before anything is put into it.
        fchmod(descriptor, 0o600)
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
}
