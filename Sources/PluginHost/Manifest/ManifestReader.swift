import Engagement
import NearestName

extension Manifest {
    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - text: The content of `plugin.json`.
    ///   - place: The file's name for errors.
    ///   - folder: The name of the plugin's folder, which must be the plugin's own.
    public init(parsing text: [UInt8], place: String, folder: String) throws(PluginError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text)
        } catch {
            throw PluginError(place: place, message: error.description)
        }
        var reader = try ObjectReader(json, place: place, what: "the manifest")
        let api = try reader.integer("api")
        guard api == Int64(Manifest.api) else {
            throw PluginError(
                place: place,
                message: "written for interface \(api); this program offers \(Manifest.api)"
                    + (api > Int64(Manifest.api) ? "; use a newer caseload" : ""))
        }
        name = try reader.string("name")
        guard Self.isValidName(name) else {
            throw PluginError(
                place: place,
                message: "name: expected lower-case letters, digits and '-', beginning with a letter, "
                    + "found '\(name)'")
        }
        guard name == folder else {
            throw PluginError(
                place: place, message: "name: is '\(name)', but the folder is '\(folder)'; name both alike")
        }
        version = try reader.string("version")
        summary = try reader.string("summary")
        license = try reader.optionalString("license")
        contributes = try reader.words("contributes", Contribution.self)
        guard !contributes.isEmpty else {
            throw PluginError(
                place: place, message: "contributes: expected at least one function, found none")
        }
        let kinds = try reader.strings("reads", default: [])
        var reads: Set<RecordKind> = []
        for kind in kinds {
            guard let known = RecordKind(name: kind) else {
                throw unknown(kind, of: RecordKind.names, key: "reads", place: place)
            }
            reads.insert(known)
        }
        self.reads = reads
        tiers = try reader.strings("tiers", default: ["basic", "intensive"])
        guard tiers.count <= 100 else {
            throw PluginError(place: place, message: "tiers: expected at most 100, found \(tiers.count)")
        }
        options = try Self.options(reader.object("options"), place: place)
        let report = try reader.object("report")
        if contributes.contains(.report) {
            guard let report else {
                throw PluginError(
                    place: place,
                    message: "report: missing; a plugin that contributes a report says its file type, "
                        + "as in \"report\": { \"format\": \"html\" }")
            }
            var part = try ObjectReader(.object(report), place: place, what: "report")
            reportFormats = try part.formats()
            try part.finish()
        } else if report != nil {
            throw PluginError(
                place: place,
                message: "report: the plugin does not contribute a report; add it to contributes")
        } else {
            reportFormats = []
        }
        try reader.finish()
    }

    /// Whether this can be a plugin's name: lower-case letters, digits and `-`, a letter first, at most 64.
    public static func isValidName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 64 else {
            return false
        }
        return name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    private static func options(
        _ object: [String: JSONValue]?, place: String
    ) throws(PluginError) -> [OptionDeclaration] {
        var options: [OptionDeclaration] = []
        for (name, json) in (object ?? [:]).sorted(by: { $0.key < $1.key }) {
            var reader = try ObjectReader(json, place: place, what: "options.\(name)")
            let kind = try reader.word("type", OptionDeclaration.Kind.self)
            let bare = OptionDeclaration(
                name: name, kind: kind, defaultValue: .boolean(false),
                minimum: try reader.optionalNumber("minimum"), maximum: try reader.optionalNumber("maximum"),
                choices: try reader.strings("choices", default: []), summary: try reader.string("summary"))
            let value: OptionValue
            do {
                value = try bare.value(from: reader.value("default"))
            } catch {
                throw PluginError(place: place, message: "options.\(name).default: \(error.message)")
            }
            try reader.finish()
            options.append(
                OptionDeclaration(
                    name: name, kind: kind, defaultValue: value, minimum: bare.minimum,
                    maximum: bare.maximum, choices: bare.choices, summary: bare.summary))
        }
        return options
    }
}

private func unknown(_ found: String, of known: [String], key: String, place: String) -> PluginError {
    let hint = nearestName(to: found, among: known).map { "did you mean '\($0)'?" }
    return PluginError(
        place: place,
        message: "\(key): unknown '\(found)'; \(hint ?? "known are \(known.joined(separator: ", "))")")
}

