import Engagement
package import Lua
import NearestName

extension LuaFunctionDescription {
    /// The function as it is called: `where(condition) → caseload.Students`.
    package var signature: String {
        let parameters = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }.joined(separator: ", ")
        return "\(name)(\(parameters))" + (returns.isEmpty ? "" : " → \(returns)")
    }
}

/// Help in a session, as lines of plain text from the registrations.
extension Reference {
    /// What there is to ask about.
    package static var overview: [String] {
        let own: Set = ["student", "mentor", "service", "scores", "run", "report", "help", "date"]
        let others = functions.map(\.name).filter { !$0.contains(".") && !own.contains($0) }.sorted()
        return [
            "students                        everybody; #students counts them",
            "students:where \"grade = 9\"      some of them; then :sort_by \"-absences\", :take(10)",
            "  :columns { \"id\", \"name\" }     what a table of them shows",
            "  :column \"absences\"            a distribution; .median, :quantile(0.9)",
            "  :group_by \"school\"            groups; then :mean \"absences\", :count_by \"grade\"",
            "student \"S-1042\"                one; then .attendance.rate, .contacts, .goals, …",
            "mentor \"rivera\"                 one; .caseload are students again; mentors are all",
            "service \"SV-1\", services        the community's services; schools are the schools",
            "run(\"PLUGIN\", students)         scores them; scores \"PLUGIN\" is what is on record",
            "report(\"PLUGIN\", students)      a report; :save \"FILE\" writes it",
            "date \"2026-01-31\"               a day; date arithmetic counts days",
            "_  _1  _2                       the last value, the one before it, the one before that", "",
            "more functions: \(others.joined(separator: ", ")), and those of stats, text, json, chart, "
                + "template, log, string, table, math", "",
            "help(students.where), help \"attendance\" or :help attendance tell more, also on a word you "
                + "half remember; :help fields lists what can be asked for; Tab completes.",
        ]
    }

    /// What a module of the host's or of Lua's has; nothing where there is no such module.
    static func help(onModule name: String) -> [String] {
        let own = functions.filter { $0.name.hasPrefix(name + ".") }
        let library = Allowlist.libraries.first { $0.library == name }?.entries ?? []
        if own.isEmpty, library.isEmpty { return [] }
        if own.isEmpty { return [library.map { "\(name).\($0.name)" }.joined(separator: ", ")] }
        return own.flatMap { [$0.signature, "  \($0.summary)"] }
    }

    /// What has a word in its name or is said to be about it, the names first.
    package static func mentioning(_ word: String) -> [(name: String, summary: String)] {
        var all = functions.map { (name: $0.name, summary: $0.summary) }
        for type in types {
            all += type.methods.map { (name: "\(type.instanceLabel):\($0.name)", summary: $0.summary) }
            all += type.fields.map { (name: "\(type.instanceLabel).\($0.name)", summary: $0.summary) }
        }
        let word = word.lowercased()
        let named = all.filter { $0.name.lowercased().contains(word) }
        let about = all.filter {
            !$0.name.lowercased().contains(word) && $0.summary.lowercased().contains(word)
        }
        return named + about
    }

    /// Help on whatever has this name: a function, a type, a field, a method, alone or after a type or a
    /// value; nil where nothing has it.
    package static func help(on name: String) -> [String]? {
        let wanted = name.replacing(":", with: ".")
        let last = wanted.split(separator: ".").last.map(String.init) ?? wanted
        let owner = wanted.split(separator: ".").dropLast().last.map(String.init)
        var lines: [String] = []
        let called = functions.filter { $0.name == wanted }
        for function in called { lines += [""] + help(on: function) }
        // Whoever asks about a function wants to know what can be done with its answer.
        let given = Set(called.map { $0.returns.replacing("?", with: "") })
        for type in types
        where type.name == wanted || type.instanceLabel == wanted || given.contains(type.name) {
            lines += [""] + help(on: type)
        }
        for type in types
        where owner == nil || owner == type.instanceLabel || "caseload.\(owner ?? "")" == type.name {
            for method in type.methods where method.name == last {
                lines += [""] + help(on: method, label: "\(type.instanceLabel):")
            }
            for field in type.fields where field.name == last {
                lines += ["", "\(type.instanceLabel).\(field.name): \(field.type)", "  \(field.summary)"]
            }
        }
        return lines.isEmpty ? nil : Array(lines.dropFirst())
    }

    /// That nothing has the name, with the nearest.
    package static func unknown(_ name: String) -> [String] {
        let near = nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
        return ["nothing is called '\(name)' here\(near)"]
    }

    /// All names that help knows.
    package static var names: [String] {
        functions.map(\.name) + types.map(\.instanceLabel)
            + types.flatMap { $0.fields.map(\.name) + $0.methods.map(\.name) }
    }

    package static func help(on type: LuaTypeDescription) -> [String] {
        let width = type.fields.map(\.name.count).max() ?? 0
        return ["\(type.name)", "  \(type.summary)"]
            + type.fields.map { "  .\($0.name.padding(to: width))  \($0.summary)" }
            + type.methods.map { "  :\($0.signature)" }
    }

    package static func help(on function: LuaFunctionDescription, label: String = "") -> [String] {
        let width = function.parameters.map(\.name.count).max() ?? 0
        var lines = [label + function.signature, "  \(function.summary)"]
        lines += function.parameters.map {
            "    \($0.name.padding(to: width))  \($0.type)\($0.isOptional ? ", optional" : ""): \($0.summary)"
        }
        if !function.example.isEmpty {
            lines += function.example.split(separator: "\n").enumerated().map {
                ($0.offset == 0 ? "  for example: " : "               ") + $0.element
            }
        }
        return lines
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
