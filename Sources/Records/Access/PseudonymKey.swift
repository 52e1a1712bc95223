public import Engagement
import Foundation

extension DistrictDatabase {
    /// The district's pseudonyms: those of the key in the file beside the database, which is made the first
    /// time, readable by its owner only.
    ///
    /// - Throws: ``RecordsError`` for a key that others can read, and where it can be neither read nor made.
    public func pseudonyms() throws -> Pseudonyms {
        let path = path + ".pseudonym-key"
        if let key = try PseudonymKey.read(path) { return Pseudonyms(key: key) }
        try PseudonymKey.make(path)
        guard let key = try PseudonymKey.read(path) else {
            throw RecordsError(.inputOutput, "\(path) cannot be read")
        }
        return Pseudonyms(key: key)
    }
}

/// The file of the key: 32 bytes in 64 hexadecimal digits.
enum PseudonymKey {
    static let size = 32

    /// The key; nil where there is no file.
    static func read(_ path: String) throws(RecordsError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("cannot be read", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be read", path) }
        guard status.st_mode & 0o077 == 0 else {
            throw RecordsError(
                .cannot,
                "\(path) can be read by others, who could tell whom a pseudonym means; close it with: chmod 600 \(path)"
            )
        }
        var bytes = [UInt8](repeating: 0, count: size * 2 + 2)
        let count = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).prefix { $0 != "\n" }
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == size * 2, text.count == digits.count else {
            throw RecordsError(
                .badData,
                "\(path) holds no key: expected \(size * 2) hexadecimal digits; restore it, or remove it to begin "
                    + "with new pseudonyms")
        }
        return (0..<size).map { UInt8(digits[$0 * 2] << 4 | digits[$0 * 2 + 1]) }
    }

    /// Makes a new key, unless somebody else does at the same moment.
    static func make(_ path: String) throws(RecordsError) {
        var random = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef".utf8)
        let text = (0..<size * 2).map { _ in digits[Int(random.next(upperBound: UInt(16)))] } + [10]
        var name = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw failure("cannot be made", path) }
        let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unlink(temporary) }
        let count = text.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        let isWritten = count == text.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten else { throw failure("cannot be written", path) }
        // A link, not a rename: whoever was first keeps the key under which pseudonyms may be out already.
        guard link(temporary, path) == 0 || errno == EEXIST else { throw failure("cannot be made", path) }
    }

    private static func failure(_ what: String, _ path: String) -> RecordsError {
        RecordsError(.inputOutput, "\(path) \(what): \(String(cString: strerror(errno)))")
    }
}
