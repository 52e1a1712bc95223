internal import CLuaShims
internal import NearestName

/// A Swift type as Lua sees it: its name, prose, fields, methods and operators.
///
/// ```swift
/// let students = LuaType<Student>("Student", summary: "A student on the roll.",
///     fields: [.integer("grade", "The grade.") { $0.grade }],
///     methods: [LuaMethod("greet", returns: "string") { student, _ in .string("Hello \(student.name)") }])
/// let object = try state.makeObject(student, students)
/// ```
/// Values are stored in Lua's own memory and destroyed once, when Lua collects them or the state closes.
/// A type may be used in several states. Code in it must not capture a state or a value of one, and code
/// that makes objects of the type itself refers to the type weakly or unowned: it would keep itself otherwise.
public final class LuaType<Value>: LuaAnyType {
    public init(
        _ name: String, summary: String = "", fields: [LuaField<Value>] = [],
        methods: [LuaMethod<Value>] = [], metamethods: [LuaMetamethod<Value>] = []
    ) {
        super.init(
            LuaTypeDescription(
                name: name, summary: summary, fields: fields.map(\.description),
                methods: methods.map(\.description), metamethods: metamethods.map(\.description)),
            size: MemoryLayout<Value>.size, alignment: MemoryLayout<Value>.alignment,
            needsDestroy: !_isPOD(Value.self)
        ) { payload in
            payload.assumingMemoryBound(to: Value.self).deinitialize(count: 1)
        }
        readers = fields.map { field in
            switch field.reader {
            case .number(let read): .swift(LuaNumberReader(read))
            case .integer(let read): .swift(LuaIntegerReader(read))
            case .boolean(let read): .swift(LuaBooleanReader(read))
            case .general(let read):
                .swift(
                    LuaGeneralReader(
                        LuaFunctionBox(
                            LuaFunctionDescription(
                                name: "\(description.instanceLabel).\(field.description.name)", isMethod: true
                            ),
                            receiver: self, method: read)))
            case .column(let column, let offset, let size): .column(column, offset: offset, size: size)
            case .view(let type, let offset): .view(type, offset: offset)
            }
        }
        methodBoxes = methods.map { LuaFunctionBox($0.description, receiver: self, method: $0.body) }
        for metamethod in metamethods {
            if metamethod.isFallback, let body = metamethod.onValue {
                fallback = LuaFunctionBox(metamethod.description, receiver: self, method: body)
            } else if let body = metamethod.onValue {
                metamethodBoxes.append(LuaFunctionBox(metamethod.description, receiver: self, method: body))
            } else if let body = metamethod.onOperands {
                metamethodBoxes.append(LuaFunctionBox(metamethod.description, function: body))
            }
        }
    }
}

/// What is common to all ``LuaType``s, whatever Swift type they describe.
public class LuaAnyType {
    enum Reader {
        case swift(LuaFieldReader)
        case column(LuaColumn, offset: Int?, size: Int)
        case view(LuaAnyType, offset: Int?)
    }

    /// Name, prose, fields, methods and operators, for help, type stubs and reference pages.
    public final let description: LuaTypeDescription
    final let size: Int
    final let alignment: Int
    final let needsDestroy: Bool
    final let destroy: (UnsafeMutableRawPointer) -> Void
    final fileprivate(set) var readers: [Reader] = []
    final fileprivate(set) var methodBoxes: [LuaFunctionBox] = []
    final fileprivate(set) var metamethodBoxes: [LuaFunctionBox] = []
    final fileprivate(set) var fallback: LuaFunctionBox?

    init(
        _ description: LuaTypeDescription, size: Int, alignment: Int, needsDestroy: Bool,
        destroy: @escaping (UnsafeMutableRawPointer) -> Void
    ) {
        self.description = description
        self.size = size
        self.alignment = alignment
        self.needsDestroy = needsDestroy
        self.destroy = destroy
    }

    /// What stands for this type in C.
    final var identity: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    /// How many names are listed to whoever asks for one that is not among them.
    private static let mostListed = 8

    /// The error for a name that is no field, or for writing one.
    final func missing(_ name: String?, _ isWrite: Bool) -> LuaError {
        let label = description.instanceLabel
        guard let name else {
            return LuaError("\(label): \(isWrite ? "cannot be written to" : "has named fields only")")
        }
        let known = description.fields.map(\.name) + description.methods.map(\.name)
        if isWrite, known.contains(name) || fallback != nil {
            return LuaError("\(label).\(name) is read-only")
        }
        let hint =
            nearestName(to: name, among: known).map { "; did you mean '\($0)'?" }
            ?? (known.isEmpty || known.count > Self.mostListed
                ? "" : "; it has \(known.joined(separator: ", "))")
        return LuaError("\(label).\(name): no such field\(hint)")
    }
}
