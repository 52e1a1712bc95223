import Engagement
import Foundation

/// Bytes that come one chunk after another.
protocol ByteSource: AnyObject {
    /// How many bytes there will be in all; nil where not known.
    var size: Int? { get }

    /// Fills a part of `buffer`, which is not empty; 0 is the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A file on the disk.
///
/// Read, not mapped: a file that shrinks while it is read must not take the process with it.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let path: String
    let size: Int?

    init(path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else {
            throw RecordsError(.inputOutput, "cannot read \(path): \(String(cString: strerror(errno)))")
        }
        var status = stat()
        size =
            fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        close(descriptor)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw RecordsError(
                    .inputOutput, "cannot read \(path): \(String(cString: strerror(errno)))")
            }
        }
    }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var size: Int? { bytes.count }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
        }
        position += count
        return count
    }
}

/// Passes bytes on and computes their SHA-256 on the way.
final class HashingSource: ByteSource {
    private let source: any ByteSource
    private let hash = SHA256()
    /// How many bytes went through.
    private(set) var count = 0

    init(_ source: any ByteSource) {
        self.source = source
    }

    var size: Int? { source.size }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: buffer)
        hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        self.count += count
        return count
    }

    /// The SHA-256 of all that went through, in lower-case hexadecimal.
    var digest: String { hash.hexDigest }
}
