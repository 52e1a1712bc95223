internal import CLuaShims

/// A call that is made again and again, each time with a new object as the first argument: what a loop over many
/// rows does, at a fraction of the cost of `makeObject` and a call. What does not change is converted once.
///
/// ```swift
/// let score = try LuaRepeatedCall(function, making: students, options)
/// for row in rows { figures.append(try score(Student(row: row)) { answer in answer.number }) }
/// ```
/// Used from one thread at a time, like the state.
public final class LuaRepeatedCall<Value: BitwiseCopyable> {
    private let function: LuaFunction
    private let core: LuaCore
    private let handle: OpaquePointer
    /// Kept, so that the references in `converted` stay.
    private let arguments: [LuaValue]
    private let converted: UnsafeMutableBufferPointer<clua_value>
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// - Parameters:
    ///   - type: The type of the object that is the first argument.
    ///   - arguments: The others.
    /// - Throws: If the type cannot be registered, or an argument is of another state.
    public init(
        _ function: LuaFunction, making type: LuaType<Value>, _ arguments: LuaValue...
    ) throws(LuaError) {
        self.function = function
        self.arguments = arguments
        let core = function.reference.lease.core
        self.core = core
        handle = try core.handle(of: type)
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
    }

    deinit {
        converted.deallocate()
        bytes.deallocate()
    }

    /// Calls with an object of this value, and reads the first result where it stands: nil where there is none.
    ///
    /// - Throws: The error that came out of the call, with the calls that were active, and what `read` throws.
    public func callAsFunction<Answer>(
        _ value: Value, read: (borrowing LuaStackValue) throws -> Answer
    ) throws -> Answer {
        core.discardPending()
        var operation = clua_operation()
        operation.target = core.target(function.reference, CLUA_FUNCTION)
        operation.arguments = UnsafePointer(converted.baseAddress)
        operation.argument_count = Int64(converted.count)
        operation.type = handle
        operation.raw = 1
        var value = value
        return try withUnsafeMutablePointer(to: &operation) { operation in
            let status = withUnsafeMutableBytes(of: &value) { bytes in
                operation.pointee.pointer = bytes.baseAddress
                return clua_run(core.context, clua_op_call, operation)
            }
            defer { core.finish(operation) }
            guard status == 0 else { throw core.failure(operation) }
            // Below the results is the message handler.
            return try read(
                LuaStackValue(core: core, index: operation.pointee.base + 2))
        }
    }
}
