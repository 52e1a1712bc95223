public import Engagement
import Glibc

/// What came of one line of a stream.
public struct StreamedResult: Sendable {
    /// The line's number, from 1.
    public let line: Int
    /// The student's id; nil where none could be read.
    public let id: String?
    public let outcome: StudentOutcome
}

/// A stream of students over a pool of workers: results come out in the order of the lines, and no more lines
/// are read than are being worked on.
struct StreamWork {
    private let pool: WorkerPool
    private let plugin: Plugin
    private let job: WorkerJob
    private let listener: WorkerPool.Listener
    private let write: ([StreamedResult]) throws -> Void
    private let check: ScoreAnswer
    private var source: LineSource
    /// Blocks of which a worker was lost.
    private var again: [Block] = []
    private var blockCount = 0
    private var writtenCount = 0
    /// Blocks that are done and wait for earlier ones, by their numbers.
    private var done: [Int: [StreamedResult]] = [:]
    private var hasToldMissing = false
    /// What workers had to say of the plugin.
    private var told: Set<String> = []

    private static let blockSize = 256
    private static let lossLimit = 3

    private struct Block {
        let number: Int
        let lines: [(number: Int, bytes: [UInt8]?)]
        var results: [StreamedResult?]
        var losses = 0

        /// The places of the lines that have no result yet.
        var open: [Int] { results.indices.filter { results[$0] == nil } }
    }

    private struct Seat {
        let worker: WorkerProcess
        var isReady = false
        var block: Block?
        /// The places of the block's lines that were sent.
        var sent: [Int] = []
        var since: UInt64
    }

    init(
        pool: WorkerPool, plugin: Plugin, job: WorkerJob, descriptor: Int32, listener: WorkerPool.Listener,
        write: @escaping ([StreamedResult]) throws -> Void
    ) {
        self.pool = pool
        self.plugin = plugin
        self.job = job
        self.listener = listener
        self.write = write
        check = ScoreAnswer(tiers: plugin.manifest.tiers)
        source = LineSource(descriptor: descriptor)
    }

    /// Works until the input ends and every line has its result.
    mutating func run(over snapshot: Snapshot) throws {
        let memory = try WorkerPool.memory(of: snapshot)
        var seats = [try seat(memory)]
        while true {
            try listener.pulse()
            for index in seats.indices where seats[index].isReady && seats[index].block == nil {
                try feed(&seats[index])
            }
            try writeWhatIsDone()
            let isBusy = seats.contains { !$0.isReady || $0.block != nil }
            if source.isAtEnd, source.lines.isEmpty, again.isEmpty, !isBusy { return }
            if seats.isEmpty
                || (seats.count < pool.count && source.lines.count >= Self.blockSize
                    && seats.allSatisfy(\.isReady))
            {
                seats.append(try seat(memory))
            }
            var descriptors = seats.map { pollfd(fd: $0.worker.output, events: Int16(POLLIN), revents: 0) }
            if source.hasRoom {
                descriptors.append(pollfd(fd: source.descriptor, events: Int16(POLLIN), revents: 0))
            }
            poll(&descriptors, nfds_t(descriptors.count), 100)
            if source.hasRoom, descriptors.last?.revents != 0, !source.read() {
                throw PluginError(
                    place: "standard input", message: "cannot be read: \(String(cString: strerror(errno)))")
            }
            for index in seats.indices.reversed() {
                let isLeft =
                    descriptors[index].revents != 0
                    ? try listen(to: &seats[index]) : try isInTime(seats[index])
                if !isLeft { seats.remove(at: index) }
            }
        }
    }

    private func seat(_ memory: SnapshotMemory) throws(PluginError) -> Seat {
        let worker = try WorkerProcess(executable: pool.executable, snapshot: memory, job: job)
        return Seat(worker: worker, since: WorkerProgress.now)
    }

    /// Gives an idle worker what is there, if earlier results are not too far behind.
    private mutating func feed(_ seat: inout Seat) throws {
        while seat.block == nil {
            var block: Block
            if let lost = again.popLast() {
                block = lost
            } else {
                guard !source.lines.isEmpty, blockCount - writtenCount < 4 * pool.count else { return }
                let lines = source.take(Self.blockSize)
                block = Block(
                    number: blockCount, lines: lines,
                    results: lines.map { line in
                        line.bytes != nil
                            ? nil
                            : StreamedResult(
                                line: line.number, id: nil,
                                outcome: .failed("longer than \(LineSource.lineLimit >> 20) MiB"))
                    })
                blockCount += 1
            }
            seat.sent = block.open
            if seat.sent.isEmpty {
                finish(block)
                continue
            }
            seat.worker.send(WorkerLines(lines: seat.sent.map { block.lines[$0].bytes ?? [] }))
            seat.since = WorkerProgress.now
            seat.block = block
        }
    }

