extension StudentFields {
    /// A field for each indicator of the catalog: its latest value.
    ///
    /// - Parameter taken: Names of other fields. A district's own indicator of such a name goes by
    ///   `engagement.DOMAIN.ID` only.
    static func indicators(
        of snapshot: Snapshot, reading kinds: Set<RecordKind>, taken: Set<String>
    ) -> [(field: StudentField, aliases: [String])] {
        snapshot.catalog.indicators.enumerated().map { number, indicator in
            let path = "engagement.\(indicator.domain.name).\(indicator.id)"
            let isTaken = taken.contains(indicator.id) || scoreFieldNames.contains(indicator.id)
            let sources = recordKinds(of: indicator)
            // The columns of one indicator, found once instead of for every student.
            let columns = snapshot.indicatorColumns.filter {
                $0.indicator == number && sources.contains($0.kind) && kinds.contains($0.kind)
            }
            let field = StudentField.number(
                isTaken ? path : indicator.id, indicator.title, unit: indicator.unit, kinds: sources
            ) { row in
                columns.lazy.compactMap { $0.value(row: row) }.max { $0.date < $1.date }?.value
            }
            return (field, isTaken ? [] : [path])
        }
    }

    /// The kinds of record an indicator's values come from. What students answer and what others
    /// observe counts for the same indicators.
    private static func recordKinds(of indicator: Indicator) -> Set<RecordKind> {
        switch indicator.kind {
        case .survey, .observations: [.survey, .observations]
        default: [indicator.kind]
        }
    }
}
