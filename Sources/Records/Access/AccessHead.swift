import Foundation

/// The file beside the database that says how far the access log goes: the number and the hash of its last
/// record. The chain alone cannot show that its last records are gone; the file can.
///
/// While a record is being written the file holds two lines, what was and what will be, so that an end of
/// the program at any moment leaves it telling the truth. It shows a log that was cut or lengthened in the
/// database alone. It cannot show what somebody does who may write both files and knows how.
final class AccessHead {
    /// A place in the log.
    struct Mark: Equatable {
        var number: Int64
        var hash: String
    }

    private let path: String
    private let descriptor: Int32

    static func path(ofDatabase path: String) -> String { path + ".access-head" }

    /// Opens the file and keeps other writers of the log away until this value is gone; nil where there is
    /// none and none is to be made.
    init?(beside database: String, create: Bool) throws(RecordsError) {
        path = Self.path(ofDatabase: database)
        descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (create ? O_CREAT : 0), 0o600)
        guard descriptor >= 0 else {
            if errno == ENOENT, !create { return nil }
            throw Self.failure("cannot be opened", path)
        }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw Self.failure("cannot be locked", path)
            }
        }
    }

    deinit {
        close(descriptor)
    }

    /// What the file says: one mark, two where the last write was interrupted, none where it is empty.
    ///
    /// - Throws: ``RecordsError`` for a file that is no such file.
    func read() throws(RecordsError) -> [Mark] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw Self.failure("cannot be read", path) }
        let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
        var marks: [Mark] = []
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let number = Int64(parts[0]), parts[1].utf8.count == 64 else {
                throw RecordsError(
                    .badData,
                    "\(path) is not what this program wrote: expected a number and a hash on each line")
            }
            marks.append(Mark(number: number, hash: String(parts[1])))
        }
        return marks
    }

    /// Writes the marks down, on the disk before this returns.
    func write(_ marks: [Mark]) throws(RecordsError) {
        let bytes = Array(marks.map { "\($0.number) \($0.hash)\n" }.joined().utf8)
        let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard count == bytes.count, ftruncate(descriptor, off_t(bytes.count)) == 0, fsync(descriptor) == 0
        else {
            throw Self.failure("cannot be written", path)
        }
    }

    private static func failure(_ what: String, _ path: String) -> RecordsError {
        RecordsError(
            .inputOutput,
            "\(path) \(what): \(String(cString: strerror(errno))); no record is read "
                + "that the access log does not hold")
    }
}
