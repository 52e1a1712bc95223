/// Writes random programs of Lua that do to a host's functions whatever a script can: hostile metamethods,
/// errors of any kind in any place, coroutines, calls back and forth.
struct FuzzProgram {
    private var random: FuzzRandom
    private var depth = 0
    /// Whether it has no function of its own that could call itself: it ends by itself, and so it may have
    /// finalizers, which no limit ends.
    private let isFlat: Bool

    init(_ random: FuzzRandom, isFlat: Bool) {
        self.random = random
        self.isFlat = isFlat
    }

    private static let flatFunctions = [
        "error", "host.give", "host.collect", "host.keep", "tostring", "coroutine.yield", "setmetatable",
        "function(o) kept = o end", "function(o) error(o) end", "function(...) return ... end",
        "function(o) return setmetatable(o, getmetatable(o)) end", "function(o) return o.x end",
        "function() local t = {} for i = 1, 50 do t[i] = {i} end return t end",
    ]

    /// A whole program. It has the globals `host` (functions of Swift's by name) and `object`.
    mutating func chunk() -> String {
        "local a, b, c = object, {}, 'text'\n" + block(1 + random.below(6))
    }

    private mutating func block(_ count: Int) -> String {
        (0..<count).map { _ in statement() }.joined(separator: "\n")
    }

    private mutating func statement() -> String {
        depth += 1
        defer { depth -= 1 }
        if depth > 4 { return "a = \(leaf())" }
        switch random.below(isFlat ? 13 : 16) {
        case 0: return "\(variable()) = \(expression())"
        case 1: return "do local a <close> = \(table()) \(statement()) end"
        case 2: return "for i = 1, \(random.below(isFlat ? 5 : 30)) do \(statement()) end"
        case 3: return "b = setmetatable(\(variable()), \(metatable()))"
        case 4: return "if \(expression()) then \(statement()) end"
        case 5: return "a, b = pcall(\(function()), \(leaf()))"
        case 6: return "a, b = xpcall(\(function()), \(function()), \(leaf()))"
        case 7: return "b = coroutine.wrap(\(function())) a = b(\(leaf())) a = b()"
        case 8:
            return "b = coroutine.create(\(function())) coroutine.resume(b, \(leaf())) coroutine.close(b)"
        case 9: return "\(variable())[\(leaf())] = \(expression())"
        case 10: return "error(\(expression()))"
        case 11: return "coroutine.yield(\(leaf()))"
        case 12: return "a = \(call())"
        case 13: return "a = load(\(random.isOne(in: 2) ? function() : "'return ...'"))"
        case 14: return "table.sort(\(table()), \(function()))"
        default: return "for k, v in pairs(\(expression())) do \(statement()) end"
        }
    }

    private mutating func variable() -> String { random.pick(["a", "b", "c"]) }

    private mutating func leaf() -> String {
        switch random.below(8) {
        case 0: FuzzValue.integer(random.integer()).source
        case 1: FuzzValue.double(random.double()).source
        case 2: FuzzValue.bytes(random.bytes()).source
        case 3: random.pick(["nil", "true", "object", "host.give", "{}", "tostring", "..."])
        default: variable()
        }
    }

    private mutating func expression() -> String {
        depth += 1
        defer { depth -= 1 }
        if depth > 5 { return leaf() }
        switch random.below(9) {
        case 0: return table()
        case 1: return function()
        case 2: return "(\(leaf()) \(random.pick(["+", "..", "==", "<", "//", "<<", "%", "and"])) \(leaf()))"
        case 3: return "#\(leaf())"
        case 4: return "tostring(\(expression()))"
        case 5: return "(\(leaf())).\(random.pick(["name", "row", "x", "last"]))"
        case 6: return call()
        default: return leaf()
        }
    }

    private mutating func table() -> String {
        random.isOne(in: 2)
            ? "setmetatable({\(leaf()), \(leaf()), x = \(leaf())}, \(metatable()))"
            : "{\(leaf()), \(leaf()), x = \(leaf())}"
    }

    private mutating func metatable() -> String {
        depth += 1
        defer { depth -= 1 }
        let names = [
            "__index", "__newindex", "__len", "__tostring", "__name", "__close", "__gc", "__eq", "__lt",
            "__concat", "__call", "__pairs", "__metatable", "__mode", "__add", "__unm",
        ]
        return "{"
            + (0...random.below(4)).map { _ in
                "\(random.pick(names)) = \(random.isOne(in: 4) ? leaf() : function())"
            }.joined(separator: ", ") + "}"
    }

    private mutating func function() -> String {
        depth += 1
        defer { depth -= 1 }
        if isFlat || depth > 4 { return random.pick(Self.flatFunctions) }
        return "function(...) \(block(1 + random.below(2))) return \(expression()) end"
    }

    private mutating func call() -> String {
        let name = random.pick(["give", "read", "call", "fail", "keep", "nest", "make", "text", "collect"])
        return "host.\(name)(\(leaf()), \(expression()))"
    }
}
