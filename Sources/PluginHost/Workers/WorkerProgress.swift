import Glibc

/// Which student a worker is at, and since when: two words in memory that it shares with its parent, so
/// that telling costs no system call.
///
/// A plugin that took over its worker could write anything here; the parent takes it as a hint only.
struct WorkerProgress {
    let memory: SharedMemory

    static let size = 16

    /// The row, or -1 while no student is being worked on.
    var row: Int { memory.bytes.load(fromByteOffset: 0, as: Int.self) }

    /// When the work on it began, in nanoseconds of the monotonic clock.
    var started: UInt64 { memory.bytes.load(fromByteOffset: 8, as: UInt64.self) }

    /// Says that work on a row begins now.
    func begin(_ row: Int) {
        memory.bytes.storeBytes(of: WorkerProgress.now, toByteOffset: 8, as: UInt64.self)
        memory.bytes.storeBytes(of: row, toByteOffset: 0, as: Int.self)
    }

    /// Nanoseconds of the monotonic clock, which all processes of a machine share.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
