internal import CLuaShims

/// A table of Lua's. Two are equal when they are the same table.
public struct LuaTable {
    let reference: LuaReference

    init(_ reference: LuaReference) { self.reference = reference }

    private var core: LuaCore { reference.lease.core }
    private var target: clua_value { core.target(reference, CLUA_TABLE) }

    /// The value under a key, as `table[key]` in Lua: metamethods run.
    public func get(_ key: LuaValue) throws(LuaError) -> LuaValue { try get(key, raw: false) }
    public func get(_ key: String) throws(LuaError) -> LuaValue { try get(.string(key), raw: false) }
    public func get(_ key: Int) throws(LuaError) -> LuaValue { try get(.integer(key), raw: false) }

    /// The value in the table itself, without metamethods.
    public func rawGet(_ key: LuaValue) throws(LuaError) -> LuaValue { try get(key, raw: true) }
    public func rawGet(_ key: String) throws(LuaError) -> LuaValue { try get(.string(key), raw: true) }
    public func rawGet(_ key: Int) throws(LuaError) -> LuaValue { try get(.integer(key), raw: true) }

    /// Stores as `table[key] = value` in Lua: metamethods run. nil takes the key out.
    public func set(_ key: LuaValue, _ value: LuaValue) throws(LuaError) { try set(key, value, raw: false) }
    public func set(_ key: String, _ value: LuaValue) throws(LuaError) {
        try set(.string(key), value, raw: false)
    }
    public func set(_ key: Int, _ value: LuaValue) throws(LuaError) {
        try set(.integer(key), value, raw: false)
    }

    /// Stores in the table itself, without metamethods.
    public func rawSet(_ key: LuaValue, _ value: LuaValue) throws(LuaError) { try set(key, value, raw: true) }
    public func rawSet(_ key: String, _ value: LuaValue) throws(LuaError) {
        try set(.string(key), value, raw: true)
    }
    public func rawSet(_ key: Int, _ value: LuaValue) throws(LuaError) {
        try set(.integer(key), value, raw: true)
    }

    /// Stores many pairs at once, without metamethods: one crossing for all.
    public func rawSet(_ pairs: [(LuaValue, LuaValue)]) throws(LuaError) {
        var values: [LuaValue] = []
        values.reserveCapacity(pairs.count * 2)
        for (key, value) in pairs {
            values.append(key)
            values.append(value)
        }
        try many(clua_op_set_many, values)
    }

    /// Puts values behind the last one, without metamethods: one crossing for all.
    public func append(_ values: [LuaValue]) throws(LuaError) { try many(clua_op_append, values) }

    /// The raw length: the last integer key of a sequence.
    public var count: Int { Int(clua_raw_length(core.context, reference.slot)) }

    /// The length as `#table` in Lua: metamethods run.
    public func length() throws(LuaError) -> LuaValue {
        try core.perform(clua_op_length) {
            $0.target = target
        } read: { (operation) throws(LuaError) -> LuaValue in
            core.first(operation)
        }
    }

    /// The values under several keys, as `table[key]` in Lua: metamethods run. One crossing for all.
    public func get(_ keys: [LuaValue]) throws(LuaError) -> [LuaValue] {
        try core.withValues(keys) { (values) throws(LuaError) -> [LuaValue] in
            try core.perform(clua_op_get_many) {
                $0.target = target
                $0.arguments = values.baseAddress
                $0.argument_count = Int64(values.count)
            } read: { (operation) throws(LuaError) -> [LuaValue] in
                core.results(operation)
            }
        }
    }

    /// All keys and values as they are now, without metamethods: numbers before strings by their bytes, before anything
    /// else. Lua's own order is another in each process, and with it would be the first of several errors that is
    /// found. The table may be changed while the result is gone through.
    public func pairs() throws(LuaError) -> [(key: LuaValue, value: LuaValue)] {
        try core.perform(clua_op_pairs) {
            $0.target = target
        } read: { (operation) throws(LuaError) -> [(key: LuaValue, value: LuaValue)] in
            stride(from: 0, to: Int(operation.pointee.result_count), by: 2).map { index in
                (
                    core.value(of: operation.pointee.results[index]),
                    core.value(of: operation.pointee.results[index + 1])
                )
            }
        }.sorted { $0.key.comes(before: $1.key) }
    }

    /// The values under 1, 2, … up to ``count``, without metamethods.
    public func array() throws(LuaError) -> [LuaValue] {
        try core.perform(clua_op_array) {
            $0.target = target
        } read: { (operation) throws(LuaError) -> [LuaValue] in
            core.results(operation)
        }
    }

    /// The metatable, whatever its `__metatable` says; `nil` if there is none.
    public var metatable: LuaTable? {
        get throws(LuaError) {
            try core.perform(clua_op_get_metatable) {
                $0.target = target
            } read: { (operation) throws(LuaError) -> LuaTable? in
                core.first(operation).table
            }
        }
    }

    /// Sets the metatable, or takes it away with `nil`.
    public func setMetatable(_ metatable: LuaTable?) throws(LuaError) {
        try core.withValue(metatable.map(LuaValue.table) ?? .nil) { (metatable) throws(LuaError) in
            try core.perform(clua_op_set_metatable) {
                $0.target = target
                $0.value = metatable
            }
        }
    }

    private func get(_ key: LuaValue, raw: Bool) throws(LuaError) -> LuaValue {
        try core.withValue(key) { (key) throws(LuaError) -> LuaValue in
            try core.perform(clua_op_get) {
                $0.target = target
                $0.key = key
                $0.raw = raw ? 1 : 0
            } read: { (operation) throws(LuaError) -> LuaValue in
                core.first(operation)
            }
        }
    }

    private func set(_ key: LuaValue, _ value: LuaValue, raw: Bool) throws(LuaError) {
        try core.withValue(key) { (key) throws(LuaError) in
            try core.withValue(value) { (value) throws(LuaError) in
                try core.perform(clua_op_set) {
                    $0.target = target
                    $0.key = key
                    $0.value = value
                    $0.raw = raw ? 1 : 0
                }
            }
        }
    }

    private func many(_ body: @escaping clua_body, _ values: [LuaValue]) throws(LuaError) {
        try core.withValues(values) { (values) throws(LuaError) in
            try core.perform(body) {
                $0.target = target
                $0.arguments = values.baseAddress
                $0.argument_count = Int64(values.count)
            }
        }
    }
}

extension LuaTable: Hashable {
    public static func == (left: LuaTable, right: LuaTable) -> Bool {
        LuaReference.identical(left.reference, right.reference)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(reference.address) }
}

extension LuaValue {
    /// Whether this key comes before another one where a table is gone through in order.
    func comes(before other: LuaValue) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.string(let left), .string(let right)): left.bytes.lexicographicallyPrecedes(right.bytes)
        default:
            if let left = number, let right = other.number { left < right } else { rank < other.rank }
        }
    }

    private var rank: Int {
        switch self {
        case .integer, .number: 0
        case .string: 1
        default: 2
        }
    }
}
