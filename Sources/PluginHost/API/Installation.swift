import Lua

extension View {
    /// Puts the host's globals into a plugin's world.
    func install(in sandbox: Sandbox) throws(LuaError) {
        let state = sandbox.state
        let log = sandbox.log
        notice = { log("notice", $0) }
        try sandbox.addModule("date", .function(try state.makeFunction(dateFunction())))
        try sandbox.add("snapshot", .object(try state.makeObject(SnapshotFacts(), snapshotFacts)))
        try sandbox.add("services", .object(try state.makeObject(offeredServices, services)))
        for function in [scoresFunction(), fidelityFunction()] {
            try sandbox.add(function.description.name, .function(try state.makeFunction(function)))
        }
        for module in modules {
            let table = try state.makeTable()
            for function in module.functions {
                try table.set(function.description.name, .function(try state.makeFunction(function)))
            }
            try sandbox.addModule(
                module.name, try sandbox.closed(module.name, table, of: "function"))
        }
    }

    /// The host's modules, by the name of their global.
    var modules: [(name: String, functions: [LuaFunctionSpec])] {
        [
            ("stats", statistics), ("text", Self.textFunctions), ("json", jsonFunctions),
            ("chart", chartFunctions), ("template", templateFunctions),
        ]
    }
}
