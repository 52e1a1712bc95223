/// What of Lua's own library a plugin may call, by name, each with the reason. What is not here is not
/// in a plugin's world.
enum Allowlist {
    struct Entry {
        /// The function's name in its library.
        let name: String
        /// Why a plugin may have it, or how it differs from Lua's own.
        let reason: String
    }

    /// The functions that stand in no library, as Lua has them.
    static let base = [
        Entry(name: "assert", reason: "raises the plugin's own error"),
        Entry(name: "error", reason: "raises the plugin's own error"),
        Entry(name: "getmetatable", reason: "of the host's objects it answers with the name of the type"),
        Entry(name: "ipairs", reason: "reads a value the plugin has"),
        Entry(name: "pcall", reason: "catches the plugin's own errors; a limit that was met is not caught"),
        Entry(name: "rawequal", reason: "compares two values the plugin has"),
        Entry(name: "rawget", reason: "reads a table the plugin has"),
        Entry(name: "rawlen", reason: "reads a table the plugin has"),
        Entry(name: "select", reason: "reads its own arguments"),
        Entry(name: "setmetatable", reason: "tables only; a protected metatable stays"),
        Entry(name: "tonumber", reason: "computes"),
        Entry(name: "type", reason: "computes"),
        Entry(name: "xpcall", reason: "as pcall"),
    ]

    /// The functions of the libraries. `string` is without `dump`: bytecode neither leaves nor enters.
    static let libraries: [(library: String, entries: [Entry])] = [
        (
            "string",
            [
                "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack",
                "packsize",
                "rep", "reverse", "sub", "unpack", "upper",
            ].map { Entry(name: $0, reason: "computes; memory and time are limited") }
        ),
        (
            "table",
            ["concat", "insert", "move", "pack", "remove", "sort", "unpack"]
                .map { Entry(name: $0, reason: "works on tables the plugin has") }
        ),
        (
            "math",
            [
                "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log",
                "max",
                "maxinteger", "min", "mininteger", "modf", "pi", "rad", "random", "randomseed", "sin", "sqrt",
                "tan", "tointeger", "type", "ult",
            ].map { Entry(name: $0, reason: "computes; random numbers are seeded per run and student") }
        ),
        (
            "utf8",
            ["char", "charpattern", "codepoint", "codes", "len", "offset"]
                .map { Entry(name: $0, reason: "computes") }
        ),
        (
            "coroutine",
            ["close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield"]
                .map { Entry(name: $0, reason: "runs the plugin's own functions, under the same limits") }
        ),
    ]

    /// What the host gives under a name of Lua's, because Lua's own would reach out of the sandbox.
    static let replaced = [
        Entry(name: "_G", reason: "the plugin's own globals"),
        Entry(name: "_VERSION", reason: "the version of Lua"),
        Entry(
            name: "collectgarbage",
            reason:
                "'count' only: a plugin does not steer the host's memory; always 0 in a plugin, since it depends on who had a turn before"
        ),
        Entry(name: "debug.traceback", reason: "the plugin's own frames; nothing else of debug"),
        Entry(name: "load", reason: "text only, and in the plugin's environment"),
        Entry(name: "os.clock", reason: "always 0: a result must not depend on the machine's speed"),
        Entry(name: "os.date", reason: "by the run's fixed clock, noon UTC of the as-of date"),
        Entry(name: "os.time", reason: "by the run's fixed clock, noon UTC of the as-of date"),
        Entry(name: "next", reason: "in the order of the keys, as pairs"),
        Entry(
            name: "pairs",
            reason:
                "in the order of the keys, numbers before texts, students by their place: Lua's own order is another in each process; an error where two keys are tables or functions"
        ),
        Entry(
            name: "print",
            reason:
                "goes to the host's log, never to the terminal; in a script and a session to standard output, a collection, a record or a table by itself as a session shows it"
        ),
        Entry(
            name: "rawset", reason: "writes a table the plugin has; views and libraries are no such tables"),
        Entry(name: "require", reason: "the host's modules, and files of the plugin's own folder"),
        Entry(
            name: "tostring",
            reason:
                "without addresses, which are others in each process: a table is 'table'; so is string.format"
        ),
    ]
}
