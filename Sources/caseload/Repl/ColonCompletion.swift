import Engagement
import Foundation
import PluginHost

/// The completion of colon commands and of what may follow them.
extension Completion {
    func colon(_ text: String) -> Choices {
        let parts = text.dropFirst().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let typed = parts.last else {
            var choices = Choices(parts.first ?? "", ColonCommand.all.map(\.name))
            choices.label = { ColonCommand.named($0)?.summary ?? "" }
            return choices
        }
        guard let command = ColonCommand.named(parts[0]) else { return Choices("", []) }
        if command.completes == .plugins {
            return parts.count > 2
                ? option(of: parts[1], typed)
                : plugins(typed, command.name == "report" ? [.report] : Self.runnable)
        }
        let isLong = parts.count > 2 && command.completes != .files
        return Choices(typed, isLong ? [] : words(for: command, typed))
    }

    private func words(for command: ColonCommand, _ typed: String) -> [String] {
        switch command.completes {
        case .modes: ValueMode.allCases.map(\.rawValue)
        case .names:
            Reference.names + ColonCommand.all.map { ":\($0.name)" }
                + conversation.shelf.host.plugins().map(\.name)
        case .files: Self.files(typed)
        case .flags: ["on", "off"]
        case .days: days()
        case .plugins, .nothing: []
        }
    }

    /// `NAME=VALUE` of a plugin's options; a report's file may stand there too.
    private func option(of plugin: String, _ typed: String) -> Choices {
        let options = (try? conversation.shelf.host.plugin(named: plugin))?.manifest.options ?? []
        guard let sign = typed.firstIndex(of: "="),
            let option = options.first(where: { $0.name == typed[..<sign] })
        else {
            return Self.keys(of: options, typed, "=")
        }
        return Choices(
            String(typed[typed.index(after: sign)...]),
            option.kind == .boolean ? ["true", "false"] : option.choices)
    }

    /// The names of options, each with what it does and its value where nothing is said.
    static func keys(of options: [OptionDeclaration], _ typed: String, _ sign: String) -> Choices {
        var choices = Choices(typed, options.map { $0.name + sign })
        choices.label = { word in
            guard let option = options.first(where: { word == $0.name + sign }) else { return "" }
            return "\(option.defaultValue.json.text): \(option.summary)"
        }
        return choices
    }

    /// The day in view and those of the runs on record.
    private func days() -> [String] {
        let district = conversation.district
        let loaded = district.isLoaded ? try? district.loaded() : nil
        return ["\(district.day)"] + (loaded?.results.map { "\($0.run.asOf)" } ?? [])
    }

    private static func files(_ typed: String) -> [String] {
        let folder =
            typed.contains("/") ? String(typed[...(typed.lastIndex(of: "/") ?? typed.startIndex)]) : ""
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.map { name in
            var isFolder = false as ObjCBool
            _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
            return folder + name + (isFolder.boolValue ? "/" : "")
        }
    }
}
