import Engagement
import Lua
import Testing

@testable import PluginHost

/// What a plugin's code can and cannot reach, each line run in a sandbox of its own.
@Suite struct SandboxTests {
    private func run(_ code: String, files: [String: [UInt8]] = [:], limits: LuaLimits? = nil) throws
        -> [LuaValue]
    {
        let sandbox = try Sandbox(
            plugin: "sample", files: files, asOf: CalendarDate("2026-03-31") ?? .unknown,
            limits: limits ?? LuaLimits(memory: 32 << 20, instructions: 5_000_000, time: .seconds(5))
        ) { _, _ in }
        return try sandbox.state.load(code, chunkName: "@sample/init.lua", environment: sandbox.globals)
            .call()
    }

    @Test(arguments: [
        "io", "package", "dofile", "loadfile", "os.execute", "os.getenv", "os.remove", "os.exit", "os.rename",
        "os.tmpname", "os.setlocale", "string.dump", "debug.getinfo", "debug.sethook", "debug.getregistry",
        "debug.setmetatable", "debug.getupvalue", "warn", "('').dump",
    ])
    func isAbsent(_ name: String) throws {
        #expect(try run("return \(name)") == [.nil], "\(name)")
    }

    @Test(
        arguments: Allowlist.base.map(\.name)
            + Allowlist.libraries.flatMap { library, entries in entries.map { "\(library).\($0.name)" } }
            + Allowlist.replaced.map(\.name))
    func isThere(_ name: String) throws {
        #expect(try run("return \(name) ~= nil") == [true], "\(name)")
    }

    @Test(arguments: [
        ("string.upper = nil", "string.upper: the host's tables are read-only"),
        ("math.pi = 3", "math.pi: the host's tables are read-only"),
        ("os.time = nil", "os.time: the host's tables are read-only"),
        ("table.anything = 1", "table.anything: the host's tables are read-only"),
        ("getmetatable('').__index = {}", "attempt to index a boolean value"),
        ("setmetatable(string, {})", "cannot change a protected metatable"),
        ("load(string.char(27) .. 'Lua')()", "attempt to call a nil value"),
        ("load('return 1', 'x', 'b')", "load: only text is loaded in a plugin"),
        ("collectgarbage('stop')", "collectgarbage: only 'count' is allowed"),
        ("require 'nothing'", "require 'nothing': no file nothing.lua in the plugin's folder"),
        ("require 'helper'", "no file helper.lua in the plugin's folder; did you mean 'helpers'?"),
        ("require '../secret'", "a module's name has letters, digits, '_', '-' and single dots only"),
        ("require '..secret'", "a module's name has letters"),
        ("require '/etc/passwd'", "a module's name has letters"),
        ("require 'a..b'", "a module's name has letters"), ("require ''", "a module's name has letters"),
        ("require(nil)", "require: expected a module's name, got nil"),
        ("require 'loop'", "require 'loop': the module requires itself"),
        (
            "require 'log'",
            "require 'log': the host has a module of this name; call the plugin's file log.lua"
        ),
        // Of a call in a return too it is the line that asked.
        ("\nreturn require 'helper'", "sample/init.lua:2: require 'helper': no file helper.lua"),
        ("\nreturn require(5)", "sample/init.lua:2: require: expected a module's name, got number"),
    ])
    func isRefused(_ code: String, _ message: String) throws {
        let files: [String: [UInt8]] = [
            "helpers.lua": Array("return { answer = 42 }".utf8),
            "loop.lua": Array("return require 'loop'".utf8), "log.lua": Array("return {}".utf8),
        ]
        let error = #expect(throws: LuaError.self) { try run(code, files: files) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "no error")")
    }

