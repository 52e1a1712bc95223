import CSandbox
import Glibc

/// Memory that two processes see, without a name anywhere.
final class SharedMemory: @unchecked Sendable {
    // Sendable although it holds a pointer: a sealed image is never written again, and the one word of a
    // progress page is read and written whole.
    let descriptor: Int32
    let bytes: UnsafeMutableRawBufferPointer

    /// Why there is no such memory.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ what: String) {
            description = "\(what): \(String(cString: strerror(errno)))"
        }
    }

    /// An empty page that both sides may write.
    init(size: Int) throws(Failure) {
        descriptor = csandbox_memory_file()
        guard descriptor >= 0, ftruncate(descriptor, size) == 0,
            let address = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            address != MAP_FAILED
        else { throw Failure("no shared memory") }
        bytes = UnsafeMutableRawBufferPointer(start: address, count: size)
    }

    /// What another process left under a descriptor, as far as it goes.
    init(mapping descriptor: Int32, isWritable: Bool) throws(Failure) {
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure("no shared memory") }
        let size = Int(status.st_size)
        let rights = isWritable ? PROT_READ | PROT_WRITE : PROT_READ
        guard
            let address = mmap(
                nil, max(size, 1), rights, isWritable ? MAP_SHARED : MAP_PRIVATE, descriptor, 0),
            address != MAP_FAILED
        else { throw Failure("no shared memory") }
        bytes = UnsafeMutableRawBufferPointer(start: address, count: size)
    }

    /// A part of what another process left under a descriptor, which stays open: from a multiple of the page's
    /// size on, and only to be read.
    init(mapping descriptor: Int32, from offset: Int, count: Int) throws(Failure) {
        self.descriptor = -1
        guard count > 0,
            let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, offset), address != MAP_FAILED
        else { throw Failure("no room for it") }
        bytes = UnsafeMutableRawBufferPointer(start: address, count: count)
    }

    deinit {
        munmap(bytes.baseAddress, max(bytes.count, 1))
        if descriptor >= 0 { close(descriptor) }
    }
}
