import Engagement
import PluginHost

/// A district as it was read, and over it what runs have found since.
final class DistrictInView {
    private(set) var district: District
    private var results: [RunResults]
    /// What can be asked about the students, once it was needed.
    private var fields: StudentFields?

    init(_ district: District) {
        self.district = district
        results = district.results.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Takes findings into view, over older ones about the same students.
    func take(_ new: [StudentResult], of run: Run) {
        let old = results.first { $0.run.plugin == run.plugin }
        let outcomes = Dictionary(new.map { ($0.student, $0.outcome) }) { $1 }
        results.removeAll { $0.run.plugin == run.plugin }
        results.append(RunResults(run: run, outcomes: (old?.outcomes ?? [:]).merging(outcomes) { $1 }))
        district = district.with(results: results)
        fields = nil
    }

    /// What shows its values on a terminal.
    func page(for terminal: Terminal) -> ValuePage {
        let fields = self.fields ?? StudentFields(district.snapshot, results: results)
        self.fields = fields
        return ValuePage(snapshot: district.snapshot, results: results, fields: fields, terminal: terminal)
    }
}
