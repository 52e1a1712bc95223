import Engagement
import Testing

@testable import PluginHost

/// Scripts that try to get out, to reach others, to outrun a limit or to crash the interpreter, each run as
/// `caseload eval --sandbox` runs it. Whatever one does, it ends in time, with an error or without, and this
/// process goes on.
@Suite struct HostileScriptTests {
    /// What must hold of a script.
    enum Expectation: Sendable {
        /// It ends well and prints this.
        case prints(String)
        /// It fails with this in the message.
        case fails(String)
        /// It is ended by a limit or its process dies; which one depends on the machine.
        case isEnded
    }

    private func run(_ code: String) -> (printed: String, error: PluginError?) {
        var printed = ""
        do {
            try WorkerPool.ofTests(1).runScript(
                Array(code.utf8), name: "script", asOf: CalendarDate(dayNumber: 20_000)
            ) { printed += String(decoding: $0, as: UTF8.self) }
            return (printed, nil)
        } catch {
            return (printed, error as? PluginError ?? PluginError(place: "other", message: "\(error)"))
        }
    }

    private func check(_ code: String, _ expectation: Expectation) {
        let (printed, error) = run(code)
        switch expectation {
        case .prints(let text):
            #expect(error == nil, "\(code)")
            #expect(printed == text + "\n", "\(code)")
        case .fails(let part):
            #expect(error?.description.contains(part) == true, "\(code): \(error?.description ?? "no error")")
        case .isEnded:
            let endings = [
                "limit", "process was ended", "crashed", "ended early", "not enough memory", "overflow",
                "too large",
                "too long", "too many", "too big", "prints more",
            ]
            let text = error?.description ?? "no error"
            #expect(endings.contains { text.contains($0) }, "\(code): \(text)")
        }
    }

    @Test(
        arguments: [
            ("print(io, package, dofile, loadfile, module)", .prints("nil\tnil\tnil\tnil\tnil")),
            (
                "print(os.execute, os.getenv, os.remove, os.rename, os.exit, os.tmpname)",
                .prints("nil\tnil\tnil\tnil\tnil\tnil")
            ),
            (
                "print(debug.getregistry, debug.getinfo, debug.sethook, debug.getupvalue, debug.setmetatable)",
                .prints("nil\tnil\tnil\tnil\tnil")
            ),
            ("io.open('/etc/passwd')", .fails("global 'io'")),
            ("require 'os'", .fails("require 'os': no such module")),
            ("require 'io'", .fails("require 'io': no such module")),
            ("require '/etc/passwd'", .fails("a module's name")),
            ("require '../../x'", .fails("a module's name")),
            ("require 'x\\0y'", .fails("a module's name")),
            ("load(string.dump(print))", .fails("field 'dump'")),
            ("print(load('\\27Lua'))", .prints("nil\tattempt to load a binary chunk (mode is 't')")),
            ("print(load('\\27LuaT\\0\\x19\\x93', 'x', 'b'))", .fails("only text is loaded")),
            ("print(load(function() return nil end))", .fails("")),
            (
                "print(pcall(load, 'return 1', 'x', 'bt'))",
                .prints("false\tload: only text is loaded in a plugin; leave the mode out")
            ),
            ("print(load('return _ENV', 'x', 't', {})() == _G)", .prints("false")),
            ("print(load('return io')())", .prints("nil")),
            ("print(_ENV.io, _G.package)", .prints("nil\tnil")),
            (
                "for k in pairs(_G) do if k == 'io' or k == 'package' then print(k) end end print 'none'",
                .prints("none")
            ),
            ("print(getmetatable(_G), getmetatable('').__index)", .fails("")),
            ("local f = os.date print(pcall(f, '%Ez'))", .fails("")),
            ("print(os.date('!%Y', 0))", .prints("1970")),
            ("os.date('%Q')", .fails("invalid conversion specifier")),
            ("print(collectgarbage 'count' > 0)", .prints("true")),
            ("collectgarbage 'stop'", .fails("only 'count'")),
            ("collectgarbage('step', 1)", .fails("only 'count'")),
            ("print(next(string))", .prints("nil")),
            ("print(rawlen(math), rawget(math, 'pi'))", .prints("0\tnil")),
            ("print(tostring(print):find '0x' ~= nil)", .prints("false")),
            ("print(select('#', debug.traceback()))", .prints("1")),
            ("print((debug.traceback():find '/'))", .prints("nil")),
            (
                "print(students, student, mentor, #services, run, report)",
                .prints("nil\tnil\tnil\t0\tnil\tnil")
            ),
            ("print(#snapshot.fingerprint)", .prints("64")),
            // What the binary loaders of other hosts let through.
            (
                "local f = load('\\27LuaS\\0\\x19\\x93\\r\\n\\x1a\\n', 'x', 'b') f()",
                .fails("only text is loaded")
            ),
            (
                "local parts, n = { '\\27Lua', 'T' }, 0 print(load(function() n = n + 1 return parts[n] end))",
                .prints("nil\tattempt to load a binary chunk (mode is 't')")
            ),
            ("print(pcall(load, 'x', 'x', 5))", .fails("")),
            ("local require = require print(pcall(require, 'debug'))", .fails("")),
            ("require 'package'.loadlib('libc.so.6', '*')", .fails("require 'package': no such module")),
            ("package.loadlib('libc.so.6', '*')", .fails("global 'package'")),
            ("package.loaded.io.popen 'id'", .fails("global 'package'")),
            (
                "print(debug.getlocal, debug.setlocal, debug.upvaluejoin, debug.sethook)",
                .prints("nil\tnil\tnil\tnil")
            ),
            ("os.getenv 'HOME'", .fails("field 'getenv'")), ("os.exit(0)", .fails("field 'exit'")),
            ("io.write 'x'", .fails("global 'io'")), ("dofile '/etc/passwd'", .fails("global 'dofile'")),
            ("print(coroutine.running and getmetatable(coroutine.running()))", .prints("nil")),
            ("print(getmetatable(print), getmetatable(nil), getmetatable(1))", .prints("nil\tnil\tnil")),
            ("print(rawget(_G, 'io'), rawequal(_G, _ENV), next(debug))", .prints("nil\ttrue\tnil")),
            (
                "local s = debug.traceback('x', 0) print(s:find('/', 1, true), s:find('host', 1, true))",
                .prints("nil\tnil")
            ),
            ("print(pcall(debug.traceback, 'x', {}))", .fails("")),
        ] as [(String, Expectation)])
    func reachesForTheSystem(_ code: String, _ expectation: Expectation) {
        if case .fails("") = expectation {
            // Whether it fails is not the point: it must end and give nothing away.
            let (printed, _) = run(code)
            #expect(!printed.contains("table:") || !printed.contains("function"), "\(code): \(printed)")
        } else {
            check(code, expectation)
        }
    }

