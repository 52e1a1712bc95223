import Lua
import NearestName

/// Where `require` looks for a module.
extension Sandbox {
    /// `host.find(name, globals, hosted)`: the chunk of a module of the plugin's own folder, or nil and why there is
    /// none.
    static func find(plugin: String, files: [String: [UInt8]]) -> LuaFunctionSpec {
        LuaFunctionSpec(
            "require",
            parameters: [
                LuaParameter("name", .string), LuaParameter("globals", .table),
                LuaParameter("hosted", .table),
            ]
        ) {
            call in
            let name = try call.string("name")
            guard !name.isEmpty, name.utf8.allSatisfy(isModuleNameByte), !name.hasPrefix("."),
                !name.hasSuffix("."),
                !name.contains("..")
            else {
                return refused(name, "a module's name has letters, digits, '_', '-' and single dots only")
            }
            let path = name.replacing(".", with: "/") + ".lua"
            guard let source = files[path] else {
                let own = files.keys.filter { $0.hasSuffix(".lua") }
                    .map { String($0.dropLast(4)).replacing("/", with: ".") }
                let modules = (own + (try call.table("hosted").pairs().compactMap(\.key.text))).sorted()
                let near = nearestName(to: name, among: modules).map { "; did you mean '\($0)'?" }
                // A script has no folder.
                return refused(
                    name,
                    files.isEmpty
                        ? "no such module" + (near ?? "; there are \(modules.joined(separator: ", "))")
                        : "no file \(path) in the plugin's folder\(near ?? "")")
            }
            let chunk = try call.state.load(
                bytes: source, chunkName: "@\(plugin)/\(path)", environment: call.table("globals"))
            return .function(chunk)
        }
    }

    private static func refused(_ name: String, _ reason: String) -> LuaReturn {
        [.nil, .string("require '\(name)': \(reason)")]
    }

    private static func isModuleNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == 95 || byte == 45 || byte == 46
    }
}
