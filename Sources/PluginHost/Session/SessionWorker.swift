import CSandbox
import Engagement
import Glibc
import Lua

/// The inside of a session's process: it runs one line after another.
///
/// Before each line it makes a copy of itself that waits. Where the line ends, well or with an error, the
/// copy is ended. Where the line brings its process down, or the front ends it because nothing else stops
/// it, the copy goes on with everything as it was before the line.
final class SessionWorker {
    private let world: SessionWorld

    init(_ district: District, limits: RunLimits, missing: Int32) throws {
        // Ctrl-C on a terminal reaches all of its processes; this one is told by the front.
        signal(SIGINT, SIG_IGN)
        // The thread that started it lets no signal through, and a process begins with what that has.
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
        world = try SessionWorld(
            district: district, limits: limits,
            output: { printed in
                switch printed {
                case .text(let text): Self.send(.output(text))
                case .value(let value): Self.send(.printed(value))
                }
            },
            ask: { (ask) throws(LuaError) in
                Self.send(.ask(ask))
                guard case .reply(let reply) = try Self.receive() else {
                    throw LuaError(AskingFunctions.noAnswer)
                }
                return reply
            })
        Self.interrupter = world.interrupter
        signal(SIGUSR1) { _ in SessionWorker.interrupter?.interrupt() }
        Self.send(.ready(missing: missing))
    }

    /// Works until its input ends.
    func serve() throws {
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            switch try content.withUnsafeBytes({ try SessionRequest($0) }) {
            case .run(let code, let name, let firstLine):
                let checkpoint = Checkpoint.make()
                if case .tookOver = checkpoint { continue }
                let answer = world.run(code, name: name, firstLine: firstLine)
                if case .made(let copy) = checkpoint { copy.discard() }
                Self.send(answer)
            case .names(let path):
                Self.send(.names(world.names(after: path)))
            case .resume:
                Self.send(.resumed(process: getpid()))
            case .look(let place, let job):
                Self.send(look(place, job))
            case .reply: break
            }
        }
    }

    /// Goes over to the district of another day; where that cannot be, all stays as it is.
    private func look(_ place: OtherDays.Place, _ job: [UInt8]) -> SessionAnswer {
        do {
            let snapshot = try OtherDays.snapshot(at: place)
            let job = try WorkerJob(job, fingerprint: snapshot.fingerprint)
            var district = job.findings.district(snapshot)
            district.showsSmallGroups = job.showsSmallGroups
            return try world.look(at: district)
        } catch {
            return .failed(SessionFailure(message: "the district could not be taken in: \(error)"))
        }
    }

    /// Read in a signal handler, written once before there is one.
    private nonisolated(unsafe) static var interrupter: LuaInterrupter?

    private static func send(_ answer: SessionAnswer) {
        // Nobody is left to answer to when the front is gone.
        if !Pipe.write(answer.frame, to: STDOUT_FILENO) { exit(0) }
    }

    private static func receive() throws(LuaError) -> SessionRequest {
        guard let content = Pipe.readFrame(from: STDIN_FILENO) else { exit(0) }
        do {
            return try content.withUnsafeBytes { try SessionRequest($0) }
        } catch {
            throw LuaError(AskingFunctions.noAnswer)
        }
    }
}
