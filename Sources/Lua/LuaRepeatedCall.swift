internal import CLuaShims

/// A call that is made again and again, each time for another row: what a loop over many rows does, at a fraction
/// of the cost of `makeObject` and a call. What does not change is converted once.
///
/// The function is given a new object that stands for the row; while the call runs, Lua reads the object's columns
/// out of a table that is filled before, or, where the function is compiled anew for it, out of registers.
///
/// ```swift
/// let score = try LuaRepeatedCall(function, making: students, options)
/// for row in rows { figures.append(try score(Student(row: row)) { answer in answer.number }) }
/// ```
/// Used from one thread at a time, like the state.
public final class LuaRepeatedCall<Value: BitwiseCopyable> {
    // All that need not know the type of the value is not generic, so that it costs no look-up of the type.
    @usableFromInline let call: LuaRowCall

    /// - Parameters:
    ///   - type: The type of the object that is the first argument.
    ///   - arguments: The others.
    ///   - isOften: Whether there are so many rows that it pays to look first at what the function reads, which takes
    ///     as long as some hundred calls.
    /// - Throws: If the type cannot be registered, or an argument is of another state.
    public init(
        _ function: LuaFunction, making type: LuaType<Value>, _ arguments: LuaValue..., isOften: Bool = false
    ) throws(LuaError) {
        call = try LuaRowCall(function, making: type, arguments, isOften: isOften)
    }

    /// Calls with an object of this value, and reads the first result where it stands: nil where there is none.
    ///
    /// - Throws: The error that came out of the call, with the calls that were active, and what `read` throws.
    @inlinable
    public func callAsFunction<Answer>(
        _ value: Value, read: (borrowing LuaStackValue) throws -> Answer
    ) throws -> Answer {
        var answer: Answer?
        try withUnsafeBytes(of: value) { bytes in
            try call.run(bytes, into: nil) { answer = try read($0) }
        }
        // Without an error it has been read.
        return answer.unsafelyUnwrapped
    }

    /// Calls with an object of this value, and puts the first result down in `records` without reading it here.
    ///
    /// - Parameter read: Reads a result that has another form than the records; nothing is put down then.
    /// - Throws: The error that came out of the call, with the calls that were active, and what `read` throws.
    @inlinable
    public func callAsFunction(
        _ value: Value, into records: LuaRecords, otherwise read: (borrowing LuaStackValue) throws -> Void
    ) throws {
        try withUnsafeBytes(of: value) { try call.run($0, into: records, otherwise: read) }
    }

    /// Calls with an object of one value after another, and puts the first results down in `records`: as if one by
    /// one, in less time. Each is a call of its own, with limits of its own.
    ///
    /// - Parameters:
    ///   - numbers: As many as values: what `marks` are told of each.
    ///   - marks: Three cells, which before each call become the value's number and two zeros.
    ///   - sharesObjects: Whether one object may stand for one value after another, which costs less than a new one for
    ///     each. An object that the function keeps would stand for another value later; to be used where a
    ///     ``LuaCheckpoint`` shows that it has kept nothing.
    ///   - read: Reads a result that has another form than the records, or takes an error, of the value at a place;
    ///     nothing is put down then. What it throws ends the calls.
    @inlinable
    public func callAsFunction(
        each values: UnsafeBufferPointer<Value>, numbers: UnsafeBufferPointer<Int64>,
        marks: UnsafeMutablePointer<Int64>?, sharesObjects: Bool = false, into records: LuaRecords,
        otherwise read: (_ place: Int, _ result: borrowing LuaRowResult) throws -> Void
    ) throws {
        precondition(values.count == numbers.count, "\(values.count) values and \(numbers.count) numbers")
        try call.run(
            UnsafeRawBufferPointer(values), stride: MemoryLayout<Value>.stride, numbers: numbers,
            marks: marks, sharesObjects: sharesObjects, into: records, otherwise: read)
    }
}

/// What came of a call that was not put down: a result of another form, or an error.
public struct LuaRowResult: ~Copyable {
    private let error: LuaError?
    private let core: LuaCore
    private let index: Int32

    fileprivate init(core: LuaCore, index: Int32, error: LuaError?) {
        (self.core, self.index, self.error) = (core, index, error)
    }

