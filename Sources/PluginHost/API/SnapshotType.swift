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
                .string("fingerprint", "SHA-256 over its content.") { [unowned self] _ in snapshot.fingerprint
                },
            ])
    }
}