    @Test(
        arguments: [
            ("string.upper = nil", .fails("read-only")), ("string.x = 1", .fails("read-only")),
            ("math.huge = 0", .fails("read-only")), ("table.insert = nil", .fails("read-only")),
            ("os.time = nil", .fails("read-only")), ("coroutine.wrap = nil", .fails("read-only")),
            ("utf8.char = nil", .fails("read-only")), ("debug.traceback = nil", .fails("read-only")),
            ("stats.mean = nil", .fails("read-only")), ("text.html = nil", .fails("read-only")),
            ("log.info = nil", .fails("read-only")),
            ("setmetatable(string, {})", .fails("protected metatable")),
            ("setmetatable(_G, nil) print(io)", .prints("nil")),
            ("getmetatable('').__index = nil", .fails("index")),
            ("setmetatable('', {})", .fails("table expected")), ("('').upper = nil", .fails("")),
            (
                "rawset(string, 'upper', nil) print(('a'):upper())",
                .fails("string.upper: the host's tables are read-only")
            ),
            (
                "rawset(string, 'upper', function() return 'evil' end)",
                .fails("string.upper: the host's tables are read-only")
            ),
            (
                "rawset(text, 'html', nil) print(text.fill('{a}', { a = '<' }))",
                .fails("text.html: the host's tables are read-only")
            ),
            ("snapshot.as_of = 1", .fails("snapshot.as_of is read-only")),
            ("rawset(snapshot, 'as_of', 1)", .fails("table expected")),
            ("setmetatable(snapshot, {})", .fails("table expected")),
            ("getmetatable(snapshot).__index = nil", .fails("index")),
            ("local d = date '2026-01-01' d.year = 1", .fails("date.year is read-only")),
            ("date('2026-01-01').weekday(7)", .fails("call it with a colon")),
            ("date('2026-01-01').weekday(snapshot)", .fails("caseload.Date expected")),
            (
                "date('2026-01-01').weekday(setmetatable({}, { __name = 'caseload.Date' }))",
                .fails("caseload.Date expected")
            ),
            (
                "print(date '2026-01-01' == setmetatable({}, { __eq = function() return true end }))",
                .prints("false")
            ),
            ("_G = nil print(type(print))", .prints("function")),
            ("print = nil print(1)", .fails("global 'print'")),
            ("_ENV = {} print(1)", .fails("nil value")),
            // Strings' metatable from all sides.
            ("getmetatable('').__add = function() return 1 end", .fails("index a boolean")),
            ("rawset(getmetatable(''), '__index', nil)", .fails("table expected")),
            ("setmetatable(getmetatable(''), {})", .fails("table expected")),
            ("string.__index = nil", .fails("read-only")), ("('x').y = 1", .fails("index")),
            (
                "local s = string s = { upper = function() return 'evil' end } print(('a'):upper())",
                .prints("A")
            ),
            (
                "for _, t in ipairs { string, table, math, os, utf8, log } do assert(not pcall(function() t.x = 1 end)) end print 'kept'",
                .prints("kept")
            ),
            ("pairs(string)(string).upper = 1", .fails("")),
        ] as [(String, Expectation)])
    func tampersWithWhatIsShared(_ code: String, _ expectation: Expectation) {
        if case .fails("") = expectation { _ = run(code) } else { check(code, expectation) }
        // The next sandbox is as good as new.
        check("print(('a'):upper(), string.upper 'b')", .prints("A\tB"))
    }