    /// The result where it stands.
    ///
    /// - Throws: The error that came out of the call instead, and what `read` throws.
    public func read<Answer>(_ read: (borrowing LuaStackValue) throws -> Answer) throws -> Answer {
        if let error { throw error }
        return try read(LuaStackValue(core: core, index: index))
    }
}

/// A repeated call, of whatever type its objects are.
@usableFromInline
final class LuaRowCall {
    private let function: LuaFunction
    private let core: LuaCore
    /// Kept, so that the references in `converted` stay.
    private let arguments: [LuaValue]
    /// What C keeps from call to call; nil where no object is made.
    private let quick: LuaReference?
    /// What is given of the row itself.
    private let passed: UnsafeMutableBufferPointer<clua_passed>
    private let converted: UnsafeMutableBufferPointer<clua_value>
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let operation: UnsafeMutablePointer<clua_operation>
    /// The operations for one row and for row after row.
    private let one, several: clua_body
    private var isRunning = false
    /// Whether the function is another one, made of that which was meant.
    private let isReplaced: Bool

    convenience init(
        _ function: LuaFunction, making type: LuaAnyType, _ arguments: [LuaValue], isOften: Bool
    ) throws(LuaError) {
        let core = function.reference.lease.core
        // Where it cannot be replaced, for want of memory, it is called as it is.
        if isOften, let (function, given) = try? function.replacingReads(of: type) {
            var passed: [clua_passed] = []
            for field in given.fields {
                let type = try core.handle(of: field.type)
                passed.append(
                    clua_passed(
                        field: clua_field_of(type, Int64(field.number)), offset: Int64(field.offset)))
            }
            // As many as it has parameters, for the fields come behind them.
            let others = (0..<given.parameterCount - 1).map { $0 < arguments.count ? arguments[$0] : .nil }
            if given.needsObject {
                try self.init(
                    function, others, quick: Self.quick(for: type, in: core), passed: passed, isReplaced: true
                )
                operation.pointee.type = try core.handle(of: type)
            } else {
                try self.init(function, [.nil] + others, quick: nil, passed: passed, isReplaced: true)
            }
        } else {
            try self.init(function, arguments, quick: Self.quick(for: type, in: core), passed: [])
            operation.pointee.type = try core.handle(of: type)
        }
    }

    private static func quick(for type: LuaAnyType, in core: LuaCore) throws(LuaError) -> LuaReference {
        let handle = try core.handle(of: type)
        let kept = try core.perform(clua_op_quick) {
            $0.type = handle
        } read: { (operation) throws(LuaError) -> LuaValue in
            core.first(operation)
        }
        guard case .object(let kept) = kept else { throw LuaError("the Lua state is closed", kind: .closed) }
        return kept.reference
    }

    private init(
        _ function: LuaFunction, _ arguments: [LuaValue], quick: LuaReference?, passed: [clua_passed],
        isReplaced: Bool = false
    ) throws(LuaError) {
        self.function = function
        self.isReplaced = isReplaced
        self.arguments = arguments
        self.quick = quick
        if quick == nil {
            (one, several) = (clua_op_pass, clua_op_pass_rows)
        } else {
            (one, several) = (clua_op_repeat, clua_op_repeat_rows)
        }
        let core = function.reference.lease.core
        self.core = core
        (converted, bytes) = try core.withValues(arguments) { (values) throws(LuaError) in
            let strings = values.filter { $0.kind == Int32(CLUA_STRING) }
            let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(
                capacity: strings.reduce(0) { $0 + Int($1.bits) })
            let converted = UnsafeMutableBufferPointer<clua_value>.allocate(capacity: values.count)
            var offset = 0
            for (index, value) in values.enumerated() {
                var value = value
                if value.kind == Int32(CLUA_STRING) {
                    let place = UnsafeMutableBufferPointer(rebasing: bytes[offset...])
                    _ = place.update(
                        fromContentsOf: UnsafeRawBufferPointer(start: value.bytes, count: Int(value.bits)))
                    value.bytes = UnsafeRawPointer(place.baseAddress)
                    offset += Int(value.bits)
                }
                converted.initializeElement(at: index, to: value)
            }
            return (converted, bytes)
        }
        operation = .allocate(capacity: 1)
        operation.initialize(to: clua_operation())
        operation.pointee.target = core.target(function.reference, CLUA_FUNCTION)
        if let quick { operation.pointee.key = core.target(quick, CLUA_OBJECT) }
        operation.pointee.arguments = UnsafePointer(converted.baseAddress)
        operation.pointee.argument_count = Int64(converted.count)
        self.passed = .allocate(capacity: passed.count)
        _ = self.passed.initialize(from: passed)
        operation.pointee.passed = UnsafePointer(self.passed.baseAddress)
        operation.pointee.passed_count = Int32(passed.count)
    }

