internal import CLua
internal import CLuaShims

/// How a field of an object is read in Swift: one object a field, which C hands back, so that a read neither
/// looks anything up nor copies anything.
///
/// Each answers a count of results, or -1 with the error on the stack. The C function that asks has room for
/// 20 values above its two arguments.
class LuaFieldReader {
    func read(_ payload: UnsafeRawPointer, for owner: UnsafeMutableRawPointer, in state: OpaquePointer)
        -> Int32
    {
        DirectCalls.pushNil(state)
        return 1
    }
}

final class LuaNumberReader: LuaFieldReader {
    private let body: (UnsafeRawPointer) -> Double?

    init(_ body: @escaping (UnsafeRawPointer) -> Double?) { self.body = body }

    override func read(
        _ payload: UnsafeRawPointer, for owner: UnsafeMutableRawPointer, in state: OpaquePointer
    ) -> Int32 {
        if let value = body(payload) { DirectCalls.push(state, value) } else { DirectCalls.pushNil(state) }
        return 1
    }
}

final class LuaIntegerReader: LuaFieldReader {
    private let body: (UnsafeRawPointer) -> Int64?

    init(_ body: @escaping (UnsafeRawPointer) -> Int64?) { self.body = body }

    override func read(
        _ payload: UnsafeRawPointer, for owner: UnsafeMutableRawPointer, in state: OpaquePointer
    ) -> Int32 {
        if let value = body(payload) { DirectCalls.push(state, value) } else { DirectCalls.pushNil(state) }
        return 1
    }
}

final class LuaBooleanReader: LuaFieldReader {
    private let body: (UnsafeRawPointer) -> Bool?

    init(_ body: @escaping (UnsafeRawPointer) -> Bool?) { self.body = body }

    override func read(
        _ payload: UnsafeRawPointer, for owner: UnsafeMutableRawPointer, in state: OpaquePointer
    ) -> Int32 {
        if let value = body(payload) { DirectCalls.push(state, value) } else { DirectCalls.pushNil(state) }
        return 1
    }
}

/// A field of any kind, whose code may fail.
final class LuaGeneralReader: LuaFieldReader {
    private let box: LuaFunctionBox

    init(_ box: LuaFunctionBox) { self.box = box }

    override func read(
        _ payload: UnsafeRawPointer, for owner: UnsafeMutableRawPointer, in state: OpaquePointer
    ) -> Int32 {
        Unmanaged<LuaCore>.fromOpaque(owner)._withUnsafeGuaranteedRef { core in
            let call = LuaCall(core: core, state: state, box: box)
            do {
                let count = try core.push(box.body(payload, call), in: state)
                if count == 0 { DirectCalls.pushNil(state) }
                return 1
            } catch {
                return core.raise(error, in: state)
            }
        }
    }
}
