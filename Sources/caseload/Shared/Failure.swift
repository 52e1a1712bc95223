/// How the program ends: the codes of the command line's documentation.
enum ExitStatus: Int32 {
    case done = 0
    /// Done, with failed students or refused rows.
    case doneInPart = 1
    case notDone = 2
    case usage = 64
    /// The data or a plugin is wrong.
    case badData = 65
    case inputOutput = 74
    case interrupted = 130
}

/// Why a command ends early: what is printed on standard error, and how the program ends.
struct Failure: Error {
    let status: ExitStatus
    /// What is wrong and what to do, of one or more lines; empty where all has been said already.
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
