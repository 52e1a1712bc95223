import Engagement
import Foundation
import PluginHost
import Records

/// The completion of arguments: ids, names and values in strings, and the keys of tables.
extension Completion {
    /// What a call that is open at the cursor is given.
    private struct Call {
        let name: String
        /// The place of the argument, from 0; of a list, that of the list.
        let place: Int
        /// Its arguments that are one text.
        let texts: [Int: String]
        /// The table in which the cursor stands, if it stands in one.
        let table: CodeCursor.Opening?

        init?(_ cursor: CodeCursor) {
            guard let inner = cursor.openings.last else { return nil }
            table = inner.isTable ? inner : nil
            let call = inner.isTable && inner.callee.isEmpty ? cursor.openings.dropLast().last : inner
            guard let call, !call.callee.isEmpty else { return nil }
            name = call.callee
            place = call.isTable ? 0 : call.count
            texts = call.texts
        }

        /// The kind of record that a verb such as `log_contact` takes.
        var verb: LogEntry.Kind? {
            for start in ["log_", "add_"] where name.hasPrefix(start) {
                return LogEntry.Kind(rawValue: String(name.dropFirst(start.count)))
            }
            return nil
        }

        /// Whether it has a plugin at work.
        var isOfPlugin: Bool { ["run", "report"].contains(name) }
    }

    private static let takesFields: Set = [
        "where", "sort_by", "columns", "column", "values", "sum", "mean", "median", "quantile", "group_by",
        "count_by",
    ]

    // MARK: In a string

    /// What a string may become.
    func argument(_ written: String, _ cursor: CodeCursor) -> Choices {
        guard let call = Call(cursor) else { return Choices(written, []) }
        if let key = call.table?.key, !key.isEmpty { return values(of: key, call, written) }
        switch call.name {
        case "student": return students(written)
        case "mentor": return mentors(written)
        case "service", "propose", "find": return call.place == 0 ? services(written) : Choices(written, [])
        case "run" where call.place == 0: return plugins(written, Self.runnable)
        case "report" where call.place == 0: return plugins(written, [.report])
        case "score" where call.place == 0, "scores" where call.place == 0: return plugins(written, [.score])
        case "where": return query(written, cursor.quote)
        case _ where Self.takesFields.contains(call.name):
            // An order names several fields; the last word is the one that is typed.
            var typed =
                written.split(separator: ",", omittingEmptySubsequences: false).last?.drop { $0 == " " } ?? ""
            if typed.hasPrefix("-") { typed.removeFirst() }
            return Choices(String(typed), fields.map(\.name))
        default: return Choices(written, words(of: call))
        }
    }

