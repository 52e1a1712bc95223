import Engagement
import Lua

/// The snapshot itself, of which there is one in a view.
struct SnapshotFacts: BitwiseCopyable {}

extension View {
    func snapshotType() -> LuaType<SnapshotFacts> {
        LuaType(
            "caseload.Snapshot",
            summary: "The state of the district that a run works on.",
            fields: [
                LuaField("as_of", type: "caseload.Date", summary: "The day it shows.") {
                    [unowned self] _, call in
                    try call.make(snapshot.asOf, date)
                },
                LuaField(
                    "year_start", type: "caseload.Date?",
                    summary: "The first day of the school year that counts."
                ) { [unowned self] _, call in
                    try snapshot.schoolYearStart.ifKnown.map { try call.make($0, date) } ?? .nil
                },
                LuaField(
                    "terms", type: "caseload.Term[]|caseload.Records",
                    summary: "The school years and what they are divided into, by their first days."
                ) { [unowned self] _, call in
                    try list(snapshot.terms, term, call)
                },
                .string("fingerprint", "SHA-256 over its content.") { [unowned self] _ in snapshot.fingerprint
                },
            ])
    }

    func termType() -> LuaType<RecordInView<Term>> {
        recordType(
            "Term", "A stretch of the school's year.",
            [
                field("id", "string", "The district's own id.") { term, _ in .string(term.record.id.text) },
                field("title", "string?", "The name for people.") { term, _ in Self.text(term.record.title) },
                wordField("kind", "schoolYear, semester, term or gradingPeriod.") { $0.record.kind },
                dayField("The first day.", "first") { $0.record.start },
                dayField("The last day.", "last") { $0.record.end },
            ])
    }
}
