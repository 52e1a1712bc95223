public import Engagement
import NearestName

/// What a plugin says of itself in `plugin.json`: data, read and checked before any of its code runs.
public struct Manifest: Sendable, Hashable {
    /// A function that a plugin may bring.
    public enum Contribution: String, Sendable, CaseIterable {
        case score
        case scoreColumns = "score_columns"
        case link, report, indicators, fidelity
        case rows = "import"
    }

    /// The type of file that a report writes.
    public enum ReportFormat: String, Sendable, CaseIterable {
        case html, csv, markdown, json, text
    }

    /// The version of the interface between host and plugins that this host offers.
    public static let api = 1

    /// Lower-case letters, digits and `-`; also the folder's name.
    public let name: String
    public let version: String
    /// What the plugin does, in one line.
    public let summary: String
    public let contributes: [Contribution]
    /// The kinds of record the plugin may see.
    public let reads: Set<RecordKind>
    /// The options, in the order of their names.
    public let options: [OptionDeclaration]
    /// The tiers a score may name, from the least concern to the most.
    public let tiers: [String]
    /// The types of file that a report writes, the usual one first; empty for a plugin that contributes none.
    public let reportFormats: [ReportFormat]
    /// The licence's name; nil where not said.
    public let license: String?

    /// What a run over students does with the plugin, in this order: scores them, proposes services for
    /// them. A plugin that brings neither is refused by the first.
    public var turns: [Contribution] {
        let brought = [Contribution.score, .link].filter(contributes.contains)
        return brought.isEmpty ? [.score] : brought
    }

    /// The values of all options: the defaults, and over them these texts from the command line.
    ///
    /// - Throws: For a name that the plugin does not declare or a value it does not allow.
    public func options(setting texts: [(name: String, value: String)]) throws(PluginError) -> PluginOptions {
        var values: [String: OptionValue] = [:]
        for option in options { values[option.name] = option.defaultValue }
        for (name, text) in texts {
            guard let option = options.first(where: { $0.name == name }) else {
                throw unknownOption(name)
            }
            values[name] = try option.value(parsing: text)
        }
        return PluginOptions(values: values)
    }

    /// The values of all options: the defaults, and over them these.
    ///
    /// - Throws: For a name that the plugin does not declare or a value it does not allow.
    public func options(setting json: [String: JSONValue]) throws(PluginError) -> PluginOptions {
        var values: [String: OptionValue] = [:]
        for option in options { values[option.name] = option.defaultValue }
        for (name, value) in json.sorted(by: { $0.key < $1.key }) {
            guard let option = options.first(where: { $0.name == name }) else { throw unknownOption(name) }
            values[name] = try option.value(from: value)
        }
        return PluginOptions(values: values)
    }

    private func unknownOption(_ option: String) -> PluginError {
        let names = options.map(\.name)
        let hint =
            nearestName(to: option, among: names).map { "; did you mean '\($0)'?" }
            ?? (names.isEmpty ? "; it has none" : "; it has \(names.joined(separator: ", "))")
        return PluginError(place: "", message: "plugin '\(name)' has no option '\(option)'\(hint)")
    }
}

/// The checked values of all options of a plugin.
public struct PluginOptions: Sendable, Hashable {
    /// The values by name; one for each option the manifest declares.
    public let values: [String: OptionValue]

    /// The values as a JSON object with sorted keys, as a run's record keeps them.
    public var text: String { JSONValue.object(values.mapValues(\.json)).text }
}
