import Foundation
import Lua

/// A small interpreter of Lua, as the guide for those who want the binding alone:
/// `embedding FILE [ARGUMENT…]` runs a file with the whole standard library.
@main
struct Embedding {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let file = arguments.first else {
            fail("usage: embedding FILE [ARGUMENT…]", status: 64)
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            fail("embedding: \(file): cannot be read", status: 74)
        }
        do throws(LuaError) {
            try run(Array(data), name: file, arguments: arguments)
        } catch {
            // The message has the place in it; the traceback shows how it came there.
            fail("embedding: \(error)\n\(error.traceback)", status: 1)
        }
    }

    /// Runs a chunk with its arguments as `...` and in the table `arg`.
    private static func run(_ source: [UInt8], name: String, arguments: [String]) throws(LuaError) {
        let state = try LuaState(libraries: .all)
        let arg = try state.makeTable()
        for (position, argument) in arguments.enumerated() {
            try arg.set(position, .string(argument))
        }
        let globals = try state.globals
        try globals.set("arg", .table(arg))
        try globals.set("embedding", .function(try state.makeFunction(greet)))

        let chunk = try state.load(bytes: withoutFirstComment(source), chunkName: "@\(name)")
        try chunk.call(arguments.dropFirst().map { .string($0) })
    }

    /// A Swift function for Lua: name, parameters, prose and code in one expression. Wrong arguments are
    /// refused before the code runs, and what it throws is an error in Lua.
    private static var greet: LuaFunctionSpec {
        LuaFunctionSpec(
            "embedding", parameters: [LuaParameter("name", .string, "Whom to greet.")], returns: "string",
            summary: "A greeting from Swift."
        ) { call in
            .string("Hello \(try call.string("name")), this is Swift.")
        }
    }

    /// A first line that begins with `#` is for the shell; its line break stays, so that lines keep their numbers.
    private static func withoutFirstComment(_ source: [UInt8]) -> [UInt8] {
        guard source.first == UInt8(ascii: "#") else { return source }
        return Array(source.drop { $0 != UInt8(ascii: "\n") })
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data("\(message)\n".utf8))
        exit(status)
    }
}
