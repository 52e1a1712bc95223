/// A field of a registered type: name, type, prose and code in one expression.
///
/// ```swift
/// LuaField<Student>.integer("grade", "The grade, 0 for kindergarten.") { $0.grade }
/// ```
/// The typed ones allocate nothing at a read. Fields are read-only in Lua.
public struct LuaField<Value> {
    @usableFromInline enum Reader {
        case number((UnsafeRawPointer) -> Double?)
        case integer((UnsafeRawPointer) -> Int64?)
        case boolean((UnsafeRawPointer) -> Bool?)
        case general((UnsafeRawPointer, borrowing LuaCall) throws -> LuaReturn)
        /// The column, and where the payload has the row: the offset in bytes and the size.
        case column(LuaColumn, offset: Int?, size: Int)
        /// The type of the view, and where the payload has its value.
        case view(LuaAnyType, offset: Int?)
    }

    public let description: LuaFieldDescription
    @usableFromInline let reader: Reader

    @usableFromInline init(_ description: LuaFieldDescription, _ reader: Reader) {
        self.description = description
        self.reader = reader
    }

    /// A field of any type. `LuaCall/make` gives objects and `LuaReturn` the rest.
    @inlinable
    public init(
        _ name: String, type: String, summary: String = "",
        _ read: @escaping (Value, borrowing LuaCall) throws -> LuaReturn
    ) {
        self.init(
            LuaFieldDescription(name: name, type: type, summary: summary),
            .general { payload, call in
                try read(payload.assumingMemoryBound(to: Value.self).pointee, call)
            })
    }

    /// A float, or nil.
    @inlinable
    public static func number(
        _ name: String, _ summary: String = "", _ read: @escaping (Value) -> Double?
    ) -> LuaField {
        LuaField(
            LuaFieldDescription(name: name, type: "number?", summary: summary),
            .number { payload in
                read(payload.assumingMemoryBound(to: Value.self).pointee)
            })
    }

    /// An integer, or nil.
    @inlinable
    public static func integer(
        _ name: String, _ summary: String = "", _ read: @escaping (Value) -> Int?
    ) -> LuaField {
        LuaField(
            LuaFieldDescription(name: name, type: "integer?", summary: summary),
            .integer { payload in
                read(payload.assumingMemoryBound(to: Value.self).pointee).map(Int64.init)
            })
    }

    /// A boolean, or nil.
    @inlinable
    public static func boolean(
        _ name: String, _ summary: String = "", _ read: @escaping (Value) -> Bool?
    ) -> LuaField {
        LuaField(
            LuaFieldDescription(name: name, type: "boolean?", summary: summary),
            .boolean { payload in
                read(payload.assumingMemoryBound(to: Value.self).pointee)
            })
    }

    /// A string, or nil.
    public static func string(
        _ name: String, _ summary: String = "", _ read: @escaping (Value) -> String?
    ) -> LuaField {
        LuaField(name, type: "string?", summary: summary) { value, _ in .string(read(value)) }
    }

    /// The cell of a column in the row that the value holds, read by C alone.
    ///
    /// - Parameter row: a stored property; registering the type fails with an error for a computed one.
    public static func column(
        _ name: String, _ column: LuaColumn, row: KeyPath<Value, Int32>, type: String, summary: String = ""
    ) -> LuaField {
        LuaField(
            LuaFieldDescription(name: name, type: type, summary: summary),
            .column(column, offset: MemoryLayout<Value>.offset(of: row), size: 4))
    }

    /// The same for a row held as `Int`.
    public static func column(
        _ name: String, _ column: LuaColumn, row: KeyPath<Value, Int>, type: String, summary: String = ""
    ) -> LuaField {
        LuaField(
            LuaFieldDescription(name: name, type: type, summary: summary),
            .column(column, offset: MemoryLayout<Value>.offset(of: row), size: 8))
    }

    /// An object of another type, made by C alone from a part of the value, and the same one at each read. (Of an
    /// object that a ``LuaRepeatedCall`` made, after its call: another one that is about the same.)
    ///
    /// ```swift
    /// LuaField<Student>.view("attendance", \.row, attendanceType, summary: "Days present and absent.")
    /// ```
    /// - Parameter part: a stored property, or `\.self`.
    public static func view<Part: BitwiseCopyable>(
        _ name: String, _ part: KeyPath<Value, Part>, _ type: LuaType<Part>, summary: String = ""
    ) -> LuaField {
        LuaField(
            LuaFieldDescription(name: name, type: type.description.name, summary: summary),
            .view(type, offset: MemoryLayout<Value>.offset(of: part)))
    }
}
