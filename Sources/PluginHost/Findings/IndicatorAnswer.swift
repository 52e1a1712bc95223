import Engagement
import Lua
import NearestName

/// Checks what a plugin's `indicators` returned before the host believes it: values of indicators that the
/// district has, each within its range.
struct IndicatorAnswer {
    let catalog: IndicatorCatalog

    /// The outcome that an answer stands for.
    ///
    /// - Throws: A ``PluginError`` that says what was returned and what was expected.
    func read(_ answer: LuaValue) throws -> StudentOutcome {
        if answer.isNil { return .notScored }
        guard let table = answer.table else {
            throw wrong("expected nil or values by indicator, { name = number }, got \(answer.kindName)")
        }
        var values: [String: Double] = [:]
        for (key, value) in try table.pairs() {
            guard let id = key.text else {
                throw wrong("expected values by indicator, { name = number }, got \(key.kindName)")
            }
            guard let number = value.number else {
                throw wrong("\(id): expected a number, got \(value.kindName)")
            }
            values[id] = number
        }
        if let problem = problem(with: values) { throw wrong(problem) }
        return values.isEmpty ? .notScored : .derived(values)
    }

    /// What is wrong with values, also such as came from another process; nil if nothing is.
    func problem(with values: [String: Double]) -> String? {
        for (id, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let indicator = catalog[id] else {
                let near = nearestName(to: id, among: catalog.indicators.map(\.id))
                return "no indicator '\(id)'; "
                    + (near.map { "did you mean '\($0)'?" } ?? "add it with indicators.csv")
            }
            guard indicator.admits(value) else {
                return "\(id): \(value) is outside the range, which is \(indicator.rangeDescription)"
            }
        }
        return nil
    }

    private func wrong(_ message: String) -> PluginError {
        PluginError(place: "", message: "the answer of indicators: \(message)")
    }
}
