import ArgumentParser

/// What a plugin's failure on a student means for the run.
struct FailureOptions: ParsableArguments {
    enum Reaction: String, EnumerableFlag {
        case keepGoing, failFast

        static func help(for value: Reaction) -> ArgumentHelp? {
            switch value {
            case .keepGoing: "A student on whom a plugin fails gets the error as the result (the default)."
            case .failFast: "End the run at the first student on whom a plugin fails."
            }
        }
    }

    @Flag(exclusivity: .exclusive)
    var reaction = Reaction.keepGoing

    @Option(
        help: ArgumentHelp(
            "End the run when a plugin has failed on more students than this: a number, or a share as 5%.",
            valueName: "number"))
    var maxFailures: String?

    func validate() throws {
        guard let maxFailures else { return }
        if FailureLimit(maxFailures) == nil {
            throw ValidationError(
                "--max-failures '\(maxFailures)': expected a number of students, or a share from 0% to 100%")
        }
        if reaction == .failFast {
            throw ValidationError("--fail-fast and --max-failures exclude one another")
        }
    }

    var limit: FailureLimit {
        reaction == .failFast ? .fast : maxFailures.flatMap { FailureLimit($0) } ?? .none
    }
}

/// On how many students a plugin may fail before the run ends.
enum FailureLimit: Equatable {
    /// On all of them.
    case none
    /// On none.
    case fast
    case count(Int)
    /// 0...100 percent of all who are meant.
    case percent(Double)

    /// A number, or a share with a percent sign; nil for anything else.
    init?(_ text: String) {
        let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return nil }
        if text.hasSuffix("%") {
            guard let share = Double(digits), share <= 100 else { return nil }
            self = .percent(share)
        } else {
            guard let count = Int(digits) else { return nil }
            self = .count(count)
        }
    }

    /// Whether so many failures among so many students are too many.
    func isExceeded(by failures: Int, of students: Int) -> Bool {
        switch self {
        case .none: false
        case .fast: failures > 0
        case .count(let count): failures > count
        case .percent(let share): Double(failures) * 100 > share * Double(students)
        }
    }

    /// The option that sets it.
    var option: String {
        switch self {
        case .none: "--keep-going"
        case .fast: "--fail-fast"
        case .count(let count): "--max-failures \(count)"
        case .percent(let share):
            "--max-failures \(share == share.rounded() ? String(Int(share)) : String(share))%"
        }
    }
}