    deinit {
        passed.deallocate()
        converted.deallocate()
        bytes.deallocate()
        operation.deallocate()
    }

    /// Calls with an object of the value in `bytes`, and puts the first result down in `records`, or has it read.
    @usableFromInline
    func run(
        _ bytes: UnsafeRawBufferPointer, into records: LuaRecords?,
        otherwise read: (borrowing LuaStackValue) throws -> Void
    ) throws {
        guard isRunning else {
            isRunning = true
            defer { isRunning = false }
            try run(operation, bytes, into: records, otherwise: read)
            return
        }
        // A call within itself.
        var inner = operation.pointee
        try withUnsafeMutablePointer(to: &inner) { try run($0, bytes, into: records, otherwise: read) }
    }

    private func run(
        _ operation: UnsafeMutablePointer<clua_operation>, _ bytes: UnsafeRawBufferPointer,
        into records: LuaRecords?, otherwise read: (borrowing LuaStackValue) throws -> Void
    ) throws {
        core.discardPending()
        operation.pointee.pointer = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        operation.pointee.record = records?.record
        operation.pointee.is_recorded = 0
        let status = clua_run(core.context, one, operation)
        guard status == 0 else {
            let error = failure(operation)
            core.finish(operation)
            if operation == self.operation { try? rest() }
            throw error
        }
        defer { core.finish(operation) }
        guard operation.pointee.is_recorded == 0 else { return }
        // Below the result is the message handler.
        try read(LuaStackValue(core: core, index: operation.pointee.base + 2))
    }

    /// Calls with one value in `bytes` after another.
    @usableFromInline
    func run(
        _ bytes: UnsafeRawBufferPointer, stride: Int, numbers: UnsafeBufferPointer<Int64>,
        marks: UnsafeMutablePointer<Int64>?, sharesObjects: Bool, into records: LuaRecords,
        otherwise read: (_ place: Int, _ result: borrowing LuaRowResult) throws -> Void
    ) throws {
        guard !isRunning else { throw LuaError("a call within itself") }
        isRunning = true
        defer { isRunning = false }
        var rows = clua_rows()
        rows.count = Int64(numbers.count)
        rows.stride = Int64(stride)
        rows.numbers = numbers.baseAddress
        rows.marks = marks
        rows.shares_objects = sharesObjects ? 1 : 0
        operation.pointee.pointer = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        operation.pointee.record = records.record
        defer { operation.pointee.rows = nil }
        try withUnsafeMutablePointer(to: &rows) { rows in
            operation.pointee.rows = rows
            while rows.pointee.position < rows.pointee.count {
                core.discardPending()
                rows.pointee.status = 0
                let status = clua_run(core.context, several, operation)
                if rows.pointee.position == rows.pointee.count { return core.finish(operation) }
                if rows.pointee.status != 0 { operation.pointee.status = rows.pointee.status }
                let hasFailed = status != 0 || rows.pointee.status != 0
                let error = hasFailed ? failure(operation) : nil
                do {
                    defer { core.finish(operation) }
                    try read(
                        Int(rows.pointee.position),
                        LuaRowResult(core: core, index: operation.pointee.base + 2, error: error))
                }
                if hasFailed { try rest() }
                rows.pointee.position += 1
            }
        }
    }

    private func failure(_ operation: UnsafeMutablePointer<clua_operation>) -> LuaError {
        var error = core.failure(operation)
        if isReplaced { error.message = ScalarReplacement.restored(error.message) }
        return error
    }

    /// Ends what a failed call has left behind.
    private func rest() throws(LuaError) {
        guard let quick else { return }
        try core.perform(clua_op_rest) { $0.key = core.target(quick, CLUA_OBJECT) }
    }
}