    @Test(arguments: [
        "while true do end", "repeat until false", "for i = 1, math.huge do end",
        "local function f() return f() end f()",
        "goto x ::x:: goto x", "while true do pcall(error) end",
        "while true do pcall(function() while true do end end) end",
        "while true do xpcall(error, function() while true do end end) end",
        "local function f() pcall(f) f() end f()",
        "coroutine.wrap(function() while true do end end)()",
        "while true do coroutine.wrap(function() end)() end",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        "setmetatable({}, { __gc = function() while true do end end }) local t = {} while true do t = {} end",
        "local x <close> = setmetatable({}, { __close = function() while true do end end })",
        "local x <close> = setmetatable({}, { __close = function() while true do end end }) error 'x'",
        "setmetatable({}, { __index = function(t, k) return t[k] end }).x.y = 1",
        "local t = setmetatable({}, { __lt = function() while true do end end }) table.sort { t, t, t }",
        "table.sort({ 1, 2, 3, 4 }, function() while true do end end)",
        "string.gsub('x', '.', function() while true do end end)",
        "load(function() while true do end end)", "load(function() return ' ' end)",
        "for _ in (function() return 1 end) do end",
        "local f = load('while true do end') while true do pcall(f) end",
        "('a'):rep(5000):find(('a-'):rep(30) .. 'b')", "('a'):rep(5000):match(('a*'):rep(30) .. 'b')",
        "('a'):rep(5000):gsub(('a-'):rep(30) .. 'b', '')",
        "for _ in ('a'):rep(5000):gmatch(('a-'):rep(30) .. 'b') do end",
        "(''):rep(math.maxinteger)", "(''):rep(1 << 62)", "table.move({}, 1, math.maxinteger - 1, 2)",
        "table.move({}, -1 << 62, 1 << 61, 1)",
        "table.remove(setmetatable({}, { __len = function() return math.maxinteger - 1 end }), 1)",
        "table.insert(setmetatable({}, { __len = function() return math.maxinteger - 2 end }), 1, 1)",
        "table.concat(setmetatable({}, { __len = function() return 1 << 40 end, __index = function() return '' end }))",
        "table.sort(setmetatable({}, { __len = function() return 1 << 30 end, __index = function() return 1 end }), function() return false end)",
        "table.unpack({}, 1, 1 << 62)", "table.unpack({}, 1, 7e6)", "select(-1, table.unpack({}, 1, 1e6))",
        "string.char(table.unpack({}, 1, 1e7))",
        "string.rep('', 1e9)", "('').rep('', 1 << 40, '')", "('x'):rep(1e9, 'x'):rep(1e9)",
        "table.move({ 1 }, 1, 1e15, 2)",
        "table.concat(setmetatable({}, { __index = function() return 'x' end }), '', 1, math.maxinteger)",
        "('x'):rep(1 << 20):gsub('', function() while true do end end)",
        "('a'):rep(1 << 22):find(('.-'):rep(100) .. 'b')",
        "local function f() return coroutine.wrap(f)() end f() while true do end",
        "while true do local f = coroutine.wrap(function() coroutine.yield() end) f() f() end",
        "local co co = coroutine.create(function() while true do pcall(coroutine.resume, co) end end) coroutine.resume(co)",
        "local t = {} for i = 1, 1e6 do t[i] = coroutine.wrap(function() while true do coroutine.yield() end end) end while true do for _, f in ipairs(t) do f() end end",
        "table.sort(setmetatable({}, { __len = function() return 1e9 end, __index = function(_, i) return i end, __newindex = function() end }))",
        "local t = setmetatable({}, { __concat = function(a, b) return a .. b end }) return t .. t .. t",
        "local t = setmetatable({}, { __eq = function(a, b) return a == setmetatable({}, getmetatable(a)) end }) return t == setmetatable({}, getmetatable(t))",
        "goto a ::b:: goto a ::a:: goto b",
    ])
    func runsForever(_ code: String) {
        check(code, .isEnded)
    }

