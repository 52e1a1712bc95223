import CSandbox
import Engagement
import Glibc

/// A snapshot's image in memory that workers map and nobody can change any more.
final class SnapshotMemory {
    let descriptor: Int32
    /// The snapshot's own memory, where it lies in such as it is.
    private let columns: ColumnMemory?

    /// The snapshot's memory where that can be shared, or else a copy of it, sealed.
    init(_ snapshot: Snapshot) throws(SharedMemory.Failure) {
        columns = snapshot.memory
        if let columns {
            descriptor = columns.descriptor
            return
        }
        let descriptor = csandbox_memory_file()
        guard descriptor >= 0 else { throw SharedMemory.Failure("no shared memory for the snapshot") }
        var isWritten = true
        snapshot.writeImage { isWritten = isWritten && Pipe.write($0, to: descriptor) }
        guard isWritten, csandbox_seal(descriptor) == 1 else {
            let failure = SharedMemory.Failure("no shared memory for the snapshot")
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
    }

    deinit {
        if columns == nil { close(descriptor) }
    }

    /// The snapshot under a descriptor that a parent has handed over, read where it lies.
    static func snapshot(mapping descriptor: Int32) throws -> Snapshot {
        let memory = try SharedMemory(mapping: descriptor, isWritable: false)
        return try Snapshot(image: UnsafeRawBufferPointer(memory.bytes), owner: memory, isSure: true)
    }
}
