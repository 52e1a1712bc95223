/// The type of a parameter, a field or a result.
public indirect enum LuaParameterType: Sendable, Hashable, CustomStringConvertible {
    /// Anything but nothing at all.
    case any
    case boolean
    /// An integer, or a float without a fraction.
    case integer
    case number
    case string
    case table
    case function
    /// An object of the type with this name.
    case object(String)
    /// One of several.
    case either([LuaParameterType])

    /// As the type stubs and error messages spell it.
    public var description: String {
        switch self {
        case .any: "any"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        case .object(let name): name
        case .either(let types): types.map(\.description).joined(separator: "|")
        }
    }
}

/// A parameter of a function: what is checked before its Swift code runs, and what help says.
public struct LuaParameter: Sendable, Hashable {
    public var name: String
    public var type: LuaParameterType
    public var summary: String
    /// Whether nil and nothing are accepted.
    public var isOptional: Bool
    /// The default as Lua code, for help; `nil` where there is none. The Swift code applies it.
    public var defaultText: String?
    /// Whether it stands for any number of further arguments.
    public var isVariadic: Bool

    public init(
        _ name: String, _ type: LuaParameterType, _ summary: String = "", optional: Bool = false,
        default defaultText: String? = nil, variadic: Bool = false
    ) {
        self.name = name
        self.type = type
        self.summary = summary
        isOptional = optional || defaultText != nil || variadic
        self.defaultText = defaultText
        isVariadic = variadic
    }
}

/// What a registered function is called, takes, returns and does: error messages, help, type stubs and
/// reference pages are made from it.
public struct LuaFunctionDescription: Sendable, Hashable {
    public var name: String
    public var parameters: [LuaParameter]
    /// The result's type as the stubs spell it, such as `"caseload.Attendance?"`; empty if there is none.
    public var returns: String
    public var summary: String
    /// Lua code that shows a use; empty if there is none.
    public var example: String
    /// Whether it is called with a colon on an object.
    public var isMethod: Bool

    public init(
        name: String, parameters: [LuaParameter] = [], returns: String = "", summary: String = "",
        example: String = "", isMethod: Bool = false
    ) {
        self.name = name
        self.parameters = parameters
        self.returns = returns
        self.summary = summary
        self.example = example
        self.isMethod = isMethod
    }
}

/// A registered field.
public struct LuaFieldDescription: Sendable, Hashable {
    public var name: String
    /// As the stubs spell it, such as `"integer?"`.
    public var type: String
    public var summary: String

    public init(name: String, type: String, summary: String) {
        self.name = name
        self.type = type
        self.summary = summary
    }
}

/// A registered type.
public struct LuaTypeDescription: Sendable, Hashable {
    public var name: String
    public var summary: String
    public var fields: [LuaFieldDescription]
    public var methods: [LuaFunctionDescription]
    /// By their name in Lua, such as `"__len"`.
    public var metamethods: [LuaFunctionDescription]

    /// How error messages call one of it: the name's last part with a small first letter.
    public var instanceLabel: String {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        return last.prefix(1).lowercased() + last.dropFirst()
    }
}
