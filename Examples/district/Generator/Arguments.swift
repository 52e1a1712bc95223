/// What the command line asks for.
struct Arguments {
    var directory = ""
    var students = 500
    var seed: UInt64 = 20_250_818

    static let usage = "usage: generate-district DIRECTORY [--students N] [--seed N]"

    /// Why a command line was not understood.
    struct Misuse: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads the words after the program's name.
    init(_ words: [String]) throws(Misuse) {
        var position = 0
        while position < words.count {
            let word = words[position]
            position += 1
            switch word {
            case "--students", "--seed":
                guard position < words.count else { throw Misuse(description: "\(word) needs a number") }
                let text = words[position]
                position += 1
                if word == "--seed" {
                    guard let number = UInt64(text) else {
                        throw Misuse(description: "--seed: '\(text)' is no whole number of 0 or more")
                    }
                    seed = number
                } else {
                    guard let number = Int(text), (1...10_000_000).contains(number) else {
                        throw Misuse(
                            description: "--students: '\(text)' is no whole number from 1 to 10000000")
                    }
                    students = number
                }
            default:
                guard !word.hasPrefix("-") else { throw Misuse(description: "no option '\(word)'") }
                guard directory.isEmpty, !word.isEmpty else {
                    throw Misuse(description: "one folder is needed, '\(word)' is one more")
                }
                directory = word
            }
        }
        guard !directory.isEmpty else { throw Misuse(description: "the folder to write to is missing") }
    }
}
