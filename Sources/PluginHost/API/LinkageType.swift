import Engagement
import Lua

/// One linkage in a view: the student's row and the linkage's place among the student's.
struct LinkagePlace: BitwiseCopyable, PlacedRecord {
    let row: Int32
    let place: Int32
}

/// Linkages of students to services.
extension View {
    func linkagesField() -> LuaField<StudentRow> {
        LuaField(
            "linkages", type: "caseload.Linkage[]|caseload.Records",
            summary: "The student's linkages to services, in the order in which they began. Reads linkages."
        ) { [unowned self] student, call in
            try require(.linkages, "student.linkages")
            let row = student.row
            let count = snapshot.linkages(of: Int(row)).count
            return try value(
                RecordSource(count: count, of: linkage) { LinkagePlace(row: row, place: Int32($0)) }, call)
        }
    }

    func linkageGapsField() -> LuaField<StudentRow> {
        LuaField(
            "linkage_gaps", type: "string[]|caseload.Texts?",
            summary:
                "The domains at high risk for which no open linkage is, be it only proposed: those that `caseload "
                + "today` names and the query field linkages.gaps counts. nil where no findings tell of risk. "
                + "Reads linkages and scores."
        ) { [unowned self] student, call in
            try require(.linkages, "student.linkage_gaps")
            try require(.scores, "student.linkage_gaps")
            let risk = DomainRisk(Array(district.results.values))
            guard risk.isKnown else { return .nil }
            let row = Int(student.row)
            let gaps = LinkageReview(snapshot, row: row).gaps(among: risk.domains(of: snapshot.id(of: row)))
            return try call.make(TextList(texts: gaps.map(\.name)), texts)
        }
    }

    func linkageOverlapsField() -> LuaField<StudentRow> {
        LuaField(
            "linkage_overlaps", type: "caseload.LinkageOverlap[]|caseload.Records",
            summary:
                "Pairs of open linkages to services of one kind: those that `caseload show` and `caseload today` "
                + "name. Reads linkages."
        ) { [unowned self] student, call in
            try require(.linkages, "student.linkage_overlaps")
            let review = LinkageReview(snapshot, row: Int(student.row))
            return try list(review.overlaps, linkageOverlap, row: student.row, call)
        }
    }

    func linkageOverlapType() -> LuaType<RecordInView<LinkageReview.Overlap>> {
        func linkageField(
            _ name: String, _ summary: String, _ read: @escaping (LinkageReview.Overlap) -> Linkage
        ) -> LuaField<RecordInView<LinkageReview.Overlap>> {
            LuaField(name, type: "caseload.Linkage", summary: summary) { [unowned self] overlap, call in
                let (all, meant) = (snapshot.linkages(of: Int(overlap.row)), read(overlap.record))
                let place = all.firstIndex {
                    $0.service == meant.service && $0.last.linkage == meant.last.linkage
                }
                return try place.map {
                    try call.make(LinkagePlace(row: overlap.row, place: Int32($0)), linkage)
                } ?? .nil
            }
        }
        return recordType(
            "LinkageOverlap", "Two open linkages of a student to services of one kind.",
            [
                field("kind", "string", "The kind; the service's name where it is the same service twice.") {
                    overlap, _ in .string(overlap.record.kind)
                },
                linkageField("first", "The one that began first.") { $0.first },
                linkageField("second", "The other.") { $0.second },
            ])
    }

    func linkageType() -> LuaType<LinkagePlace> {
        func date(
            _ name: String, _ summary: String, _ read: @escaping (Linkage) -> CalendarDate?
        ) -> LuaField<LinkagePlace> {
            LuaField(name, type: "caseload.Date?", summary: summary) { [unowned self] place, call in
                .value(try value(read(linkage(at: place)), in: call.state))
            }
        }
        func text(
            _ name: String, _ summary: String, _ read: @escaping (Linkage) -> Text
        ) -> LuaField<LinkagePlace> {
            LuaField(name, type: "string?", summary: summary) { [unowned self] place, _ in
                .value(value(read(linkage(at: place))))
            }
        }
        recordNames.insert("caseload.Linkage")
        return LuaType(
            "caseload.Linkage", summary: "A student's linkage to a service.",
            fields: [
                LuaField("service", type: "caseload.Service", summary: "The service.") {
                    [unowned self] place, call in
                    try call.make(ServiceNumber(number: linkage(at: place).service), service)
                },
                wordField("status", "proposed, referred, enrolled, active, completed, declined or ended.") {
                    [unowned self] in linkage(at: $0).status
                },
                .boolean("is_open", "Whether something is still to come of it.") { [unowned self] in
                    linkage(at: $0).isOpen
                },
                date("begun", "The day of its first step.") { $0.begun },
                date("since", "The day since which it has its status.") { $0.since },
                date("closed_on", "The day it was closed.") { $0.closedOn },
                LuaField("mentor", type: "caseload.Mentor?", summary: "Who coordinates it.") {
                    [unowned self] place, call in
                    guard let number = linkage(at: place).mentor else { return .nil }
                    return try call.make(MentorNumber(number: Int32(number)), mentor)
                },
                wordField("domain", "The domain it is to help with.", isOptional: true) { [unowned self] in
                    linkage(at: $0).domain
                },
                .integer("priority", "1, the most urgent, to 5.") { [unowned self] in
                    linkage(at: $0).priority
                },
                text("reason", "Why it was proposed.") { $0.reason },
                text("outcome", "What came of it.") { $0.outcome },
                text("proposed_by", "The plugin that proposed it.") { $0.proposedBy },
            ] + originFields { [unowned self] in origin(of: $0) },
            methods: [stepsMethod()],
            metamethods: [
                .text { [unowned self] place in
                    let linkage = linkage(at: place)
                    return "\(snapshot.directory.services[linkage.service].name), \(linkage.status.name)"
                },
                LuaMetamethod(.equal) { [unowned self] call in
                    let (left, right) = (try call.object(0, linkage), try call.object(1, linkage))
                    return .boolean(left.row == right.row && left.place == right.place)
                },
            ])
    }

    private func linkage(at place: LinkagePlace) -> Linkage {
        snapshot.linkages(of: Int(place.row))[Int(place.place)]
    }

    /// Who recorded a linkage, when and from where: its first step.
    private func origin(of place: LinkagePlace) -> RecordOrigin? {
        let (linkage, steps) = (linkage(at: place), snapshot.linkageSteps[Int(place.row)])
        let first = steps.indices.first {
            steps[$0].service == linkage.service && steps[$0].linkage == linkage.last.linkage
        }
        return first.flatMap { snapshot.linkageSteps.origins.number(of: $0) }.flatMap {
            origin(number: Int32($0))
        }
    }

    private func stepsMethod() -> LuaMethod<LinkagePlace> {
        LuaMethod(
            "steps", returns: "caseload.LinkageStep[]|caseload.Records",
            summary: "Its steps, the earliest first. One that repeats the status is a note on how it goes.",
            example: "for _, step in ipairs(student.linkages[1]:steps()) do print(step.date, step.status) end"
        ) { [unowned self] place, call in
            let (service, linkage) = (linkage(at: place).service, linkage(at: place).last.linkage)
            return try list(
                snapshot.linkageSteps, linkageStep, row: place.row,
                where: { $0.service == service && $0.linkage == linkage }, call)
        }
    }
}
