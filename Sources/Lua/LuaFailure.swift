internal import CLua
internal import CLuaShims

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// From a failed operation to a `LuaError`, and from a Swift error to one of Lua's.
extension LuaCore {
    /// Reads the error object, which is on top of the stack, and the frames that the handler kept.
    func failure(_ operation: UnsafeMutablePointer<clua_operation>) -> LuaError {
        let status = operation.pointee.status
        if let error = limitError(status: status, trace: operation.pointee.trace) { return error }
        switch Int(status) {
        case CLUA_STATUS_CLOSED: return LuaError("the Lua state is closed", kind: .closed)
        case CLUA_STATUS_STACK: return LuaError("stack overflow: no room for a call from Swift")
        case Int(LUA_ERRMEM): return LuaError("not enough memory", kind: .memory)
        default: break
        }
        guard let state = clua_current(context) else {
            return LuaError("the Lua state is closed", kind: .closed)
        }
        let top = DirectCalls.top(state)
        var error = LuaError("")
        if let bytes = DirectCalls.bytes(state, top) {
            error.message = String(decoding: bytes, as: UTF8.self)
            // coroutine.wrap puts one more position before a message.
            if let known = lastThrown, known.address == nil, !known.text.isEmpty,
                bytes.suffix(known.text.count).elementsEqual(known.text)
            {
                error = adopt(known.error, message: error.message)
            }
        } else {
            readObject(at: top, &error)
        }
        if operation.pointee.field_capacity == 1, operation.pointee.chunk_name != nil {
            error.kind = .syntax(incompleteInput: error.message.hasSuffix("<eof>"))
        } else if status == LUA_ERRERR {
            error.kind = .errorInHandler
        }
        append(operation.pointee.trace, to: &error)
        locate(&error)
        return error
    }

    private func adopt(_ known: LuaError, message: String) -> LuaError {
        var error = known
        error.message = message
        return error
    }

    /// An error object that is no string: kept, and described by its `__tostring` if that works.
    private func readObject(at top: Int32, _ error: inout LuaError) {
        let kept = lastThrown
        let object = try? perform(clua_op_reference) {
            $0.stack_index = top
        } read: { (operation) throws(LuaError) -> LuaValue in
            first(operation)
        }
        var text: LuaValue?
        if !isDescribing {
            isDescribing = true
            defer { isDescribing = false }
            text = try? perform(clua_op_to_text) {
                $0.stack_index = top
            } read: { (operation) throws(LuaError) -> LuaValue in
                first(operation)
            }
        }
        if let kept, let address = kept.address, let object, address == object.address {
            error = kept.error
        }
        error.value = object
        switch text {
        case .string(let text)?: error.message = text.description
        default: error.message = "(error object is a \(object?.typeName ?? "value"))"
        }
    }

    private func append(_ trace: UnsafeMutablePointer<clua_trace>?, to error: inout LuaError) {
        let outer = LuaTraceback(trace)
        if error.traceback.frames.isEmpty {
            error.traceback = outer
        } else if error.traceback.frames.last != outer.frames.last {
            // The inner trace goes down to the bottom of its stack; it lacks ours only if it came from a coroutine.
            error.traceback.frames += outer.frames
        }
    }

    /// The place: what the message says, if a frame bears it out or it is a syntax error; else the first frame
    /// of Lua code.
    private func locate(_ error: inout LuaError) {
        guard error.line == nil else { return }
        if error.value == nil, let place = Self.place(in: error.message) {
            (error.chunk, error.line) = place
        } else if let frame = error.traceback.frames.first(where: { $0.line != nil }) {
            (error.chunk, error.line) = (frame.chunk, frame.line)
        }
    }

