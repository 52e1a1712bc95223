/// What one plugin said of the mentors in a run: how far the program is followed.
public struct FidelityResults: Sendable, Hashable {
    /// The run.
    public let run: Run
    /// The id under which the run is kept; nil where no database keeps it.
    public let id: Int64?
    /// The rules in the plugin's order, by the mentor's id; nothing of a mentor of whom it said nothing.
    public var rules: [Identifier: [FidelityRule]]

    /// The results of a run.
    public init(run: Run, id: Int64? = nil, rules: [Identifier: [FidelityRule]]) {
        self.run = run
        self.id = id
        self.rules = rules
    }
}
