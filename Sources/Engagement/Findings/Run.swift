/// One run of one plugin over students: what it was computed from, and by whom. The same record gives
/// the same results again.
public struct Run: Sendable, Hashable {
    /// When it began and ended: seconds since 1970-01-01 UTC.
    public var started: Int64
    public var finished: Int64
    /// The user who ran it.
    public var user: String
    /// The plugin's name and version.
    public var plugin: String
    public var version: String
    /// SHA-256 over the plugin's files, lower-case hexadecimal.
    public var pluginHash: String
    /// The options as the plugin saw them, as a JSON object with sorted keys.
    public var options: String
    /// The day of the snapshot, and its fingerprint.
    public var asOf: CalendarDate
    public var fingerprint: String
    /// What the run's random numbers began from.
    public var seed: Int64
    /// The version of the program.
    public var hostVersion: String
    /// Who was asked for, as a JSON object with sorted keys; `{}` for everyone.
    public var selection: String
    /// What the plugin might use up for one student, as a JSON object with sorted keys.
    public var limits: String
    /// The runs whose results the plugin could read, as a JSON object of lists of ids by plugin; `{}` for
    /// a plugin that reads none.
    public var inputs: String
    /// What it brought: `score` for scores, `link` for proposals of services.
    public var contribution: String

    /// A run; its parts are taken as they are.
    public init(
        started: Int64, finished: Int64, user: String, plugin: String, version: String, pluginHash: String,
        options: String, asOf: CalendarDate, fingerprint: String, seed: Int64, hostVersion: String,
        selection: String = "{}", limits: String = "{}", inputs: String = "{}", contribution: String = "score"
    ) {
        self.started = started
        self.finished = finished
        self.user = user
        self.plugin = plugin
        self.version = version
        self.pluginHash = pluginHash
        self.options = options
        self.asOf = asOf
        self.fingerprint = fingerprint
        self.seed = seed
        self.hostVersion = hostVersion
        self.selection = selection
        self.limits = limits
        self.inputs = inputs
        self.contribution = contribution
    }
}
