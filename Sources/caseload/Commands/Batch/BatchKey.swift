import PluginHost

/// One key that a step of a batch file may have, and the option of the command line that it stands for.
///
/// The file's reading, the arguments of its steps and its JSON Schema come from the lists below.
struct BatchKey {
    enum Kind {
        case text, texts, flag
        /// One of these words.
        case word([String])
        /// A whole number in a range.
        case whole(ClosedRange<Int>)
        /// A number above 0 and up to this one.
        case positive(upTo: Double)
        /// How many failures are borne: a number, or a share of all who are meant.
        case tolerance
        /// Options of the plugin: `{"absences": 4}`, or by plugin where there are several.
        case options
    }

    let name: String
    let kind: Kind
    /// The option; nil for what is given without one.
    let option: String?
    let summary: String
    /// Whether the texts are paths, which are taken from the batch file's folder.
    var isPath = false

    /// What a step may do, by the key that says it, with the other keys it may have.
    static let steps: [(action: BatchKey, command: String, keys: [BatchKey])] = [
        (
            BatchKey(
                name: "import", kind: .texts, option: nil, summary: "Files, folders or zips to let in.",
                isPath: true), "import",
            [
                BatchKey(
                    name: "mapping", kind: .text, option: "--mapping",
                    summary: "The mapping of their headers.",
                    isPath: true),
                BatchKey(
                    name: "plugin", kind: .text, option: "--plugin",
                    summary: "The plugin that says what each row of the files is."),
                options,
                BatchKey(
                    name: "rejects", kind: .text, option: "--rejects",
                    summary: "Where refused rows go, so that the others are let in.", isPath: true),
                BatchKey(
                    name: "allow_removals", kind: .flag, option: "--allow-removals",
                    summary: "Whether more than a tenth of the students may end."),
            ]
        ),
        (
            BatchKey(
                name: "run", kind: .texts, option: nil,
                summary: "Plugins to run, in this order: scores, and services that are proposed."),
            "run",
            [
                BatchKey(
                    name: "students", kind: .text, option: "--students",
                    summary: "Only the students that this query means."),
                mentor, school,
                BatchKey(
                    name: "sample", kind: .whole(1...Int.max), option: "--sample",
                    summary: "Only so many, as a trial."),
                BatchKey(
                    name: "seed", kind: .whole(Int.min...Int.max), option: "--seed",
                    summary: "What random numbers begin from."),
                BatchKey(
                    name: "max_failures", kind: .tolerance, option: "--max-failures",
                    summary: "On how many students, or which share (\"5%\"), a plugin may fail."),
                BatchKey(
                    name: "fail_fast", kind: .flag, option: "--fail-fast",
                    summary: "Whether a run ends at the first student on whom a plugin fails."),
                workers,
            ] + limits + [
                deidentify, purpose, options,
            ]
        ),
        (
            BatchKey(name: "report", kind: .text, option: nil, summary: "The plugin that writes a report."),
            "report",
            [
                BatchKey(
                    name: "output", kind: .text, option: "--output",
                    summary: "The file to write, or the folder with \"each\".", isPath: true),
                BatchKey(
                    name: "all", kind: .flag, option: "--all", summary: "About all students."),
                mentor, school,
                BatchKey(
                    name: "student", kind: .texts, option: "--student", summary: "About these students."),
                BatchKey(
                    name: "each", kind: .word(ReportSubject.Each.allCases.map(\.rawValue)), option: "--each",
                    summary: "One file for each student, mentor or school."),
                BatchKey(
                    name: "format", kind: .word(Manifest.ReportFormat.allCases.map(\.rawValue)),
                    option: "--format",
                    summary: "The type of file."),
            ] + limits + [
                deidentify, purpose,
                BatchKey(
                    name: "allow_small_cells", kind: .flag, option: "--allow-small-cells",
                    summary: "Whether figures of groups below 10 students are shown."),
                options,
            ]
        ),
    ]