    /// `chunk:12: …` as a chunk and a line.
    static func place(in message: String) -> (String, Int)? {
        let bytes = Array(message.utf8)
        var index = 0
        while let colon = bytes[index...].firstIndex(of: UInt8(ascii: ":")) {
            var end = colon + 1
            while end < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) { end += 1 }
            if end > colon + 1, end < bytes.count, bytes[end] == UInt8(ascii: ":"), colon > 0,
                let line = Int(String(decoding: bytes[colon + 1..<end], as: UTF8.self)), line > 0
            {
                return (String(decoding: bytes[..<colon], as: UTF8.self), line)
            }
            index = colon + 1
            if bytes[..<index].contains(UInt8(ascii: "\n")) { return nil }
        }
        return nil
    }

    private func limitError(status: Int32, trace: UnsafeMutablePointer<clua_trace>?) -> LuaError? {
        var source: UnsafePointer<CChar>?
        var line: Int32 = -1
        let met: (limit: LuaLimit, text: String)
        switch Int(clua_limit_met(context, &source, &line)) {
        case CLUA_LIMIT_MEMORY:
            let bytes = limits.memory ?? 0
            met = (.memory(bytes: bytes), "the memory limit of \(bytes) bytes is met")
        case CLUA_LIMIT_INSTRUCTIONS:
            let count = limits.instructions ?? 0
            met = (.instructions(count), "the limit of \(count) instructions is met")
        case CLUA_LIMIT_TIME:
            let time = limits.time ?? .zero
            met = (.time(time), "the time limit of \(time) is met")
        case CLUA_LIMIT_INTERRUPT: met = (.interrupted, "interrupted")
        default: return nil
        }
        var error = LuaError(met.text, kind: .limit(met.limit))
        error.traceback = LuaTraceback(trace)
        if line > 0, let source {
            error.chunk = String(cString: source)
            error.line = Int(line)
            error.message = "\(String(cString: source)):\(line): \(met.text)"
        }
        return error
    }

    /// Leaves a Swift error as Lua's on top of the stack, and answers -1: the trampoline raises it.
    func raise(_ thrown: any Error, in state: OpaquePointer) -> Int32 {
        var error = (thrown as? LuaError) ?? LuaError(String(describing: thrown))
        if !(thrown is LuaError) { error.underlying = thrown }
        if let object = error.value {
            let pushed: Void? = try? push([object])
            if pushed != nil {
                lastThrown = ([], object.address, error)
                return -1
            }
        }
        let text = LuaValue.string(error.message)
        do {
            try withValues([text]) { (values) throws(LuaError) in
                try performLeaving(clua_op_message) {
                    $0.value = values[0]
                    $0.raw = error.hasArrived ? 1 : 0
                }
            }
        } catch {
            // No memory for the message: what Lua says of that is on the stack, or there is no room even for it.
            if DirectCalls.bytes(state, DirectCalls.top(state)) == nil {
                DirectCalls.setTop(state, 0)
                if DirectCalls.hasRoom(state, for: 1) { DirectCalls.pushNil(state) }
            }
        }
        let text0 = DirectCalls.bytes(state, DirectCalls.top(state)).map { Array($0) } ?? []
        lastThrown = (text0, nil, error)
        return -1
    }
}

extension LuaValue {
    fileprivate var address: UnsafeRawPointer? {
        switch self {
        case .table(let value): value.reference.address
        case .function(let value): value.reference.address
        case .object(let value): value.reference.address
        case .thread(let value): value.reference.address
        default: nil
        }
    }
}

extension LuaTraceback {
    init(_ trace: UnsafeMutablePointer<clua_trace>?) {
        guard let trace else {
            self.init()
            return
        }
        let frames = withUnsafeBytes(of: &trace.pointee.frames) { bytes in
            bytes.bindMemory(to: clua_frame.self).prefix(Int(trace.pointee.count)).map(Frame.init)
        }
        self.init(
            frames: frames, omitted: Int(trace.pointee.omitted), after: Int(trace.pointee.omitted_after))
    }
}

extension LuaTraceback.Frame {
    fileprivate init(_ frame: clua_frame) {
        let what = text(of: frame.namewhat)
        let name = text(of: frame.name)
        let function: String? =
            frame.is_main != 0 ? "main chunk" : name.isEmpty ? nil : what.isEmpty ? name : "\(what) '\(name)'"
        self.init(
            chunk: text(of: frame.source), line: frame.line > 0 ? Int(frame.line) : nil, function: function)
    }
}

/// A C array of characters up to its NUL.
private func text<Characters>(of characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