    @Test(arguments: [
        "local t = {} while true do t[#t + 1] = {} end", "local s = 'x' while true do s = s .. s end",
        "return ('x'):rep(1 << 40)", "return ('x'):rep(1 << 30, ',')",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
        "local s = {} while true do pcall(function() while true do s[#s + 1] = ('x'):rep(1 << 20) end end) end",
        "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
        "local t = {} while true do t[#t + 1] = load 'return 1' end",
        "local f = function() end while true do local g = f f = function() return g end end",
        "local t = {} while true do t[#t + 1] = date '2026-01-01' end",
        "local t = {} while true do t[{}] = setmetatable({}, { __mode = 'k' }) end",
        "local t = setmetatable({}, { __mode = 'v' }) local k = {} while true do k[#k + 1] = {} t[#t + 1] = k[#k] end",
        "local n = 0 local function f() n = n + 1 return f() + 1 end f()",
        "string.rep('x', 1 << 28):gsub('x', 'yyyyyyyy')",
        "table.concat({ ('x'):rep(1 << 25) }, 'x', 1, 1):rep(100)",
        "string.format('%99999d', 1)", "string.format('%s', ('x'):rep(1 << 26)):rep(64)",
        "string.pack('s' .. ('s'):rep(100), table.unpack((function() local t = {} for i = 1, 101 do t[i] = ('x'):rep(1 << 22) end return t end)()))",
        "utf8.char(table.unpack((function() local t = {} for i = 1, 2e5 do t[i] = 0x7fffffff end return t end)())):rep(1000)",
        "while true do print(('x'):rep(1 << 16)) end",
        "load('return ' .. ('('):rep(1e5) .. '1' .. (')'):rep(1e5))() ",
        "load('local a = ' .. ('{'):rep(1e5))()", "load(('a='):rep(1e6) .. '1')()",
        "local s = 'return 0' for i = 1, 300 do s = s .. ' + x' .. i end load(s)() while true do end",
        "local t = {} for i = 1, 2000 do t[i] = ('x'):rep(1 << 16) end return table.concat(t):rep(100)",
        "local t = { ('x'):rep(1 << 20) } for i = 2, 1e4 do t[i] = t[1] end return table.concat(t)",
        "return ('%s'):rep(1e5):format(table.unpack((function() local t = {} for i = 1, 1e5 do t[i] = ('x'):rep(1e5) end return t end)()))",
        "return ('x'):rep(1 << 26):gsub('x', '%0%0%0%0%0%0%0%0')",
        "return ('x'):rep(1 << 26):upper():lower():reverse()",
        "return string.pack('!16' .. ('i16'):rep(1e7))",
        "return table.pack(table.unpack({}, 1, 9e5)), table.pack(table.unpack({}, 1, 9e5)), ('x'):rep(1 << 30)",
        "local function f(...) return f(1, ...) end f()",
        "local s = '{' for i = 1, 20 do s = s .. s end load('return ' .. s)()",
        "local m = {} m.__index = function(t, k) return setmetatable({ ('x'):rep(1 << 16), t }, m)[k] end return setmetatable({}, m).x",
        "error(('x'):rep(1 << 30))", "while true do log.info(('x'):rep(1 << 16)) end",
        "local t = {} while true do t[#t + 1] = function() return t end end",
        "local t = {} for i = 1, 1e9 do t[('k'):rep(i % 1000) .. i] = i end",
    ])
    func takesAllThereIs(_ code: String) {
        let (_, error) = run(code)
        #expect(error != nil, "\(code)")
    }