    private static let mentor = BatchKey(
        name: "mentor", kind: .text, option: "--mentor", summary: "The students of this mentor.")
    private static let school = BatchKey(
        name: "school", kind: .text, option: "--school", summary: "The students of this school.")
    private static let workers = BatchKey(
        name: "workers", kind: .whole(WorkerOptions.range), option: "--workers",
        summary: "How many worker processes.")
    private static let limits = [
        BatchKey(
            name: "limit_time", kind: .positive(upTo: LimitOptions.longest), option: "--limit-time",
            summary: "Seconds that one call may take."),
        BatchKey(
            name: "limit_memory", kind: .whole(LimitOptions.memoryRange), option: "--limit-memory",
            summary: "MiB of memory that Lua may hold."),
        BatchKey(
            name: "limit_instructions", kind: .whole(1...Int.max), option: "--limit-instructions",
            summary: "Instructions of Lua that one call may take."),
    ]
    private static let deidentify = BatchKey(
        name: "deidentify", kind: .flag, option: "--deidentify",
        summary: "Whether pseudonyms stand for ids and names.")
    private static let purpose = BatchKey(
        name: "purpose", kind: .text, option: "--purpose",
        summary: "What the records are read for; kept in the access log.")
    private static let options = BatchKey(
        name: "options", kind: .options, option: "--option",
        summary: "The plugin's options; of several plugins, an object for each.")

    /// The arguments that a value of this key stands for; nil for a value of another kind.
    func arguments(_ value: JSONValue, folder: String) -> [String]? {
        func place(_ text: String) -> String { isPath && !text.hasPrefix("/") ? "\(folder)/\(text)" : text }
        // With "=" no value is taken for an option, whatever it begins with.
        func argument(_ text: String) -> [String] { option.map { ["\($0)=\(text)"] } ?? [place(text)] }
        switch (kind, value) {
        case (.text, .string(let text)): return argument(option == nil ? text : place(text))
        case (.texts, .string(let text)): return argument(option == nil ? text : place(text))
        case (.texts, .array(let values)):
            var texts: [String] = []
            for case .string(let text) in values { texts += argument(text) }
            return texts.count == values.count && !texts.isEmpty ? texts : nil
        case (.word(let words), .string(let text)): return words.contains(text) ? argument(text) : nil
        case (.whole(let range), .integer(let number)):
            return range.contains(Int(number)) ? argument(String(number)) : nil
        case (.positive(let most), .integer(let number)):
            return number > 0 && Double(number) <= most ? argument(String(number)) : nil
        case (.positive(let most), .number(let number)):
            return number > 0 && number <= most ? argument(String(number)) : nil
        case (.tolerance, .integer(let number)): return number >= 0 ? argument(String(number)) : nil
        case (.tolerance, .string(let text)): return FailureLimit(text) == nil ? nil : argument(text)
        case (.flag, .boolean(let isSet)): return isSet ? option.map { [$0] } ?? [] : []
        case (.options, .object(let values)): return Self.optionArguments(values, prefix: "")
        default: return nil
        }
    }

    private static func optionArguments(_ values: [String: JSONValue], prefix: String) -> [String]? {
        var arguments: [String] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .object(let inner) where prefix.isEmpty:
                guard let more = optionArguments(inner, prefix: name + ".") else { return nil }
                arguments += more
            case .string(let text): arguments.append("--option=\(prefix)\(name)=\(text)")
            case .boolean, .integer, .number: arguments.append("--option=\(prefix)\(name)=\(value.text)")
            case .array, .object, .null: return nil
            }
        }
        return arguments
    }

    /// What a value of this key must be, for messages.
    var expectation: String {
        switch kind {
        case .text: "a text"
        case .texts: "a text or a list of texts"
        case .flag: "true or false"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .whole(let range):
            switch (range.lowerBound, range.upperBound) {
            case (.min, .max): "a whole number"
            case (let least, .max): "a whole number from \(least)"
            case (let least, let most): "a whole number from \(least) to \(most)"
            }
        case .positive(let most): "a number above 0 and up to \(Int(most))"
        case .tolerance: "a number of students, or a share from \"0%\" to \"100%\""
        case .options: "an object of values by the options' names"
        }
    }
}
