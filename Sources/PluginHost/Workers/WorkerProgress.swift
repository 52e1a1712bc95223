import Glibc

/// Which student a worker is at, since when, and, where a call is over its time, at which line: a page of
/// memory that it shares with its parent, so that telling costs no system call.
///
/// A plugin that took over its worker could write anything here; the parent takes it as a hint only.
struct WorkerProgress {
    let memory: SharedMemory

    static let size = lookingPlace + 8
    private static let linePlace = 16
    private static let sourcePlace = 24
    private static let sourceSize = 232
    private static let lookingPlace = sourcePlace + sourceSize

    /// The row, or -1 while no student is being worked on.
    var row: Int { memory.bytes.load(fromByteOffset: 0, as: Int.self) }

    /// When the work on it began, in nanoseconds of the monotonic clock, late by up to a step of the worker's clock;
    /// now, where that has not looked at it yet.
    var started: UInt64 {
        let started = memory.bytes.load(fromByteOffset: 8, as: UInt64.self)
        return started == 0 ? WorkerProgress.now : started
    }

    /// The chunk and the line, as `chunk:12`, from which a function of C was called that is over its time;
    /// nil where that is not known.
    var place: String? {
        let line = memory.bytes.load(fromByteOffset: Self.linePlace, as: Int.self)
        let source = memory.bytes[Self.sourcePlace..<Self.sourcePlace + Self.sourceSize].prefix { $0 != 0 }
        guard (1...10_000_000).contains(line), !source.isEmpty, source.allSatisfy({ $0 >= 32 && $0 != 127 }),
            let chunk = String(validating: source, as: UTF8.self)
        else { return nil }
        return "\(chunk):\(line)"
    }

    /// How long it took, of the last block, to look whether the plugin had changed anything, in nanoseconds.
    var looking: UInt64 {
        get { memory.bytes.load(fromByteOffset: Self.lookingPlace, as: UInt64.self) }
        nonmutating set {
            memory.bytes.storeBytes(of: newValue, toByteOffset: Self.lookingPlace, as: UInt64.self)
        }
    }

    /// What ``begin(_:)`` writes: the row, a zero for the time, and one for the line.
    var marks: UnsafeMutablePointer<Int64> {
        UnsafeMutableRawPointer(memory.bytes.baseAddress!).assumingMemoryBound(to: Int64.self)
    }

    /// Says that work on a row begins now.
    func begin(_ row: Int) {
        memory.bytes.storeBytes(of: 0, toByteOffset: Self.linePlace, as: Int.self)
        memory.bytes.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
        memory.bytes.storeBytes(of: row, toByteOffset: 0, as: Int.self)
    }

    /// Notes the time where work on a row has just been seen to have begun: by the worker's signal handler, or by the parent.
    func tick() {
        guard memory.bytes.load(fromByteOffset: 8, as: UInt64.self) == 0 else { return }
        memory.bytes.storeBytes(of: WorkerProgress.now, toByteOffset: 8, as: UInt64.self)
    }

    /// Notes where a call stands that is over its time. Called by a signal handler: stores only.
    func note(_ source: UnsafePointer<CChar>, _ line: Int32) {
        let place = UnsafeMutableRawBufferPointer(
            rebasing: memory.bytes[Self.sourcePlace..<Self.sourcePlace + Self.sourceSize])
        let count = min(strlen(source), place.count - 1)
        memcpy(place.baseAddress!, source, count)
        place[count] = 0
        memory.bytes.storeBytes(of: Int(line), toByteOffset: Self.linePlace, as: Int.self)
    }

    /// Nanoseconds of the monotonic clock, which all processes of a machine share.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
