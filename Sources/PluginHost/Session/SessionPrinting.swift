import Lua

/// What Lua code prints.
enum Printed {
    /// Lines of text, each with its newline.
    case text([UInt8])
    /// A value that was printed, or given back, by itself.
    case value(SessionValue)
}

extension SessionReading {
    /// What is printed where the value stands by itself: as a session shows it.
    func printed(_ value: LuaValue) throws(LuaError) -> Printed {
        switch value {
        // As it is: it may be a file's content.
        case .string(let text): .text(text.bytes + [10])
        default: .value(try self.value(value))
        }
    }

    /// What `print` shows of a value; nil for what it writes as the value's text.
    func shown(_ value: LuaValue) throws(LuaError) -> SessionValue? {
        if case .object(let object) = value, object.value(as: view.texts) != nil { return nil }
        let read = try self.value(value)
        if case .words = read { return nil }
        return read
    }
}
