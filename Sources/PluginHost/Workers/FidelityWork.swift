public import Engagement
import Lua

/// What a plugin says of one mentor, or why it could not.
public struct MentorFidelity: Sendable, Hashable {
    /// The mentor's number in the snapshot.
    public let mentor: Int
    /// The rules in the plugin's order; empty where it says nothing of the mentor.
    public let rules: [FidelityRule]
    /// The error of the plugin on this mentor; nil where it had none.
    public let failure: String?
}

extension WorkerPool {
    /// Has a plugin's `fidelity(mentor, options)` say of each mentor how far the program is followed, in a
    /// worker process. A mentor on whom it fails costs no other.
    ///
    /// - Parameter mentors: The mentors by their numbers in the snapshot; nil for all.
    public func fidelity(
        _ plugin: Plugin, _ district: District, options: PluginOptions, mentors: [Int]? = nil,
        listener: Listener = Listener()
    ) throws -> [MentorFidelity] {
        try plugin.require(.fidelity)
        let mentors = mentors ?? Array(district.snapshot.mentors.indices)
        let job = WorkerJob(
            task: .fidelity, plugin: plugin, options: options,
            findings: Findings(of: district, readBy: plugin), limits: limits)
        var found: [MentorFidelity] = []
        guard !mentors.isEmpty else { return found }
        var bytes: [UInt8] = []
        try work(
            at: job, mentors.map { WorkerBlock(rows: [$0]) }, over: district.snapshot,
            name: plugin.manifest.name, listener: listener, output: { bytes += $0 },
            done: {
                let answer = try? bytes.withUnsafeBytes { bytes in
                    var reader = ByteReader(bytes)
                    return try MentorFidelity(mentor: mentors[found.count], from: &reader)
                }
                guard let answer, FidelityAnswer.problem(with: answer.rules) == nil else {
                    throw PluginError(place: plugin.manifest.name, message: WorkerEnding.forged)
                }
                found.append(answer)
                listener.progress(found.count)
                bytes = []
            })
        return found
    }
}

extension Plugin {
    /// What the plugin says of each mentor; runs its code in this process, as its tests do.
    func fidelity(_ district: District, options: PluginOptions) throws(PluginError) -> [MentorFidelity] {
        try require(.fidelity)
        let instance = try PluginInstance(self, district: district, options: options)
        return try district.snapshot.mentors.indices.map { (number) throws(PluginError) in
            try instance.fidelity(ofMentor: number)
        }
    }
}

extension PluginInstance {
    /// What `fidelity(mentor, options)` answers for a mentor, checked, in a turn of its own.
    func fidelity(ofMentor number: Int) throws(PluginError) -> MentorFidelity {
        var answer = MentorFidelity(mentor: number, rules: [], failure: nil)
        try turns.take(1) { _ in answer = asked(ofMentor: number) }
        return answer
    }

    private func asked(ofMentor number: Int) -> MentorFidelity {
        do {
            sandbox.seed(0, Int64(number))
            guard let function = try function("fidelity") else {
                return MentorFidelity(mentor: number, rules: [], failure: nil)
            }
            let mentor = try sandbox.state.makeObject(MentorNumber(number: Int32(number)), view.mentor)
            let answer = try function.call(.object(mentor), optionTable).first ?? .nil
            let rules = try FidelityAnswer.read(answer, in: (view, sandbox.state))
            return MentorFidelity(mentor: number, rules: rules, failure: nil)
        } catch let error as LuaError {
            return MentorFidelity(mentor: number, rules: [], failure: sandbox.explained(error).description)
        } catch {
            return MentorFidelity(mentor: number, rules: [], failure: "\(plugin.manifest.name): \(error)")
        }
    }
}

extension MentorFidelity {
    /// Puts what was said into a message.
    func write(to writer: inout ByteWriter) {
        writer.write(failure)
        writer.write(rules) { writer, rule in rule.write(to: &writer) }
    }

    init(mentor: Int, from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        self.mentor = mentor
        failure = try reader.optionalString()
        rules = try reader.list { (reader) throws(ByteReader.Mismatch) in try FidelityRule(from: &reader) }
    }
}

extension FidelityRule {
    /// Puts the rule into a message.
    func write(to writer: inout ByteWriter) {
        writer.write(name)
        writer.write(value)
        writer.write(target)
        writer.write(isMet.map { $0 ? 1.0 : 0.0 })
        writer.write(Int(unit.rawValue))
        writer.write(students ?? -1)
        writer.write(note)
    }

    /// The rule in a message.
    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        let name = try reader.string()
        let (value, target) = (try reader.optionalDouble(), try reader.optionalDouble())
        let isMet = try reader.optionalDouble().map { $0 == 1 }
        guard let unit = Unit(rawValue: UInt32(truncatingIfNeeded: try reader.int())) else {
            throw ByteReader.Mismatch()
        }
        let students = try reader.int()
        self.init(
            name: name, value: value, target: target, isMet: isMet, unit: unit,
            students: students < 0 ? nil : students, note: try reader.string())
    }
}