    @Test(arguments: [
        "string.rep('(', 1e5):find(string.rep('(', 1e5))", "('x'):find('%f')", "('x'):find('[')",
        "('x'):find('%b')",
        "string.format('%5555555555s', 'x')", "string.format('%', 1)", "string.pack('i17', 1)",
        "string.unpack('s8', ('\\xff'):rep(8))", "string.unpack('z', 'x')", "utf8.codepoint('\\xff')",
        "setmetatable({}, { __tostring = function() return 1 end }) print(setmetatable({}, { __tostring = function() return 1 end }))",
        "error(setmetatable({}, { __tostring = function() error 'again' end }))",
        "error(setmetatable({}, { __tostring = function() return nil end }))", "error(nil)", "error()",
        "error(error)",
        "coroutine.yield(1)", "coroutine.wrap(function() error 'in' end)()",
        "coroutine.close(coroutine.running())",
        "local a, b = coroutine.running(), nil coroutine.resume(a)",
        "table.sort({ 3, 1, 2, 5, 4 }, function() return true end) error 'x'",
        "local t = {} for i = 1, 100 do t[i] = i end table.sort(t, function(a, b) return math.random() < 0.5 end) error 'x'",
        "for i = 1, 10, 0 do end", "return 1 // 0", "return math.tointeger('x') .. 1", "return ({}).x.y",
        "setmetatable({}, { __gc = function() error 'in gc' end }) error 'x'",
        "local x <close> = setmetatable({}, { __close = function() error 'in close' end }) error 'x'",
        "local x <close> = 1",
        "table.concat({}, 'x', 1, 1e15)", "('('):rep(5000):match('^(%((.-)%))*$' .. ('.-'):rep(20) .. 'x')",
        "string.format('%99999d', 1)", "string.format('%.99999f', 1)", "string.format('%q', function() end)",
        "string.format('%d', '1e999')", "string.format('%c%c%c', 0, 256, -1)",
        "string.format(('%s'):rep(300), 1)",
        "table.sort({ 1, 2, 3 }, function(a, b) return a <= b end)",
        "table.sort({ 1, 'x', {}, print })", "table.sort({ 3, 2, 1 }, function() error {} end)",
        "local t = {} for i = 1, 1000 do t[i] = i % 7 end table.sort(t, function(a, b) t[#t + 1] = 1 return a < b or nil end)",
        "error(setmetatable({}, { __tostring = function() return ('x'):rep(1 << 20) end }))",
        "error(setmetatable({}, { __tostring = function(e) error(e) end }))",
        "error(setmetatable({}, { __tostring = function() coroutine.yield() end }))",
        "error(setmetatable({}, { __name = ('x'):rep(1 << 20) }))", "error('\\0\\27[2J\\xff')",
        "error(setmetatable({}, { __tostring = function() return '\\xff\\0' end }))",
        "local t = setmetatable({}, { __gc = function(o) kept = o setmetatable(o, getmetatable(o)) end }) t = nil",
        "setmetatable({}, { __gc = true })", "setmetatable({}, { __mode = 5, __metatable = {} })",
        "coroutine.wrap(coroutine.wrap(coroutine.wrap(error)))()", "coroutine.close(coroutine.create(error))",
        "local co = coroutine.create(function() local x <close> = setmetatable({}, { __close = error }) coroutine.yield() end) coroutine.resume(co) coroutine.close(co) coroutine.resume(co)",
        "string.unpack('i16', ('\\xff'):rep(16))", "string.unpack('z', 'x', 1 << 40)", "utf8.char(-1)",
        "utf8.len('x', 1 << 40)",
        "('x'):rep(-1):sub(math.mininteger, math.maxinteger):byte(math.mininteger, math.maxinteger)",
        "tostring(-0.0):rep(3):find('%-', math.mininteger)", "math.random(math.mininteger, math.maxinteger)",
        "math.random(0, -1)", "os.time { year = 1 << 40, month = 1, day = 1 }", "os.date('*t', 1 << 60)",
        "print(next({}, 1))", "for k in pairs(setmetatable({}, { __pairs = 1 })) do end",
        "local a <const> = 1 load('a = 2')()",
        "return #setmetatable({}, { __len = function() return {} end }) + 1",
        "local t = setmetatable({}, { __index = table }) t:insert(1) t:remove() t:remove()",
    ])
    func breaksTheInterpreter(_ code: String) {
        // An error or not: what counts is that it ends by itself and the worker says so.
        let (_, error) = run(code)
        if let error { #expect(!error.description.contains("crashed"), "\(code): \(error)") }
    }
}
