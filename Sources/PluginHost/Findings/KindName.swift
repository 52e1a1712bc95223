import Lua

extension LuaValue {
    /// What kind of value it is, for people: of one of the host's the name of its type, `caseload.Student`.
    var kindName: String { object?.typeDescription?.name ?? typeName }
}
