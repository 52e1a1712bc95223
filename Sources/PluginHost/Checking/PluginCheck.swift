import Engagement
import Lua
import NearestName

/// Finds in a plugin's code what would fail only once it runs: names that nothing has.
///
/// The code is compiled, not run. A field is taken for a mistake only where no type, no library, no option
/// and no line of the plugin has it and one of a name close to it exists: tables may have any field.
struct PluginCheck {
    let plugin: Plugin
    /// The globals of the plugin's world.
    let globals: Set<String>

    /// What is wrong in the plugin's files of Lua, in the order of files and lines.
    func findings() -> [PluginFinding] {
        var findings: [PluginFinding] = []
        var chunks: [(file: String, code: Bytecode)] = []
        for (file, source) in plugin.files.contents.sorted(by: { $0.key < $1.key })
        where file.hasSuffix(".lua") {
            do {
                let name = "\(plugin.manifest.name)/\(file)"
                chunks.append((file, try Bytecode(compiling: source, chunkName: "@\(name)")))
            } catch let error as LuaError {
                let error = PluginError(error)
                findings.append(PluginFinding(weight: .problem, place: error.place, message: error.message))
            } catch {
                findings.append(
                    PluginFinding(weight: .warning, place: file, message: "\(error); not looked at"))
            }
        }
        let written = Set(chunks.flatMap { $0.code.globalsWritten.map(\.text) })
        let fields = knownFields.union(chunks.flatMap { $0.code.fieldsWritten.map(\.text) })
        for (file, code) in chunks {
            findings += self.findings(in: code, file: file, written: written, fields: fields)
        }
        return findings
    }

    private func findings(
        in code: Bytecode, file: String, written: Set<String>, fields: Set<String>
    ) -> [PluginFinding] {
        func place(_ line: Int) -> String { "\(plugin.manifest.name)/\(file):\(line)" }
        let globals = file == "test.lua" ? globals.union(["test"]) : globals
        var findings: [(line: Int, finding: PluginFinding)] = []
        for name in Set(code.globalsRead) where !globals.contains(name.text) && !written.contains(name.text) {
            let hint =
                Allowlist.absence(of: name.text)
                ?? nearestName(to: name.text, among: globals).map { "did you mean '\($0)'?" }
                ?? "it is always nil; make it a local, or require its module"
            let message = "'\(name.text)' is not defined; \(hint)"
            findings.append(
                (name.line, PluginFinding(weight: .problem, place: place(name.line), message: message)))
        }
        for name in Set(code.globalsWritten) {
            let message = "'\(name.text)' becomes a global; write 'local' before it"
            findings.append(
                (name.line, PluginFinding(weight: .warning, place: place(name.line), message: message)))
        }
        // A row of an import has the fields of the district's own header, whatever these are.
        let fieldsRead = plugin.manifest.contributes.contains(.rows) ? [] : Set(code.fieldsRead)
        for name in fieldsRead where !fields.contains(name.text) {
            // A name of one or two letters is near to many.
            guard name.text.utf8.count > 2, let near = nearestName(to: name.text, among: fields) else {
                continue
            }
            let message = "nothing has a field '\(name.text)'; did you mean '\(near)'?"
            findings.append(
                (name.line, PluginFinding(weight: .problem, place: place(name.line), message: message)))
        }
        for line in code.doubtfulBitwise {
            let message =
                "Lua 5.4.4 computes bitwise operators with a constant wrongly in a function of more than 256 "
                + "constants; make the function shorter"
            findings.append((line, PluginFinding(weight: .warning, place: place(line), message: message)))
        }
        return findings.sorted { ($0.line, $0.finding.message) < ($1.line, $1.finding.message) }.map(
            \.finding)
    }

    /// Everything that a type, a library, an answer or the plugin's options have as a field.
    private var knownFields: Set<String> {
        var names = Set(plugin.manifest.options.map(\.name) + plugin.manifest.tiers + RecordKind.names)
        for type in Reference.types {
            names.formUnion(type.fields.map(\.name))
            names.formUnion(type.methods.map(\.name))
        }
        for function in Reference.functions {
            names.formUnion(function.name.split(separator: ".").map(String.init))
        }
        names.formUnion(Self.fieldsOfTables)
        for (_, entries) in Allowlist.libraries { names.formUnion(entries.map(\.name)) }
        names.formUnion(Allowlist.replaced.compactMap { $0.name.split(separator: ".").last.map(String.init) })
        names.formUnion(EngagementDomain.allCases.map(\.name))
        // What a score and a test's answer have.
        return names.union(["score", "tier", "domains", "reasons", "plugin", "error", "n"])
            .union(Self.testFunctions)
    }

    /// What tables have that are no registered types: their fields stand in the prose of what gives them.
    private static let fieldsOfTables: Set<String> = {
        let types = Reference.types
        let known = Set(types.map(\.name))
        func isTable(_ type: String) -> Bool {
            type.contains("[]") || type.contains("table")
                || type.hasPrefix("caseload.") && !known.contains(type.replacing("?", with: ""))
        }
        var prose = types.flatMap(\.fields).filter { isTable($0.type) }.map(\.summary)
        let functions = types.flatMap(\.methods) + Reference.functions
        prose += types.map(\.summary) + functions.filter { isTable($0.returns) }.map(\.summary)
        return Set(
            prose.flatMap { text in
                text.split { !($0 == "_" || $0.isASCII && $0.isLowercase) }.map(String.init)
            })
    }()

    private static let testFunctions = [
        "case", "run", "report", "equal", "near", "contains", "fails", "school_days",
    ]
}

extension Allowlist {
    /// Why a name of Lua's own is not in a plugin's world; nil for a name that is none of Lua's.
    static func absence(of name: String) -> String? {
        switch name {
        case "io": "Lua code opens no file here; a plugin answers by returning"
        case "package", "dofile", "loadfile": "use require, which finds files of the plugin's own folder"
        case "warn": "use log.warning"
        default: nil
        }
    }
}
