extension StudentFields {
    /// What is there only for who may read both linkages and scores.
    static let gapFieldNames: Set = ["linkages.gaps", "linkages.gap_domains"]

    /// Figures of students' linkages to services.
    ///
    /// The gaps come from scores and linkages both, and are there for who may read both.
    static func linkages(
        of snapshot: Snapshot, results: [RunResults], reading kinds: Set<RecordKind>
    ) -> [StudentField] {
        func count(
            _ name: String, _ title: String, _ figure: @escaping @Sendable (LinkageReview) -> Int
        ) -> StudentField {
            .number("linkages.\(name)", title, unit: "times", kinds: [.linkages]) { row in
                guard !snapshot.linkageSteps.isEmpty else { return nil }
                return Double(figure(LinkageReview(snapshot, row: row)))
            }
        }
        let fields = [
            count("open", "Open linkages to services") { $0.open.count },
            count("proposed", "Linkages proposed and not decided on") {
                $0.open.count { $0.status == .proposed }
            },
            count("active", "Services the student takes part in") {
                $0.open.count { $0.status == .active }
            },
            count("overlaps", "Pairs of open linkages to services of one kind") { $0.overlaps.count },
            StudentField("linkages.services", "Services linked to", type: .text, kinds: [.linkages]) { row in
                let names = LinkageReview(snapshot, row: row).open.map {
                    snapshot.directory.services[$0.service].name
                }
                return FieldValue(names.joined(separator: ", "))
            },
        ]
        let risk = DomainRisk(results)
        guard kinds.contains(.linkages), kinds.contains(.scores), risk.isKnown else { return fields }
        @Sendable func gaps(_ row: Int) -> [EngagementDomain] {
            LinkageReview(snapshot, row: row).gaps(among: risk.domains(of: snapshot.id(of: row)))
        }
        return fields + [
            .number("linkages.gaps", "Domains at high risk without a linkage", unit: "domains", kinds: []) {
                Double(gaps($0).count)
            },
            StudentField(
                "linkages.gap_domains", "Which domains are at high risk without a linkage", type: .text
            ) {
                FieldValue(gaps($0).map(\.name).joined(separator: ", "))
            },
        ]
    }
}
