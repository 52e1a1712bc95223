public import Engagement
import Lua

/// A row of a file that is to be imported.
public struct ImportedRow: Sendable, Hashable {
    /// The line on which it begins, from 1.
    public let line: Int
    /// The fields, one a column of the header.
    public let fields: [String]

    /// A row with its fields as texts.
    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(line)
        writer.write(fields) { $0.write($1) }
        return writer.bytes
    }

    init(_ bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return ImportedRow(
                line: try reader.int(),
                fields: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() })
        }
    }
}

extension WorkerPool {
    /// Has a plugin's `import(row, file)` say what each row of a file is in the tool's own columns, in a worker
    /// process that sees no student.
    ///
    /// - Parameters:
    ///   - file: The file's name, without folders.
    ///   - columns: The names in its header.
    ///   - next: Gives the next row; nil behind the last one.
    /// - Returns: What each row is, in their order.
    public func rows(
        _ plugin: Plugin, options: PluginOptions, asOf date: CalendarDate, file: String, columns: [String],
        listener: Listener = Listener(), next: () throws -> ImportedRow?
    ) throws -> [ConvertedRow] {
        try plugin.require(.rows)
        let name = plugin.manifest.name
        let job = WorkerJob(
            task: .rows(file: file, columns: columns), plugin: plugin, options: options, limits: limits)
        var found: [ConvertedRow] = []
        var bytes: [UInt8] = []
        var asked = 0
        var rest = try block(next)
        guard !rest.isEmpty else { return [] }
        try work(
            at: job,
            {
                guard !rest.isEmpty else { return nil }
                let lines = rest
                asked = lines.count
                rest = try block(next)
                return WorkerLines(lines: lines)
            }, over: SnapshotBuilder(asOf: date).finish(), name: name, listener: listener, ready: {},
            output: { bytes += $0 },
            done: {
                let answers = try? bytes.withUnsafeBytes { bytes in
                    var reader = ByteReader(bytes)
                    return try reader.list { (reader) throws(ByteReader.Mismatch) in
                        try ConvertedRow(from: &reader)
                    }
                }
                guard let answers, answers.count == asked, answers.allSatisfy(Self.isCredible) else {
                    throw PluginError(place: name, message: WorkerEnding.forged)
                }
                found += answers
                bytes = []
            })
        return found
    }

    private static func isCredible(_ row: ConvertedRow) -> Bool {
        guard case .records(let records) = row else { return true }
        return ImportAnswer.problem(with: records) == nil
    }

    private func block(_ next: () throws -> ImportedRow?) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        while lines.count < 64, let row = try next() { lines.append(row.bytes) }
        return lines
    }
}

extension Plugin {
    /// What the plugin makes of rows; runs its code in this process, as its tests do.
    func rows(
        _ rows: [ImportedRow], file: String, columns: [String], options: PluginOptions,
        asOf date: CalendarDate
    ) throws(PluginError) -> [ConvertedRow] {
        try require(.rows)
        let district = District(snapshot: SnapshotBuilder(asOf: date).finish())
        let converter = try RowConverter(
            PluginInstance(self, district: district, options: options), file: file, columns: columns)
        return rows.map(converter.row)
    }
}

/// Calls a plugin's `import(row, file)` for the rows of one file.
struct RowConverter {
    private let instance: PluginInstance
    private let file: String
    private let columns: [String]
    private let wrapping: LuaFunction

    /// A column that the file does not have is an error, not an empty field.
    private static let source = """
        local content, columns = ...
        return setmetatable({}, {
          __index = function(_, key)
            local value = content[key]
            if value ~= nil then return value end
            error("row." .. tostring(key) .. ": the file has no such column; it has " .. columns, 2)
          end,
          __newindex = function(_, key) error("row." .. tostring(key) .. ": rows are read-only", 2) end,
          __pairs = function()
            local copy = {}
            for key, value in next, content do copy[key] = value end
            return next, copy, nil
          end,
          __metatable = false,
        })
        """

    init(_ instance: PluginInstance, file: String, columns: [String]) throws(PluginError) {
        self.instance = instance
        self.file = file
        self.columns = columns
        do throws(LuaError) {
            wrapping = try instance.sandbox.state.load(Self.source, chunkName: "=import")
        } catch {
            throw PluginError(error)
        }
    }

    /// What a row is; refused with the plugin's error where it fails on it.
    func row(_ row: ImportedRow) -> ConvertedRow {
        do {
            let (sandbox, state) = (instance.sandbox, instance.sandbox.state)
            sandbox.seed(0, Int64(row.line))
            guard let function = try instance.function("import") else { return .leftOut }
            let content = try state.makeTable()
            for (column, field) in zip(columns, row.fields) {
                try content.rawSet(column, .string(LuaString(field)))
            }
            let wrapped = try wrapping.call(
                .table(content), .string(LuaString(columns.joined(separator: ", "))))
            let about = try state.makeTable()
            try about.rawSet("name", .string(LuaString(file)))
            try about.rawSet("line", .integer(Int64(row.line)))
            let answer = try function.call(wrapped.first ?? .nil, sandbox.sealed("file", about))
            return try ImportAnswer(view: instance.view).read(answer)
        } catch let error as LuaError {
            return .refused(
                ScoreAnswer.shortened(
                    instance.sandbox.explained(error, in: instance.plugin.manifest.name).description))
        } catch {
            return .refused(ScoreAnswer.shortened("\(instance.plugin.manifest.name): \(error)"))
        }
    }
}
