internal import CLuaShims

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An interpreter of Lua 5.4.
///
/// ```swift
/// let state = try LuaState()
/// let results = try state.load("return 1 + 1", chunkName: "sum").call()
/// ```
/// It closes when it and every value that refers into it are gone, or by ``close()``. A state and its values
/// belong to one thread at a time. A Swift function in Lua that captured the state would keep it open for
/// ever: use `LuaCall.state`.
public final class LuaState {
    let lease: LuaLease
    var core: LuaCore { lease.core }

    /// Opens an interpreter.
    ///
    /// - Parameters:
    ///   - limits: what scripts may use up; none by default.
    ///   - libraries: what of the standard library is there.
    /// - Throws: an error of kind `.memory` if there is not enough.
    public convenience init(
        limits: LuaLimits = LuaLimits(), libraries: LuaLibraries = .standard
    ) throws(LuaError) {
        try self.init(limits: limits, libraries: libraries, probe: nil)
    }

    package init(
        limits: LuaLimits = LuaLimits(), libraries: LuaLibraries = .standard, probe: LuaAllocationProbe?
    ) throws(LuaError) {
        lease = try LuaCore.open(limits: limits, libraries: libraries, probe: probe)
    }

    init(lease: LuaLease) {
        self.lease = lease
    }

    /// Closes the interpreter now: every object is finalized, and from here on each use of a value throws an
    /// error of kind `.closed`. Closing twice does nothing.
    ///
    /// - Throws: an error if a call from Lua is still active.
    public func close() throws(LuaError) {
        guard clua_depth(core.context) == 0 else {
            throw LuaError("a Lua state cannot be closed from inside a call")
        }
        core.close()
    }

    /// The table of global variables.
    public var globals: LuaTable {
        get throws(LuaError) {
            try core.perform(
                clua_op_globals, configure: { _ in },
                read: { (operation) throws(LuaError) -> LuaTable in
                    guard let table = core.first(operation).table else {
                        throw LuaError("there are no globals")
                    }
                    return table
                })
        }
    }

    /// Compiles source text, without running it.
    ///
    /// - Parameters:
    ///   - source: text; binary chunks are refused.
    ///   - chunkName: what errors call it, as it is. (Lua's marks `@` and `=` at its start are accepted.)
    ///   - environment: its globals, or `nil` for the state's.
    /// - Throws: a `.syntax` error with chunk and line, and whether more text might complete it.
    public func load(
        _ source: String, chunkName: String, environment: LuaTable? = nil
    ) throws(LuaError) -> LuaFunction {
        try load(bytes: Array(source.utf8), chunkName: chunkName, environment: environment)
    }

    /// Compiles source text given as bytes, which need not be UTF-8.
    public func load(
        bytes: [UInt8], chunkName: String, environment: LuaTable? = nil
    ) throws(LuaError) -> LuaFunction {
        let name = chunkName.hasPrefix("@") || chunkName.hasPrefix("=") ? chunkName : "@" + chunkName
        let values: [LuaValue] = [.string(LuaString(bytes: bytes)), environment.map(LuaValue.table) ?? .nil]
        let outcome: Result<LuaFunction, LuaError> = name.withCString { name in
            Result { () throws(LuaError) -> LuaFunction in
                try core.withValues(values) { (values) throws(LuaError) -> LuaFunction in
                    try core.perform(clua_op_load) {
                        $0.value = values[0]
                        $0.target = values[1]
                        $0.chunk_name = name
                    } read: { (operation) throws(LuaError) -> LuaFunction in
                        guard let function = core.first(operation).function else {
                            throw LuaError("the text gave no function")
                        }
                        return function
                    }
                }
            }
        }
        return try outcome.get()
    }

    /// Makes an empty table with room for so many values under 1, 2, … and so many under other keys.
    public func makeTable(arrayCapacity: Int = 0, fieldCapacity: Int = 0) throws(LuaError) -> LuaTable {
        try core.perform(clua_op_new_table) {
            $0.array_capacity = Int64(min(max(0, arrayCapacity), 1 << 30))
            $0.field_capacity = Int64(min(max(0, fieldCapacity), 1 << 30))
        } read: { (operation) throws(LuaError) -> LuaTable in
            guard let table = core.first(operation).table else { throw LuaError("no table was made") }
            return table
        }
    }

