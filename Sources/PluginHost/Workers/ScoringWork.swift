import Engagement
import Glibc

/// One scoring run over a pool of workers: which blocks are waiting, who works on what, what has come back.
struct ScoringWork {
    private let pool: WorkerPool
    private let plugin: Plugin
    private let job: WorkerJob
    private let rows: [Int]
    private let listener: WorkerPool.Listener
    private let check: ScoreAnswer
    /// Places in `rows`, a block each, the next one last.
    private var waiting: [[Int]]
    private var found: [StudentOutcome?]
    private var doneCount = 0
    private var hasToldMissing = false

    /// A worker at work.
    private struct Seat {
        let worker: WorkerProcess
        /// Whether the plugin is loaded there.
        var isReady = false
        /// The places it works on, a block each, and those it goes on with while its answer is read.
        var blocks: [[Int]] = []
        /// When it began to load or last answered, in nanoseconds of the monotonic clock.
        var since: UInt64
    }

    init(
        pool: WorkerPool, plugin: Plugin, job: WorkerJob, rows: [Int], listener: WorkerPool.Listener
    ) {
        self.pool = pool
        self.plugin = plugin
        self.job = job
        self.rows = rows
        self.listener = listener
        check = ScoreAnswer(tiers: plugin.manifest.tiers)
        waiting = stride(from: 0, to: rows.count, by: WorkerPool.blockSize).reversed().map {
            Array($0..<min($0 + WorkerPool.blockSize, rows.count))
        }
        found = Array(repeating: nil, count: rows.count)
    }

    /// The outcome of each row, in order.
    mutating func outcomes(of snapshot: Snapshot) throws(PluginError) -> [StudentOutcome] {
        let memory = try WorkerPool.memory(of: snapshot)
        // One worker at least, so that a plugin that does not load fails over an empty district too.
        var seats = [try seat(memory)]
        while !seats.isEmpty || !waiting.isEmpty {
            while seats.count < pool.count, seats.count(where: { !$0.isReady }) < waiting.count {
                seats.append(try seat(memory))
            }
            var descriptors = seats.map { pollfd(fd: $0.worker.output, events: Int16(POLLIN), revents: 0) }
            poll(&descriptors, nfds_t(descriptors.count), 100)
            for index in seats.indices.reversed() {
                let isLeft =
                    descriptors[index].revents != 0
                    ? try listen(to: &seats[index]) : try isInTime(seats[index])
                if !isLeft { seats.remove(at: index) }
            }
        }
        return found.map { $0 ?? .failed("\(plugin.manifest.name): no worker came to this student") }
    }

    private func seat(_ memory: SnapshotMemory) throws(PluginError) -> Seat {
        let worker = try WorkerProcess(executable: pool.executable, snapshot: memory, job: job)
        return Seat(worker: worker, since: WorkerProgress.now)
    }

    /// Takes what a worker says.
    ///
    /// - Returns: Whether it stays.
    private mutating func listen(to seat: inout Seat) throws(PluginError) -> Bool {
        guard let messages = seat.worker.receive() else {
            try giveUp(seat, because: WorkerEnding.description(of: seat.worker))
            return false
        }
        for message in messages {
            switch message {
            case .log(let level, let text):
                listener.log(level, text)
            case .failed(let error):
                throw error
            case .ready(let missing):
                if !hasToldMissing { WorkerEnding.tell(missing, listener) }
                hasToldMissing = true
                seat.isReady = true
                if !feed(&seat) { return false }
            case .outcomes(let outcomes):
                guard let block = seat.blocks.first, outcomes.count == block.count else {
                    seat.worker.end()
                    try giveUp(seat, because: WorkerEnding.forged)
                    return false
                }
                seat.blocks.removeFirst()
                for (place, outcome) in zip(block, outcomes) { found[place] = checked(outcome) }
                doneCount += block.count
                listener.progress(doneCount)
                if !feed(&seat) { return false }
            case .output, .done, .record:
                seat.worker.end()
                try giveUp(seat, because: WorkerEnding.forged)
                return false
            }
        }
        return true
    }

    /// Gives a worker what it works on next; false when there is nothing more and it may go.
    private mutating func feed(_ seat: inout Seat) -> Bool {
        seat.since = WorkerProgress.now
        while seat.blocks.count < 2, let block = waiting.popLast() {
            seat.blocks.append(block)
            seat.worker.send(WorkerBlock(rows: block.map { rows[$0] }))
        }
        return !seat.blocks.isEmpty
    }

    /// Whether a worker that says nothing still has time.
    private mutating func isInTime(_ seat: Seat) throws(PluginError) -> Bool {
        let limit = pool.limits.seconds + WorkerPool.grace
        // Loading runs the plugin's code twice, as a chunk and in `prepare`, each under the limit.
        let allowed = seat.isReady ? limit : 2 * limit
        let begun =
            seat.isReady ? max(seat.since, min(seat.worker.progress.started, WorkerProgress.now)) : seat.since
        guard Double(WorkerProgress.now - min(begun, WorkerProgress.now)) > allowed * 1e9 else { return true }
        seat.worker.end()
        try giveUp(seat, because: WorkerEnding.late(pool.limits.seconds))
        return false
    }

    /// Takes the loss of a worker: the student it was at gets the reason as the result, the rest of its block
    /// waits again.
    private mutating func giveUp(_ seat: Seat, because reason: String) throws(PluginError) {
        let name = plugin.manifest.name
        guard var block = seat.blocks.first else {
            throw PluginError(place: name, message: "while it loaded: \(reason)")
        }
        // The row it told may be a lie; then the first of the block pays.
        let row = seat.worker.progress.row
        let index = block.firstIndex { rows[$0] == row } ?? 0
        found[block[index]] = .failed("\(name): \(reason)")
        doneCount += 1
        listener.progress(doneCount)
        block.remove(at: index)
        waiting += seat.blocks.dropFirst() + (block.isEmpty ? [] : [block])
    }

    /// Believes nothing: what a worker says is checked again, since a plugin may have taken it over.
    private func checked(_ outcome: StudentOutcome) -> StudentOutcome {
        guard case .scored(let score) = outcome, let problem = check.problem(with: score) else {
            return outcome
        }
        return .failed("\(plugin.manifest.name): \(problem)")
    }
}