    private mutating func finish(_ block: Block) {
        done[block.number] = block.results.compactMap(\.self)
    }

    private mutating func writeWhatIsDone() throws {
        while let results = done.removeValue(forKey: writtenCount) {
            writtenCount += 1
            try write(results)
        }
    }

    /// Takes what a worker says.
    ///
    /// - Returns: Whether it stays.
    private mutating func listen(to seat: inout Seat) throws -> Bool {
        guard let messages = seat.worker.receive() else {
            try giveUp(seat, because: WorkerEnding.description(of: seat.worker))
            return false
        }
        for message in messages {
            switch message {
            case .log(let level, let text): listener.log(level, text)
            case .notice(let text):
                if told.insert(text).inserted { listener.log("warning", text) }
            case .failed(let error): throw error
            case .ready(let missing):
                if !hasToldMissing { WorkerEnding.tell(missing, listener) }
                hasToldMissing = true
                seat.isReady = true
            case .streamed(let results) where results.count == seat.sent.count && seat.block != nil:
                guard var block = seat.block else { return true }
                for (place, result) in zip(seat.sent, results) {
                    block.results[place] = StreamedResult(
                        line: block.lines[place].number, id: result.id, outcome: checked(result.outcome))
                }
                seat.block = nil
                finish(block)
            case .outcomes, .streamed, .output, .value, .done, .ask:
                seat.worker.end()
                try giveUp(seat, because: WorkerEnding.forged)
                return false
            }
        }
        return true
    }

    /// Whether a worker that says nothing still has time.
    private mutating func isInTime(_ seat: Seat) throws -> Bool {
        guard !seat.isReady || seat.block != nil else { return true }
        let limit = pool.limits.seconds + WorkerPool.grace
        // Also for a worker whose own clock stands still.
        seat.worker.progress.tick()
        let begun =
            seat.isReady ? max(seat.since, min(seat.worker.progress.started, WorkerProgress.now)) : seat.since
        // Loading runs the plugin's code, for a block anew, before the first student's turn.
        let allowed = seat.worker.progress.row < 0 ? 2 * limit : limit
        guard Double(WorkerProgress.now - min(begun, WorkerProgress.now)) > allowed * 1e9 else { return true }
        seat.worker.end()
        try giveUp(seat, because: WorkerEnding.late(pool.limits.seconds), at: seat.worker.progress.place)
        return false
    }

    /// Takes the loss of a worker: the line it was at gets the reason as its result, the others wait again.
    private mutating func giveUp(_ seat: Seat, because reason: String, at place: String? = nil) throws {
        let name = place ?? plugin.manifest.name
        guard var block = seat.block else {
            throw PluginError(place: name, message: "while it loaded: \(reason)")
        }
        try listener.pulse()
        let row = seat.worker.progress.row
        if seat.sent.indices.contains(row) {
            let place = seat.sent[row]
            let line = block.lines[place]
            block.results[place] = StreamedResult(
                line: line.number, id: line.bytes.flatMap(StudentLines.id),
                outcome: .failed("\(name): \(reason)"))
        } else {
            block.losses += 1
            guard block.losses < Self.lossLimit else {
                throw PluginError(
                    place: name,
                    message: "\(Self.lossLimit) workers were lost one after another at the same lines; "
                        + "the last one: \(reason)")
            }
        }
        again.append(block)
    }

    /// Believes nothing: what a worker says is checked again, since a plugin may have taken it over.
    private func checked(_ outcome: StudentOutcome) -> StudentOutcome {
        guard case .scored(let score) = outcome, let problem = check.problem(with: score) else {
            return outcome
        }
        return .failed("\(plugin.manifest.name): \(problem)")
    }
}

extension WorkerPool {
    /// Scores students that come as lines of JSON, in worker processes, in bounded memory.
    ///
    /// - Parameters:
    ///   - descriptor: Where the lines come from.
    ///   - shared: A JSON object of what the students share.
    ///   - write: Takes results in the order of their lines; while it waits, nothing more is read.
    /// - Throws: A ``PluginError`` where the plugin does not load, and what `write` throws.
    public func stream(
        _ plugin: Plugin, options: PluginOptions, asOf: CalendarDate, shared: [UInt8], seed: Int64,
        from descriptor: Int32, listener: Listener = Listener(),
        write: ([StreamedResult]) throws -> Void
    ) throws {
        try plugin.require(.score)
        let job = WorkerJob(
            task: .stream(seed: seed, shared: shared), plugin: plugin, options: options, limits: limits)
        try withoutActuallyEscaping(write) { write in
            var work = StreamWork(
                pool: self, plugin: plugin, job: job, descriptor: descriptor, listener: listener, write: write
            )
            try work.run(over: SnapshotBuilder(asOf: asOf).finish())
        }
    }
}
