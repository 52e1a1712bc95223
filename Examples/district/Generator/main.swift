#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Says what went wrong on standard error and ends with the code that `sysexits.h` gives it.
func fail(_ message: String, code: Int32) -> Never {
    let line = Array("generate-district: \(message)\n".utf8)
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    exit(code)
}

do {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.contains("--help") || words.contains("-h") {
        print(Arguments.usage)
    } else {
        let arguments = try Arguments(words)
        let made = try Generator(arguments: arguments).run()
        print(
            "\(arguments.directory): \(made.students) students, \(made.schools) schools, \(made.mentors) mentors"
        )
    }
} catch let misuse as Arguments.Misuse {
    fail("\(misuse)\n\(Arguments.usage)", code: EX_USAGE)
} catch {
    fail("\(error)", code: EX_IOERR)
}