    private func words(of call: Call) -> [String] {
        switch call.name {
        case "help": Reference.names + conversation.shelf.host.plugins().map(\.name)
        case "offering", "is_offering": services.flatMap { $0.terms.map(\.name) }
        case "speaking": services.flatMap { $0.languages.map { $0.name.isEmpty ? $0.code : $0.name } }
        case "open_on", "is_open":
            call.place == 0
                ? ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] : []
        default: []
        }
    }

    /// What the entry of a table may hold.
    private func values(of key: String, _ call: Call, _ typed: String) -> Choices {
        if call.isOfPlugin { return Choices(typed, option(key, call)?.choices ?? []) }
        if call.name == "where" { return Choices(typed, values(of: key, beginning: typed)) }
        guard let verb = call.verb else { return Choices(typed, []) }
        switch key {
        case "mentor": return mentors(typed)
        case "service": return services(typed)
        case "indicator": return Choices(typed, snapshot?.catalog.indicators.map(\.id) ?? [])
        default: return Choices(typed, verb.words(of: key == "ended" ? "end" : key))
        }
    }

    // MARK: In a query

    /// A field of a query, or the value that it is compared with.
    private func query(_ written: String, _ quote: Character?) -> Choices {
        let comparison = /([A-Za-z][\w.\-]*)\s*(?:!=|<>|=|contains|starts with)\s*(["']?)([^"']*)/
        if let match = written.matches(of: comparison).last(where: { $0.range.upperBound == written.endIndex }
        ) {
            let (field, open, typed) = (String(match.1), match.2, String(match.3))
            let isOver = open.isEmpty && typed.contains(" ")
            if !isOver, !values(of: field, beginning: "").isEmpty {
                let inner = quote == "'" ? "\"" : "'"
                let words = values(of: field, beginning: typed).map { value in
                    open.isEmpty && typed.isEmpty && value.contains(" ") ? inner + value + inner : value
                }
                return Choices(typed, words)
            }
        }
        let typed = written.lastIndex { " ,=<>(".contains($0) }.map { written[written.index(after: $0)...] }
        return Choices(typed.map(String.init) ?? written, fields.map(\.name) + Self.queryWords)
    }

    private static let queryWords = ["and", "or", "not", "in", "contains", "missing"]

    /// The texts that a field holds, as far as looking for them is soon done.
    private func values(of name: String, beginning typed: String) -> [String] {
        guard let page, let field = try? page.fields.field(named: name), field.type == .text else {
            return []
        }
        if field.name == "school" { return page.snapshot.schools.map(\.name) }
        if field.name == "mentor" { return page.snapshot.mentors.map(\.name) }
        var found: Set<String> = []
        for row in 0..<min(page.snapshot.students.count, 20_000) where found.count < 200 {
            if case .text(let text) = field.value(row: row), text.hasPrefix(typed) { found.insert(text) }
        }
        return Array(found)
    }

    // MARK: In a table

    /// The name of a table's entry, or the value behind it; nil where the cursor is not about one.
    func key(_ text: String, _ cursor: CodeCursor) -> Choices? {
        guard let call = Call(cursor), let table = call.table else { return nil }
        let typed = String(
            text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
        if !table.key.isEmpty {
            guard call.isOfPlugin, let option = option(table.key, call), cursor.isValueStart else {
                return nil
            }
            let words = option.kind == .boolean ? ["true", "false"] : option.choices.map { "\"\($0)\"" }
            return words.isEmpty ? nil : Choices(typed, words)
        }
        guard cursor.isAtStart else { return nil }
        if call.isOfPlugin {
            let options = options(of: call)
            return options.isEmpty ? nil : Self.keys(of: options, typed, " = ")
        }
        let names: [String]
        if call.name == "where" {
            names = fields.map(\.name).filter(LuaText.isName)
        } else if let verb = call.verb {
            names = verb.scriptNames
        } else {
            return nil
        }
        return names.isEmpty ? nil : Choices(typed, names.map { "\($0) = " })
    }

    private func option(_ name: String, _ call: Call) -> OptionDeclaration? {
        options(of: call).first { $0.name == name }
    }

    private func options(of call: Call) -> [OptionDeclaration] {
        call.texts[0].flatMap { try? conversation.shelf.host.plugin(named: $0) }?.manifest.options ?? []
    }

    // MARK: What there is

    private var page: ValuePage? { try? conversation.page() }
    private var snapshot: Snapshot? { page?.snapshot }
    private var fields: [StudentField] { page?.fields.all ?? [] }
    private var services: [Service] { snapshot?.directory.services ?? [] }

    /// Students by their ids, which the snapshot has in the order of their bytes.
    private func students(_ typed: String) -> Choices {
        guard let snapshot else { return Choices(typed, []) }
        var choices = Choices(typed, count: snapshot.students.count) { snapshot.id(of: $0).text }
        choices.label = { id in
            // Who has no name is called by the id.
            snapshot.row(of: Identifier(id)).map(snapshot.name).flatMap { $0 == id ? nil : $0 } ?? ""
        }
        return choices
    }

    private func mentors(_ typed: String) -> Choices {
        let mentors = snapshot?.mentors ?? []
        var choices = Choices(typed, mentors.map(\.id.text))
        choices.label = { id in mentors.first { $0.id.text == id }?.name ?? "" }
        return choices
    }

    private func services(_ typed: String) -> Choices {
        let services = services
        var choices = Choices(typed, services.map(\.id.text))
        choices.label = { id in services.first { $0.id.text == id }?.name ?? "" }
        return choices
    }
}

extension LogEntry.Kind {
    /// What a script calls the columns; the student is the one that the verb is said to.
    fileprivate var scriptNames: [String] {
        let names = ["end": "ended", "mentor_id": "mentor", "service_id": "service", "\(rawValue)_id": "id"]
        return columns.filter { $0 != "student_id" }.map { names[$0] ?? $0 }
    }
}
