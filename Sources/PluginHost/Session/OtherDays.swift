import CSandbox
import Engagement
import Glibc

/// Where the front of a session hands over the districts of other days to its process, which can be given no
/// further descriptor once it runs: one image behind the other in one file of memory.
final class OtherDays {
    let descriptor: Int32
    private var end = 0

    /// One image: from which byte on, and how long.
    struct Place: Sendable, Hashable {
        let offset: Int
        let count: Int
    }

    init() throws(SharedMemory.Failure) {
        descriptor = csandbox_memory_file()
        guard descriptor >= 0 else { throw SharedMemory.Failure("no shared memory for other days") }
    }

    deinit {
        close(descriptor)
    }

    /// Puts a snapshot behind those that are there. The process may still look into each of them.
    func add(_ snapshot: Snapshot) throws(SharedMemory.Failure) -> Place {
        let offset = end
        var isWritten = lseek(descriptor, offset, Int32(SEEK_SET)) == offset
        var count = 0
        snapshot.writeImage { part in
            isWritten = isWritten && Pipe.write(part, to: descriptor)
            count += part.count
        }
        let page = Int(getpagesize())
        end = (offset + count + page - 1) / page * page
        // What is mapped ends with a page.
        guard isWritten, ftruncate(descriptor, end) == 0 else {
            throw SharedMemory.Failure("no shared memory for another day")
        }
        return Place(offset: offset, count: count)
    }

    /// The snapshot at a place, read where it lies.
    static func snapshot(at place: Place) throws -> Snapshot {
        let memory = try SharedMemory(
            mapping: Worker.otherDaysDescriptor, from: place.offset, count: place.count)
        return try Snapshot(image: UnsafeRawBufferPointer(memory.bytes), owner: memory)
    }
}
