import Lua

/// What `pairs` answers for values of the view.
extension View {
    /// A function that gives one key with its value after another, without those that have none.
    ///
    /// - Parameter entry: The key and the value at a place from 0.
    static func pairs(
        _ count: Int, _ call: borrowing LuaCall,
        _ entry: @escaping (Int, LuaState) throws(LuaError) -> (key: LuaValue, value: LuaValue)
    ) throws(LuaError) -> LuaReturn {
        var place = 0
        let next = LuaFunctionSpec("next") { call in
            while place < count {
                let (key, value) = try entry(place, call.state)
                place += 1
                if !value.isNil { return .values([key, value]) }
            }
            return .nil
        }
        return .value(.function(try call.state.makeFunction(next)))
    }

    /// The same for a list: its elements under their numbers from 1.
    ///
    /// - Parameter element: The element at a place from 0.
    static func pairs(
        ofList count: Int, _ call: borrowing LuaCall,
        _ element: @escaping (Int, LuaState) throws(LuaError) -> LuaValue
    ) throws(LuaError) -> LuaReturn {
        try pairs(count, call) { (place, state) throws(LuaError) in
            (.integer(place + 1), try element(place, state))
        }
    }
}
