import Engagement
import Glibc

/// Students worked through by a pool of workers: which blocks are waiting, who works on what, what has come back.
struct BlockWork {
    private let pool: WorkerPool
    private let plugin: Plugin
    private let job: WorkerJob
    private let rows: [Int]
    private let listener: WorkerPool.Listener
    private let answers: OutcomeAnswers
    /// Takes answers as they come, with their places in `rows`.
    private let keep: ([Int], OutcomeBlock) throws -> Void
    /// Places in `rows` whose turn has not come yet.
    private var coming: Range<Int>
    /// Blocks of places that have to be worked on again.
    private var waiting: [[Int]] = []
    /// How many students a worker gets at a time now.
    private var blockSize = 1
    private let begun = WorkerProgress.now
    private var doneCount = 0
    /// How many students were told to be done: a worker that is lost takes none of them back.
    private var toldCount = 0
    /// When, in nanoseconds of the monotonic clock.
    private var told: UInt64 = 0
    private var isLoaded = false
    /// What workers had to say of the plugin.
    private var notices: Set<String> = []
    /// How many workers were lost at a block, by its first place, before they were at any student of it.
    private var losses: [Int: Int] = [:]

    /// How many workers may be lost at one block without a student to blame.
    private static var lossLimit: Int { 3 }

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
        pool: WorkerPool, plugin: Plugin, job: WorkerJob, rows: [Int], listener: WorkerPool.Listener,
        answers: OutcomeAnswers, keep: @escaping ([Int], OutcomeBlock) throws -> Void
    ) {
        self.pool = pool
        self.plugin = plugin
        self.job = job
        self.rows = rows
        self.listener = listener
        self.answers = answers
        self.keep = keep
        coming = rows.indices
    }

    /// Works until each row has an answer.
    ///
    /// - Throws: A ``PluginError`` for a plugin that does not load and for workers that are lost again and
    ///   again, and what the listener's pulse and the taker of the answers throw.
    mutating func run(over snapshot: Snapshot) throws {
        let memory = try WorkerPool.memory(of: snapshot)
        // One worker at least, so that a plugin that does not load fails over an empty district too.
        var seats = [try seat(memory)]
        while !seats.isEmpty || hasMore {
            try listener.pulse()
            while seats.count < pool.count, seats.count(where: { !$0.isReady }) < wantedCount {
                seats.append(try seat(memory))
            }
            var descriptors = seats.map { pollfd(fd: $0.worker.output, events: Int16(POLLIN), revents: 0) }
            poll(&descriptors, nfds_t(descriptors.count), 100)
            for index in seats.indices.reversed() {
                // One that goes on talking has no more time than one that says nothing.
                var isLeft = descriptors[index].revents == 0
                if !isLeft { isLeft = try listen(to: &seats[index]) }
                if isLeft { isLeft = try isInTime(seats[index]) }
                if !isLeft { seats.remove(at: index) }
            }
            tellProgress(seats)
        }
    }

    /// How many workers more would have something to do: where students take long, one for each.
    private var wantedCount: Int {
        let isLong = isLoaded && WorkerProgress.now - begun > 50_000_000
        return waiting.count
            + (isLong ? coming.count : coming.count.dividedRoundingUp(by: WorkerPool.worthAWorker))
    }

    private func seat(_ memory: SnapshotMemory) throws(PluginError) -> Seat {
        let worker = try WorkerProcess(executable: pool.executable, snapshot: memory, job: job)
        return Seat(worker: worker, since: WorkerProgress.now)
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
            case .log(let level, let text):
                listener.log(level, text)
            case .notice(let text):
                if notices.insert(text).inserted { listener.log("warning", text) }
            case .failed(let error):
                throw error
            case .ready(let missing):
                if !isLoaded {
                    WorkerEnding.tell(missing, listener)
                    try listener.loaded()
                }
                isLoaded = true
                seat.isReady = true
                if !feed(&seat) { return false }
            case .outcomes(let bytes):
                guard let block = seat.blocks.first,
                    let found = answers.block(bytes, count: block.count)
                else {
                    seat.worker.end()
                    try giveUp(seat, because: WorkerEnding.forged)
                    return false
                }
                seat.blocks.removeFirst()
                adaptBlockSize(to: block.count, by: seat)
                // Fed first: it works while its answer is kept.
                let stays = feed(&seat)
                try take(block, answers.checked(found, of: block.map { rows[$0] }))
                if !stays { return false }
            case .output, .value, .done, .ask, .streamed:
                seat.worker.end()
                try giveUp(seat, because: WorkerEnding.forged)
                return false
            }
        }
        return true
    }

    private mutating func take(_ places: [Int], _ found: OutcomeBlock) throws {
        try keep(places, found)
        doneCount += places.count
    }

    /// Tells how many students are done, those of each worker's block up to the one that it is at among them: at the
    /// end, and otherwise not with each part of an answer, since that one is looked for.
    private mutating func tellProgress(_ seats: [Seat]) {
        let now = WorkerProgress.now
        guard seats.isEmpty || now - told >= 50_000_000 else { return }
        told = now
        let inHand = seats.map { seat in
            let row = seat.worker.progress.row
            return seat.blocks.first?.firstIndex { rows[$0] == row } ?? 0
        }
        toldCount = max(toldCount, inHand.reduce(doneCount, +))
        listener.progress(toldCount)
    }

    /// Gives a worker what it works on next; false when there is nothing more and it may go.
    private mutating func feed(_ seat: inout Seat) -> Bool {
        seat.since = WorkerProgress.now
        while seat.blocks.count < 2, let block = nextBlock() {
            seat.blocks.append(block)
            seat.worker.send(WorkerBlock(rows: block.map { rows[$0] }))
        }
        return !seat.blocks.isEmpty
    }

    private var hasMore: Bool { !waiting.isEmpty || !coming.isEmpty }

    private mutating func nextBlock() -> [Int]? {
        if let block = waiting.popLast() { return block }
        guard !coming.isEmpty else { return nil }
        // Smaller ones toward the end, so that all workers end at the same time.
        let share = coming.count.dividedRoundingUp(by: 4 * pool.count)
        let block = coming.prefix(min(blockSize, share))
        coming = block.endIndex..<coming.endIndex
        return Array(block)
    }

    /// Has blocks take some milliseconds: a message costs little of that, and results are kept soon. Where the plugin
    /// keeps so much that it takes long to look whether it has changed, that costs little of it likewise.
    private mutating func adaptBlockSize(to count: Int, by seat: Seat) {
        guard count == blockSize else { return }
        let taken = Double(WorkerProgress.now - min(seat.since, WorkerProgress.now)) / 1e6
        let looking = min(Double(seat.worker.progress.looking) / 1e6, taken)
        let worthwhile = max(4, 4 * looking)
        switch taken - looking {
        case ..<worthwhile: blockSize = min(blockSize * 2, WorkerPool.largestBlock)
        case (4 * worthwhile)...: blockSize = max(blockSize / 2, 1)
        default: break
        }
    }

    /// Whether a worker still has time.
    private mutating func isInTime(_ seat: Seat) throws -> Bool {
        let limit = pool.limits.seconds + WorkerPool.grace
        // Loading runs the plugin's code twice, as a chunk and in `prepare`, each under the limit.
        let allowed = seat.isReady ? limit : 2 * limit
        // Also for a worker whose own clock stands still.
        seat.worker.progress.tick()
        let begun =
            seat.isReady ? max(seat.since, min(seat.worker.progress.started, WorkerProgress.now)) : seat.since
        let now = WorkerProgress.now
        // What it says of its student may be a lie; a block has an end even so.
        let students = Double(max(1, seat.blocks.first?.count ?? 1))
        guard
            Double(now - min(begun, now)) > allowed * 1e9
                || Double(now - min(seat.since, now)) > students * allowed * 1e9
        else { return true }
        seat.worker.end()
        try giveUp(seat, because: WorkerEnding.late(pool.limits.seconds), at: seat.worker.progress.place)
        return false
    }

    /// Takes the loss of a worker: the student it was at gets the reason as the result, the rest of its block
    /// waits again.
    private mutating func giveUp(_ seat: Seat, because reason: String, at place: String? = nil) throws {
        let place = place ?? plugin.manifest.name
        guard var block = seat.blocks.first else {
            throw PluginError(place: place, message: "while it loaded: \(reason)")
        }
        // What ended the worker may be about to end this process too, and then no student is to blame.
        try listener.pulse()
        waiting += seat.blocks.dropFirst()
        let row = seat.worker.progress.row
        if let index = block.firstIndex(where: { rows[$0] == row }) {
            try take([block.remove(at: index)], answers.failure("\(place): \(reason)"))
        } else {
            // No student of the block is to blame, or what it told is a lie.
            losses[block[0], default: 0] += 1
            guard losses[block[0], default: 0] < Self.lossLimit else {
                throw PluginError(
                    place: place,
                    message: "\(Self.lossLimit) workers were lost one after another at the same students; "
                        + "the last one: \(reason)")
            }
        }
        if !block.isEmpty { waiting.append(block) }
    }
}

extension Int {
    fileprivate func dividedRoundingUp(by divisor: Int) -> Int { (self + divisor - 1) / divisor }
}
