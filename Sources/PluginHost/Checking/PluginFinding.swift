/// Something that `caseload plugin check` has to say of a plugin.
public struct PluginFinding: Sendable, Hashable {
    /// How bad it is.
    public enum Weight: Int, Sendable {
        /// It cannot be right.
        case problem
        /// It may be right, and mostly is not.
        case warning
    }

    public let weight: Weight
    /// The file, with the line where there is one.
    public let place: String
    /// What is wrong, then what to do.
    public let message: String
}

/// What came of checking a plugin: its findings, and its tests.
public struct PluginCheckResult: Sendable {
    /// In the order of the files and their lines.
    public let findings: [PluginFinding]
    /// One result a case of `test.lua`; nil where the plugin has none.
    public let tests: [PluginTestResult]?
}
