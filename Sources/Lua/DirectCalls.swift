internal import CLua

/// The functions of Lua's own interface that Swift calls directly: these cannot raise, and no others are
/// called. Everything else goes through `LuaCore.perform`, which runs it in C under lua_pcall. A test
/// reads the sources and fails on any other name that begins with lua_ or luaL_.
///
/// In each case the manual marks the function as raising no error, and Lua 5.4's source bears it out.
enum DirectCalls {
    /// lua_gettop subtracts two pointers.
    static func top(_ state: OpaquePointer) -> Int32 { lua_gettop(state) }

    /// lua_settop moves a pointer; it would run code only for slots marked by lua_toclose, which nothing
    /// here marks. Never called to raise the top.
    static func setTop(_ state: OpaquePointer, _ top: Int32) { lua_settop(state, top) }

    /// lua_checkstack answers 0 where memory is out instead of raising. Called before each push.
    static func hasRoom(_ state: OpaquePointer, for count: Int32) -> Bool {
        lua_checkstack(state, count) != 0
    }

    /// lua_type reads a tag.
    static func type(_ state: OpaquePointer, _ index: Int32) -> Int32 { lua_type(state, index) }

    /// lua_isinteger reads a tag.
    static func isInteger(_ state: OpaquePointer, _ index: Int32) -> Bool { lua_isinteger(state, index) != 0 }

    /// lua_tointegerx converts without allocating. Called on integers and on floats.
    static func integer(_ state: OpaquePointer, _ index: Int32) -> Int64? {
        var isInteger: Int32 = 0
        let value = lua_tointegerx(state, index, &isInteger)
        return isInteger != 0 ? value : nil
    }

    /// lua_tonumberx converts without allocating. Called on numbers only.
    static func number(_ state: OpaquePointer, _ index: Int32) -> Double { lua_tonumberx(state, index, nil) }

    /// lua_toboolean reads a tag.
    static func boolean(_ state: OpaquePointer, _ index: Int32) -> Bool { lua_toboolean(state, index) != 0 }

    /// lua_rawlen reads a length.
    static func rawLength(_ state: OpaquePointer, _ index: Int32) -> UInt64 { lua_rawlen(state, index) }

    /// lua_rawgeti reads a table's own slot; asked of tables only, and `hasRoom` comes first.
    static func pushElement(_ state: OpaquePointer, _ table: Int32, _ number: Int) {
        lua_rawgeti(state, table, Int64(number))
    }

    /// lua_tolstring raises only where it has to convert a number; here it is asked for strings only.
    static func bytes(_ state: OpaquePointer, _ index: Int32) -> UnsafeRawBufferPointer? {
        guard lua_type(state, index) == LUA_TSTRING else { return nil }
        var count = 0
        guard let start = lua_tolstring(state, index, &count) else { return nil }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// lua_pushnil, lua_pushboolean, lua_pushinteger and lua_pushnumber write a slot; `hasRoom` comes first.
    static func pushNil(_ state: OpaquePointer) { lua_pushnil(state) }
    static func push(_ state: OpaquePointer, _ value: Bool) { lua_pushboolean(state, value ? 1 : 0) }
    static func push(_ state: OpaquePointer, _ value: Int64) { lua_pushinteger(state, value) }
    static func push(_ state: OpaquePointer, _ value: Double) { lua_pushnumber(state, value) }
}