    /// Makes an object of Lua's from a Swift value. The type is registered if it is not yet.
    public func makeObject<Value>(_ value: Value, _ type: LuaType<Value>) throws(LuaError) -> LuaObject {
        let handle = try core.handle(of: type)
        return try core.perform(clua_op_new_object) {
            $0.type = handle
        } read: { (operation) throws(LuaError) -> LuaObject in
            core.settle(value, at: operation.pointee.pointer)
            guard let object = core.first(operation).object else { throw LuaError("no object was made") }
            return object
        }
    }

    /// Makes a function of Lua's from a Swift function.
    public func makeFunction(_ function: LuaFunctionSpec) throws(LuaError) -> LuaFunction {
        let box = Unmanaged.passRetained(LuaFunctionBox(function.description, function: function.body))
        var isTaken = false
        defer {
            if !isTaken { box.release() }
        }
        return try core.perform(clua_op_new_function) {
            $0.pointer = box.toOpaque()
        } read: { (operation) throws(LuaError) -> LuaFunction in
            isTaken = operation.pointee.array_capacity == 1
            guard let function = core.first(operation).function else {
                throw LuaError("no function was made")
            }
            return function
        }
    }

    /// Makes a type known ahead of its first object.
    public func register(_ type: LuaAnyType) throws(LuaError) {
        _ = try core.handle(of: type)
    }

    /// The types known here, by name.
    public var registeredTypes: [LuaTypeDescription] {
        core.types.values.map(\.type.description).sorted { $0.name < $1.name }
    }

    /// What `tostring` gives: `__tostring` and `__name` count.
    public func text(of value: LuaValue) throws(LuaError) -> LuaString {
        try core.withValue(value) { (value) throws(LuaError) -> LuaString in
            try core.perform(clua_op_to_text) {
                $0.target = value
            } read: { (operation) throws(LuaError) -> LuaString in
                core.first(operation).string ?? ""
            }
        }
    }

    /// Does what a script asked for and has to wait for: the time that it takes is not the script's own.
    ///
    /// - Parameter work: What is done by a Swift function that Lua has called.
    public func withoutTime<Result>(
        _ work: () throws(LuaError) -> Result
    ) throws(LuaError) -> Result {
        let begin = ContinuousClock.now
        defer { clua_add_time(core.context, (ContinuousClock.now - begin).wholeNanoseconds) }
        return try work()
    }

    /// Bytes that Lua holds now, its garbage included. What Swift values refer to is not counted.
    public var memoryInUse: Int { Int(clua_memory(core.context)) }

    /// The most bytes that Lua has held at once.
    public var peakMemory: Int { Int(clua_peak(core.context)) }

    /// Collects all garbage.
    ///
    /// - Throws: an error if finalizers failed, with their messages; all others have run nonetheless.
    public func collectGarbage() throws(LuaError) {
        var kept: Int32 = 0
        let before = clua_take_warnings(core.context, &kept)
        defer { free(before) }
        try core.perform(clua_op_collect, configure: { _ in })
        var failures: Int32 = 0
        let warnings = clua_take_warnings(core.context, &failures)
        defer { free(warnings) }
        if failures > 0, let warnings { throw LuaError(String(cString: warnings).trimmedLine) }
    }

    /// The warnings since they were last taken: what scripts passed to `warn`, and errors in finalizers that
    /// ran on their own.
    public func takeWarnings() -> [String] {
        var failures: Int32 = 0
        guard let warnings = clua_take_warnings(core.context, &failures) else { return [] }
        defer { free(warnings) }
        return String(cString: warnings).split(separator: "\n").map(String.init)
    }

    /// The calls that are active now, innermost first; none outside of any.
    ///
    /// - Parameters:
    ///   - thread: A coroutine whose calls are meant; nil for the one that runs.
    ///   - level: How many of the innermost are left out. In a Swift function that Lua called it is itself
    ///     the first, so 1 begins with its caller.
    public func traceback(of thread: LuaThread? = nil, from level: Int = 0) throws(LuaError) -> LuaTraceback {
        try core.withValue(thread.map(LuaValue.thread) ?? .nil) { (thread) throws(LuaError) -> LuaTraceback in
            try core.perform(clua_op_traceback) {
                $0.target = thread
                $0.array_capacity = Int64(level)
            } read: { (operation) throws(LuaError) -> LuaTraceback in
                LuaTraceback(operation.pointee.trace)
            }
        }
    }

    /// Ends a call that is running, from a signal handler or another thread.
    public var interrupter: LuaInterrupter { LuaInterrupter(core) }
}

extension String {
    /// Without the newline at its end.
    fileprivate var trimmedLine: String { hasSuffix("\n") ? String(dropLast()) : self }
}
