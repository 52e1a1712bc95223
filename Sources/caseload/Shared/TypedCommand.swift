/// The command as a person typed it, fit to be typed again.
enum TypedCommand {
    /// With another option behind it, which it may have already.
    static func text(adding option: String, to arguments: [String] = CommandLine.arguments) -> String {
        var words = Array(arguments.dropFirst())
        if !words.contains(option) { words.append(option) }
        return (["caseload"] + words.map(quoted)).joined(separator: " ")
    }

    /// As a shell reads it back: in quotes where it means something else without.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./:=,%+@".utf8.contains(byte)
            }
        }
        return isPlain && !word.isEmpty
            ? word
            : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#))'"
    }
}
