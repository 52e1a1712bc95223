/// Any value of Lua. Integers and floats keep their kind.
public enum LuaValue {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(LuaString)
    case table(LuaTable)
    case function(LuaFunction)
    /// A userdata: one made with a ``LuaType``, or a foreign one such as a file of the io library.
    case object(LuaObject)
    /// A coroutine.
    case thread(LuaThread)

    /// A string from Swift text.
    public static func string(_ text: String) -> LuaValue { .string(LuaString(text)) }

    /// An integer from a Swift `Int`.
    public static func integer(_ value: Int) -> LuaValue { .integer(Int64(value)) }

    /// Whether this is nil.
    public var isNil: Bool {
        if case .nil = self { true } else { false }
    }

    /// What Lua counts as true: everything but nil and false.
    public var isTruthy: Bool {
        switch self {
        case .nil, .boolean(false): false
        default: true
        }
    }

    /// Lua's name of the type, such as `"number"`.
    public var typeName: String {
        switch self {
        case .nil: "nil"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        case .object: "userdata"
        case .thread: "thread"
        }
    }

    /// The boolean, or `nil` for any other value.
    public var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The integer, also of a float without a fraction; `nil` for any other value. Strings are not converted.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The number as a float, or `nil` for any other value. Strings are not converted.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The string's text; `nil` for any other value and for bytes that are no UTF-8.
    public var text: String? {
        if case .string(let value) = self { value.text } else { nil }
    }

    /// The string's bytes, or `nil` for any other value.
    public var string: LuaString? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The table, or `nil` for any other value.
    public var table: LuaTable? {
        if case .table(let value) = self { value } else { nil }
    }

    /// The function, or `nil` for any other value.
    public var function: LuaFunction? {
        if case .function(let value) = self { value } else { nil }
    }

    /// The userdata, or `nil` for any other value.
    public var object: LuaObject? {
        if case .object(let value) = self { value } else { nil }
    }
}

extension LuaValue: Equatable {
    /// Lua's raw equality: numbers by value whatever their kind, tables and the like by identity.
    public static func == (left: LuaValue, right: LuaValue) -> Bool {
        switch (left, right) {
        case (.nil, .nil): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.integer(let left), .number(let right)), (.number(let right), .integer(let left)):
            Int64(exactly: right) == left
        case (.string(let left), .string(let right)): left == right
        case (.table(let left), .table(let right)): left == right
        case (.function(let left), .function(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.thread(let left), .thread(let right)): left == right
        default: false
        }
    }
}

extension LuaValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
    public init(nilLiteral: ()) { self = .nil }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(LuaString(value)) }
}

extension LuaValue: CustomStringConvertible {
    /// The value for people to read: strings as they are, tables and the like by type. Runs no Lua code;
    /// ``LuaState/text(of:)`` does.
    public var description: String {
        switch self {
        case .nil: "nil"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .string(let value): value.description
        default: typeName
        }
    }
}
