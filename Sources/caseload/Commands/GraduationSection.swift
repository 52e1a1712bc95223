import Engagement

/// How far a student has come toward a diploma, as a section of the student's page.
struct GraduationSection {
    let snapshot: Snapshot
    let row: Int

    var lines: [String] {
        guard let standing = snapshot.graduation(of: row) else {
            let what =
                snapshot.graduationRequirements.isEmpty ? "requirements" : "requirements of the diploma"
            return ["no \(what) on record; import graduation_requirements.csv"]
        }
        let first = snapshot.graduationRequirements.filter { $0.diploma == standing.diploma }
            .map(\.grades.lowerBound).min()
        if let first, let grade = snapshot.grade(of: row), grade < first, standing.earned == 0 {
            return ["\(Self.short(standing.required)) credits are required, from grade \(first) on"]
        }
        guard standing.hasTranscript else {
            let diploma = standing.diploma.isEmpty ? "" : " for \(standing.diploma)"
            return [
                "no transcript on record; \(Self.short(standing.required)) credits are required\(diploma)"
            ]
        }
        let width = standing.subjects.map(\.name.displayWidth).max() ?? 0
        return [summary(standing)]
            + standing.subjects.map { subject in
                let parts = [
                    "\(Self.short(subject.earned)) of \(Self.short(subject.required))",
                    part(subject.inProgress, "in progress"), part(subject.missing, "missing"),
                    part(subject.waived, "waived"),
                    subject.behind.flatMap { part($0, "behind") },
                ]
                return subject.name.padded(to: width) + "  "
                    + parts.compactMap(\.self).joined(separator: ", ")
            }
    }

    private func summary(_ standing: GraduationStanding) -> String {
        let diploma = standing.diploma.isEmpty ? "" : " for \(standing.diploma)"
        var parts = [
            "\(Self.short(standing.earned)) of \(Self.short(standing.required)) credits\(diploma)"
        ]
        if let expected = standing.expected, let behind = standing.behind {
            // What is ahead of the pace in one subject makes up for nothing in another.
            let ahead = part(behind - (expected - standing.earned), "ahead of it in other subjects")
            parts.append(
                behind == 0
                    ? "on track"
                    : "behind by \(Self.short(behind)): "
                        + ["\(Self.short(expected)) expected by now", ahead].compactMap(\.self).joined(
                            separator: ", "))
        }
        if let projected = standing.projected { parts.append("projected to graduate by \(projected)") }
        return parts.joined(separator: "; ")
    }

    private func part(_ credits: Double, _ what: String) -> String? {
        credits >= 0.005 ? "\(Self.short(credits)) \(what)" : nil
    }

    /// Credits with at most two decimals.
    private static func short(_ credits: Double) -> String {
        let hundredths = (credits * 100).rounded() / 100
        return hundredths == hundredths.rounded() ? String(Int64(hundredths)) : String(hundredths)
    }
}
