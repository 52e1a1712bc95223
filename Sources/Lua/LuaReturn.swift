/// What a Swift function gives back to Lua: no value, one, or several.
public struct LuaReturn {
    enum Storage {
        case nothing
        case value(LuaValue)
        case values([LuaValue])
        /// What `LuaCall` has left on the stack.
        case pushed(Int32)
    }

    let storage: Storage

    /// No value at all.
    public static var nothing: LuaReturn { LuaReturn(storage: .nothing) }
    /// nil.
    public static var `nil`: LuaReturn { LuaReturn(storage: .value(.nil)) }
    public static func value(_ value: LuaValue) -> LuaReturn { LuaReturn(storage: .value(value)) }
    /// Several values, in order.
    public static func values(_ values: [LuaValue]) -> LuaReturn { LuaReturn(storage: .values(values)) }
    /// A float; nil for `nil`.
    public static func number(_ value: Double?) -> LuaReturn { .value(value.map(LuaValue.number) ?? .nil) }
    /// An integer; nil for `nil`.
    public static func integer(_ value: Int?) -> LuaReturn {
        .value(value.map { .integer(Int64($0)) } ?? .nil)
    }
    /// A boolean; nil for `nil`.
    public static func boolean(_ value: Bool?) -> LuaReturn { .value(value.map(LuaValue.boolean) ?? .nil) }
    /// A string; nil for `nil`.
    public static func string(_ text: String?) -> LuaReturn { .value(text.map { .string($0) } ?? .nil) }
    public static func table(_ table: LuaTable) -> LuaReturn { .value(.table(table)) }
    public static func function(_ function: LuaFunction) -> LuaReturn { .value(.function(function)) }
    public static func object(_ object: LuaObject) -> LuaReturn { .value(.object(object)) }
}

extension LuaReturn: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
    public init(nilLiteral: ()) { self = .nil }
    public init(booleanLiteral value: Bool) { self = .value(.boolean(value)) }
    public init(integerLiteral value: Int64) { self = .value(.integer(value)) }
    public init(floatLiteral value: Double) { self = .value(.number(value)) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral values: LuaValue...) { self = .values(values) }
}
