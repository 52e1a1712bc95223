internal import CSharedMemory

/// Where a snapshot's columns lie so that other processes can map them where they are: nothing is copied for a worker.
///
/// Written by one thread while the snapshot is made, and by nobody once it is sealed.
package final class ColumnMemory: @unchecked Sendable {
    /// The memory as another process is given it.
    package let descriptor: Int32
    /// Whether it holds the whole image of its snapshot, and can be shared.
    package private(set) var isSealed = false
    private let base: UnsafeMutableRawPointer
    private var used = ColumnMemory.prefix

    /// Room for the place and the length of the image's head.
    static let prefix = 64
    /// Addresses set aside, of which only what is written to becomes memory.
    private static let reserved = 1 << 38
    private static let alignment = 64

    /// nil where the system has no such memory.
    init?() {
        var address: UnsafeMutableRawPointer?
        descriptor = cshared_open(Int64(Self.reserved), &address)
        guard descriptor >= 0, let address else { return nil }
        base = address
    }

    deinit {
        cshared_close(descriptor, base, Int64(Self.reserved))
    }

    /// Room for so many bytes; nil where there is no more.
    func allocate(_ count: Int) -> UnsafeMutableRawPointer? {
        guard !isSealed, count <= Self.reserved - Self.alignment - used else { return nil }
        let place = used
        used = (used + count + Self.alignment - 1) / Self.alignment * Self.alignment
        return base + place
    }

    /// Where bytes lie in it; nil for those of other memory.
    func place(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard !bytes.isEmpty, let start = bytes.baseAddress else { return 0 }
        let place = UnsafeRawPointer(base).distance(to: start)
        return (Self.prefix...used).contains(place) && bytes.count <= used - place ? place : nil
    }

    /// Completes the image with its head, and ends all writing.
    func seal(head: [UInt8]) {
        let place = used
        guard let room = allocate(head.count) else { return }
        head.withUnsafeBytes {
            room.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(room), byteCount: $0.count)
        }
        base.storeBytes(of: Int64(place), as: Int64.self)
        base.storeBytes(of: Int64(head.count), toByteOffset: 8, as: Int64.self)
        isSealed = cshared_seal(descriptor, base, Int64(used)) == 1
    }
}
