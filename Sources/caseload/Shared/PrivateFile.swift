import Foundation
import Glibc

/// A file that only its owner can read, and that is there as a whole or not at all.
enum PrivateFile {
    /// Writes the file beside its place and renames it there, over what stood there. A device or a pipe
    /// at that place is written to, not replaced; a symbolic link stays, and what it leads to is replaced.
    /// A database and the files beside that belong to it are refused.
    static func write(_ bytes: some DataProtocol, to path: String) throws(Failure) {
        try refuseDatabase(path)
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(path) }
            return try write(bytes, to: descriptor, path)
        }
        let place = resolved(path)
        let (descriptor, temporary) = try makeTemporary(beside: place, path)
        do throws(Failure) {
            try write(bytes, to: descriptor, path)
            guard rename(temporary, place) == 0 else { throw failure(path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Fails where a file could not be written, before work is done whose result would then be lost.
    static func checkPlace(_ path: String) throws(Failure) {
        try refuseDatabase(path)
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw failure(path, EISDIR) }
            return
        }
        let (descriptor, temporary) = try makeTemporary(beside: resolved(path), path)
        close(descriptor)
        unlink(temporary)
    }

    /// What SQLite and the access log keep beside a database, by how the names go on from the database's.
    private static let companions = ["", "-wal", "-shm", "-journal", ".access-head"]

    private static func refuseDatabase(_ path: String) throws(Failure) {
        let place = resolved(path)
        for companion in companions where place.hasSuffix(companion) {
            guard isDatabase(String(place.dropLast(companion.count))) else { continue }
            throw Failure(
                .usage, "\(path) belongs to a database and is not written over; name another file")
        }
    }

    private static func isDatabase(_ path: String) -> Bool {
        guard FileIdentity(path) != nil, let file = FileHandle(forReadingAtPath: path) else { return false }
        let begin = Data("SQLite format 3\0".utf8)
        return (try? file.read(upToCount: begin.count)) == begin
    }

    /// Where a chain of symbolic links ends; the path itself where nothing is there.
    private static func resolved(_ path: String) -> String {
        guard let end = realpath(path, nil) else { return path }
        defer { free(end) }
        return String(cString: end)
    }

    private static func makeTemporary(
        beside place: String, _ path: String
    ) throws(Failure) -> (descriptor: Int32, name: String) {
        var name = Array((place + ".XXXXXX").utf8CString)
        // The mode of a file that mkstemp makes is 0600.
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw failure(path) }
        return (descriptor, String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    private static func write(
        _ bytes: some DataProtocol, to descriptor: Int32, _ path: String
    ) throws(Failure) {
        var problem: Int32 = 0
        for region in bytes.regions where problem == 0 {
            region.withUnsafeBytes { buffer in
                var rest = buffer
                while let start = rest.baseAddress, !rest.isEmpty {
                    let count = Glibc.write(descriptor, start, rest.count)
                    if count < 0, errno != EINTR {
                        problem = errno
                        return
                    }
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
                }
            }
        }
        // A pipe cannot be forced to a disk, and need not be.
        if problem == 0, fsync(descriptor) != 0, errno != EINVAL { problem = errno }
        if close(descriptor) != 0, problem == 0 { problem = errno }
        guard problem == 0 else { throw failure(path, problem) }
    }

    private static func failure(_ path: String, _ problem: Int32 = errno) -> Failure {
        Failure(.inputOutput, "cannot write \(path): \(String(cString: strerror(problem)))")
    }
}