    @Test(arguments: [
        ("return string.upper('a'), ('a'):upper()", "A A"),
        ("local n = 0 for _ in pairs(math) do n = n + 1 end return n > 20", "true"),
        ("x = 1 return _G.x, _G == _ENV", "1 true"),
        ("return load('y = 2 return y')(), y", "2 2"),
        ("return load('return z', 'c', 't', { z = 3 })()", "3"),
        ("return os.date('!%Y-%m-%d'), os.clock()", "2026-03-31 0"),
        ("return require 'helpers'.answer, require 'helpers' == require 'helpers'", "42 true"),
        ("return require 'lib.deep'", "lib.deep"), ("return require 'log' == log", "true"),
        ("return getmetatable(string), getmetatable('')", "false false"),
        ("return select('#', pcall(error)), (pcall(error, 'x'))", "2 false"),
        ("return debug.traceback('where'):find('where', 1, true)", "1 5"),
        (
            "local t = {} return debug.traceback(t) == t, debug.traceback(12):match '^12%s' ~= nil",
            "true true"
        ),
        ("return (debug.traceback(nil, 99))", "stack traceback:"),
        ("return (debug.traceback('m', -1))", "m\nstack traceback:"),
    ])
    func works(_ code: String, _ expected: String) throws {
        let files: [String: [UInt8]] = [
            "helpers.lua": Array("return { answer = 42 }".utf8), "lib/deep.lua": Array("return (...)".utf8),
        ]
        #expect(try run(code, files: files).map(\.description).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        (
            "debug.traceback()",
            "stack traceback:|script:2: in upvalue 'inner'|script:5: in global 'outer'|script:7: in main chunk"
        ),
        (
            "debug.traceback('m', 0)",
            "m|stack traceback:|script:2: in upvalue 'inner'|script:5: in global 'outer'|script:7: in main chunk"
        ),
        (
            "debug.traceback('m', 1)",
            "m|stack traceback:|script:2: in upvalue 'inner'|script:5: in global 'outer'|script:7: in main chunk"
        ),
        ("debug.traceback('m', 2)", "m|stack traceback:|script:5: in global 'outer'|script:7: in main chunk"),
        ("debug.traceback('m', 3.0)", "m|stack traceback:|script:7: in main chunk"),
        ("debug.traceback(sleeping)", "stack traceback:|script:1: in upvalue 'nap'|script:1"),
        ("debug.traceback(sleeping, 'm', 1)", "m|stack traceback:|script:1: in upvalue 'nap'|script:1"),
        ("debug.traceback(sleeping, 'm', 2)", "m|stack traceback:|script:1"),
    ])
    func aTracebackHasItsMessageItsLevelAndNoPaths(_ call: String, _ expected: String) throws {
        let nap = "local function nap() local x = coroutine.yield() end"
        let code = """
            \(nap) local sleeping = coroutine.create(function() local x = nap() end) coroutine.resume(sleeping) local function inner()
              local text = \(call) return text
            end
            function outer()
              local text = inner() return text
            end
            local text = outer() return text
            """
        let lines = try run(code).first?.text?.split(separator: "\n").map { $0.drop { $0 == "\t" } }
        #expect(lines?.joined(separator: "|").replacing("sample/init.lua", with: "script") == expected)
    }

    @Test func aTracebackWantsAnIntegerAsItsLevel() {
        let error = #expect(throws: LuaError.self) { try run("debug.traceback('m', 'x')") }
        #expect(
            error?.message
                == "sample/init.lua:1: debug.traceback: expected an integer as the level, got string")
    }

    @Test func oneSandboxDoesNotSeeAnothersGlobals() throws {
        _ = try run("secret = 1")
        #expect(try run("return secret") == [.nil])
    }

    @Test func randomNumbersDependOnTheSeedOnly() throws {
        let sandbox = try Sandbox(plugin: "sample", files: [:], asOf: CalendarDate(dayNumber: 0)) { _, _ in }
        let draw = try sandbox.state.load(
            "return math.random(1000000)", chunkName: "@x", environment: sandbox.globals)
        sandbox.seed(1, 7)
        let first = try draw.call()
        #expect(try draw.call() != first)
        sandbox.seed(1, 7)
        #expect(try draw.call() == first)
        sandbox.seed(1, 8)
        #expect(try draw.call() != first)
    }

    /// Lua's own seed would be the time and an address, and no run would be like another.
    @Test func aPluginSeedsByItselfToo() throws {
        let sandbox = try Sandbox(plugin: "sample", files: [:], asOf: CalendarDate(dayNumber: 0)) { _, _ in }
        func draw(_ code: String) throws -> [LuaValue] {
            sandbox.seed(1, 7)
            return try sandbox.state.load(code, chunkName: "@x", environment: sandbox.globals).call()
        }
        #expect(
            try draw("math.randomseed() return math.random(1000000)") == draw("return math.random(1000000)"))
        let own = try draw("math.randomseed(42) return math.random(1000000)")
        #expect(try draw("math.random() math.randomseed(42) return math.random(1000000)") == own)
        let error = #expect(throws: LuaError.self) { try draw("\nmath.random('x')") }
        #expect(error?.message == "x:2: bad argument #1 to 'math.random' (number expected, got string)")
    }

    @Test(arguments: [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "local f = coroutine.wrap(function() while true do end end) f()",
        "setmetatable({}, { __close = function() while true do end end }) local x <close> = setmetatable({}, { __close = function() while true do end end })",
        "for i = 1, math.huge do xpcall(error, function() while true do end end) end",
    ])
    func endsWhatRunsForever(_ code: String) {
        let error = #expect(throws: LuaError.self) { try run(code) }
        #expect(error?.kind == .limit(.instructions(5_000_000)), "\(String(describing: error))")
    }

    @Test(arguments: [
        "local t = {} for i = 1, math.huge do t[i] = {} end",
        "local s = 'x' while true do s = s .. s end",
        "return ('x'):rep(1 << 30)",
        "local t = {} while true do pcall(function() while true do t[#t + 1] = ('x'):rep(1 << 16) end end) end",
    ])
    func endsWhatTakesAllMemory(_ code: String) {
        let error = #expect(throws: LuaError.self) { try run(code) }
        switch error?.kind {
        case .memory, .limit: break
        default: Issue.record("\(String(describing: error))")
        }
    }
}