/// Takes the keys out of a JSON object, one after another, so that what is left over is unknown.
private struct ObjectReader {
    private var rest: [String: JSONValue]
    private var known: [String] = []
    private let place: String
    private let what: String

    init(_ json: JSONValue, place: String, what: String) throws(PluginError) {
        guard case .object(let object) = json else {
            throw PluginError(place: place, message: "\(what): expected an object, found \(json.kindName)")
        }
        rest = object
        self.place = place
        self.what = what
    }

    private func path(_ key: String) -> String { what == "the manifest" ? key : "\(what).\(key)" }

    private func wrongType(_ key: String, _ expected: String, _ found: JSONValue) -> PluginError {
        PluginError(place: place, message: "\(path(key)): expected \(expected), found \(found.kindName)")
    }

    private mutating func take(_ key: String) -> JSONValue? {
        known.append(key)
        return rest.removeValue(forKey: key)
    }

    mutating func value(_ key: String) throws(PluginError) -> JSONValue {
        if let value = take(key) { return value }
        // The usual cause of a missing key is a misspelt one.
        if let near = nearestName(to: key, among: rest.keys.sorted()) {
            throw PluginError(place: place, message: "unknown key '\(path(near))'; did you mean '\(key)'?")
        }
        throw PluginError(place: place, message: "\(path(key)): missing")
    }

    mutating func string(_ key: String) throws(PluginError) -> String {
        let value = try value(key)
        guard case .string(let text) = value else { throw wrongType(key, "a string", value) }
        return text
    }

    mutating func optionalString(_ key: String) throws(PluginError) -> String? {
        guard let value = take(key) else { return nil }
        guard case .string(let text) = value else { throw wrongType(key, "a string", value) }
        return text
    }

    mutating func integer(_ key: String) throws(PluginError) -> Int64 {
        let value = try value(key)
        guard case .integer(let number) = value else { throw wrongType(key, "an integer", value) }
        return number
    }

    mutating func optionalNumber(_ key: String) throws(PluginError) -> Double? {
        switch take(key) {
        case nil: nil
        case .integer(let number): Double(number)
        case .number(let number): number
        case let value?: throw wrongType(key, "a number", value)
        }
    }

    mutating func strings(_ key: String, default missing: [String]) throws(PluginError) -> [String] {
        guard let value = take(key) else { return missing }
        guard case .array(let items) = value else { throw wrongType(key, "an array of strings", value) }
        var texts: [String] = []
        for item in items {
            guard case .string(let text) = item else { throw wrongType(key, "strings only", item) }
            texts.append(text)
        }
        return texts
    }

    mutating func object(_ key: String) throws(PluginError) -> [String: JSONValue]? {
        guard let value = take(key) else { return nil }
        guard case .object(let object) = value else { throw wrongType(key, "an object", value) }
        return object
    }

    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, _: Word.Type
    ) throws(PluginError) -> Word {
        let text = try string(key)
        guard let word = Word(rawValue: text) else {
            throw unknown(text, of: Word.allCases.map(\.rawValue), key: path(key), place: place)
        }
        return word
    }

    mutating func words<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, _: Word.Type
    ) throws(PluginError) -> [Word] {
        guard rest[key] != nil else {
            _ = try value(key)
            return []
        }
        var words: [Word] = []
        for text in try strings(key, default: []) {
            guard let word = Word(rawValue: text) else {
                throw unknown(text, of: Word.allCases.map(\.rawValue), key: path(key), place: place)
            }
            words.append(word)
        }
        return words
    }

    /// `format`, or several of them as `formats`.
    mutating func formats() throws(PluginError) -> [Manifest.ReportFormat] {
        guard rest["formats"] != nil else {
            let format = try word("format", Manifest.ReportFormat.self)
            known.append("formats")
            return [format]
        }
        let formats = try words("formats", Manifest.ReportFormat.self)
        guard !formats.isEmpty, Set(formats).count == formats.count else {
            throw PluginError(
                place: place, message: "\(path("formats")): expected one or more formats, each once")
        }
        return formats
    }

    /// Ends the reading: a key that nobody took is not known.
    func finish() throws(PluginError) {
        guard let key = rest.keys.sorted().first else { return }
        let hint =
            nearestName(to: key, among: known).map { "did you mean '\($0)'?" }
            ?? "known are \(known.joined(separator: ", "))"
        throw PluginError(place: place, message: "unknown key '\(path(key))'; \(hint)")
    }
}
