import Engagement

/// A student's linkages to services as a section of the student's page: the open ones first, each with its
/// steps, then what is to be looked at. Notes are confidential and stay out.
struct LinkageSection {
    let snapshot: Snapshot
    let results: [RunResults]
    let row: Int

    var lines: [String] {
        let review = LinkageReview(snapshot, row: row)
        let ordered = review.open + review.linkages.filter { !$0.isOpen }
        let lines = ordered.flatMap(self.lines)
        return (lines.isEmpty ? ["none on record"] : lines) + concerns(review)
    }

    private func lines(of linkage: Linkage) -> [String] {
        let directory = snapshot.directory
        let service = directory.services[linkage.service]
        let provider = directory.provider(of: service)
        let facts = [
            "\(linkage.status.name) \(linkage.isOpen ? "since" : "on") \(linkage.since)",
            linkage.domain.map { "for \($0.name) engagement" },
            linkage.mentor.map { snapshot.mentors[$0].name },
        ]
        let outcome = snapshot.texts.ifKnown(linkage.outcome).map { ": \($0)" } ?? ""
        var lines = [
            "\(service.name)\(provider.isEmpty ? "" : " (\(provider))"): "
                + facts.compactMap(\.self).joined(separator: ", ") + outcome
        ]
        if let reason = snapshot.texts.ifKnown(linkage.reason) {
            let by = snapshot.texts.ifKnown(linkage.proposedBy).map { " (\($0))" } ?? ""
            lines.append("  because: \(reason)\(by)")
        }
        if linkage.steps.count > 1 {
            // A step that repeats the status is a note on how it goes.
            let before = [nil] + linkage.steps.map { Optional($0.status) }
            let steps = zip(linkage.steps, before).map { step, before in
                "\(step.date) \(step.status == before ? "note" : step.status.name)"
            }
            lines.append("  " + steps.joined(separator: ", "))
        }
        return lines
    }

    private func concerns(_ review: LinkageReview) -> [String] {
        let services = snapshot.directory.services
        let overlaps = review.overlaps.map { overlap in
            "two of one kind (\(overlap.kind)): \(services[overlap.first.service].name) and "
                + services[overlap.second.service].name
        }
        let gaps = review.gaps(among: DomainRisk(results).domains(of: snapshot.id(of: row)))
        let unsaid = review.open.filter { $0.domain == nil }.map { services[$0.service].name }
        let hint =
            gaps.isEmpty || unsaid.isEmpty
            ? []
            : [
                "not said what for: \(unsaid.joined(separator: ", ")); say it with caseload log linkage … --domain"
            ]
        return overlaps + gaps.map { "nothing linked for \($0.name) engagement, which is at high risk" }
            + hint
    }
}
