import Foundation

/// The variables and facts of the surroundings that the program goes by.
enum Environment {
    private static let variables = ProcessInfo.processInfo.environment

    /// The value of a variable; nil where it is not set or empty.
    static subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Who runs the program, by the system's name.
    static var user: String { NSUserName() }
}
