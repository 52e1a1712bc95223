import Lua

extension View {
    /// Puts the host's globals into a plugin's world.
    func install(in sandbox: Sandbox) throws(LuaError) {
        let state = sandbox.state
        try sandbox.add("date", .function(try state.makeFunction(dateFunction())))
        try sandbox.add("snapshot", .object(try state.makeObject(SnapshotFacts(), snapshotFacts)))
        let stats = try state.makeTable()
        for function in Self.statistics {
            try stats.set(function.description.name, .function(try state.makeFunction(function)))
        }
        try sandbox.add("stats", try sandbox.sealed("stats", stats))
    }
}
