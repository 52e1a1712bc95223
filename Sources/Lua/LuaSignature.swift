/// Where and with which parameters a function was written.
public struct LuaSignature: Sendable, Hashable {
    /// The chunk's name; nil for a function that is not Lua's own.
    public let chunk: String?
    /// The line of its `function`, from 1; nil for a whole chunk and for one that is not Lua's own.
    public let line: Int?
    /// The names of its parameters in order.
    public let parameters: [String]
    /// Whether it takes any number more. One that is not Lua's own always does.
    public let isVariadic: Bool

    /// Of the source, the line, and the names with a last `...`.
    init(_ values: [LuaValue]) {
        let source = values.first?.text ?? "=[C]"
        chunk =
            source == "=[C]"
            ? nil : String(source.dropFirst(source.first == "@" || source.first == "=" ? 1 : 0))
        line = values.dropFirst().first?.integer.flatMap { $0 > 0 ? Int($0) : nil }
        let names = values.dropFirst(2).compactMap(\.text)
        isVariadic = names.last == "..."
        parameters = isVariadic ? names.dropLast() : names
    }
}
