/// What a function is given in a ``LuaRepeatedCall`` that passes fields of the row: one of them, or a value that
/// stays the same.
///
/// ```swift
/// let call = try LuaRepeatedCall(
///     function, passing: [.field("attendance", of: studentType), .value(options)])
/// ```
public struct LuaPassed<Value: BitwiseCopyable> {
    @usableFromInline let source: LuaPassedSource

    private init(_ source: LuaPassedSource) {
        self.source = source
    }

    /// The same value for each row.
    public static func value(_ value: LuaValue) -> LuaPassed { LuaPassed(.value(value)) }

    /// A field of the row's own type.
    ///
    /// - Throws: As for a field of a part.
    public static func field(_ name: String, of type: LuaType<Value>) throws(LuaError) -> LuaPassed {
        try field(name, of: type, at: \.self)
    }

    /// A field of a part of the row.
    ///
    /// - Parameter part: A stored property, or `\.self`.
    /// - Throws: For a type without such a field, for a view, and for a property that is computed.
    public static func field<Part: BitwiseCopyable>(
        _ name: String, of type: LuaType<Part>, at part: KeyPath<Value, Part>
    ) throws(LuaError) -> LuaPassed {
        guard let number = type.description.fields.firstIndex(where: { $0.name == name }) else {
            throw LuaError("'\(type.description.name)' has no field '\(name)'")
        }
        if case .view = type.readers[number] {
            throw LuaError("field '\(name)' of '\(type.description.name)' is a view, which is not passed")
        }
        guard let offset = MemoryLayout<Value>.offset(of: part) else {
            throw LuaError("field '\(name)' of '\(type.description.name)' is not of a stored property")
        }
        return LuaPassed(.field(type, number: number, offset: offset))
    }
}

/// The same for any type of row.
@usableFromInline
enum LuaPassedSource {
    case value(LuaValue)
    /// The field of a type by its number, and where the row's value has the part that the type is of.
    case field(LuaAnyType, number: Int, offset: Int)
}
