import Engagement
import Lua
import NearestName

/// A student's engagement, in all domains or in one: the row in the snapshot.
struct EngagementRow: BitwiseCopyable {
    let row: Int32
}

extension View {
    func engagementType() -> LuaType<EngagementRow> {
        LuaType(
            "caseload.Engagement",
            summary: "A student's engagement by domain, and each indicator under its own name as well.",
            fields: zip(EngagementDomain.allCases, domains).map { domain, type in
                .view(domain.name, \.self, type, summary: "The \(domain.name) indicators.")
            }
                + snapshot.catalog.indicators.enumerated()
                // A district's own indicator that is named as a domain is read through its domain only.
                .filter { !EngagementDomain.names.contains($0.element.id) }
                .map { number, indicator in indicatorField(number, indicator) })
    }

    /// The type of one domain's part: a field for each indicator of the district's catalog.
    func domainType(_ domain: EngagementDomain) -> LuaType<EngagementRow> {
        let indicators = snapshot.catalog.indicators.enumerated().filter { $0.element.domain == domain }
        let name = domain.name.prefix(1).uppercased() + domain.name.dropFirst()
        return LuaType(
            "caseload.engagement.\(name)",
            summary: "The latest value of each \(domain.name) indicator, or nil.",
            fields: indicators.map { number, indicator in indicatorField(number, indicator) },
            methods: [historyMethod(of: domain, indicators.map { ($0.offset, $0.element) })],
            metamethods: [
                .index { [unowned self] _, call in
                    guard let id = try call.value(0).text, let place = place(of: id, besides: domain) else {
                        return .nothing
                    }
                    throw LuaError("\(domain.name).\(id): no such field; it is engagement.\(place).\(id)")
                }
            ])
    }

    /// The domain of an indicator that is none of this one's; nil where there is none of that id.
    private func place(of id: String, besides domain: EngagementDomain) -> String? {
        snapshot.catalog.indicators.first { $0.id == id && $0.domain != domain }?.domain.name
    }

    private func indicatorField(_ number: Int, _ indicator: Indicator) -> LuaField<EngagementRow> {
        let summary =
            "\(indicator.title): \(indicator.unit), \(indicator.rangeDescription). Reads \(indicator.kind.name)."
        guard mayRead(indicator) else {
            return LuaField(indicator.id, type: "number?", summary: summary) { [unowned self] _, _ in
                try require(indicator.kind, "engagement.\(indicator.domain.name).\(indicator.id)")
                return .nil
            }
        }
        // The columns are found once, so that a read costs an index into them; a single column is read by
        // the binding itself.
        let columns = snapshot.indicatorColumns.filter { $0.indicator == number && reads.contains($0.kind) }
        if columns.count == 1, let base = columns[0].values.baseAddress {
            let column = LuaColumn(
                .float64, base: base, stride: MemoryLayout<Double>.stride, count: columns[0].values.count)
            return .column(indicator.id, column, row: \.row, type: "number?", summary: summary)
        }
        return .number(indicator.id, summary) { engagement in
            var latest: (value: Double, date: CalendarDate)?
            for column in columns {
                guard let value = column.value(row: Int(engagement.row)) else { continue }
                if latest.map({ $0.date < value.date }) ?? true { latest = value }
            }
            return latest?.value
        }
    }

    private func historyMethod(
        of domain: EngagementDomain, _ indicators: [(number: Int, indicator: Indicator)]
    ) -> LuaMethod<EngagementRow> {
        LuaMethod(
            "history", parameters: [LuaParameter("indicator", .string, "The indicator's id.")],
            returns: "caseload.IndicatorValue[]|caseload.Records",
            summary:
                "All recorded values of an indicator, one a day, the earliest first. Indicators that are counted "
                + "from events have none.",
            example: "student.engagement.\(domain.name):history \"\(indicators.first?.indicator.id ?? "")\""
        ) { [unowned self] engagement, call in
            let id = try call.string("indicator")
            guard let (number, indicator) = indicators.first(where: { $0.indicator.id == id }) else {
                let hint =
                    place(of: id, besides: domain).map { "it is engagement.\($0):history '\(id)'" }
                    ?? nearestName(to: id, among: indicators.map(\.indicator.id)).map {
                        "did you mean '\($0)'?"
                    }
                throw LuaError(
                    "engagement.\(domain.name): no indicator '\(id)'" + (hint.map { "; \($0)" } ?? ""))
            }
            if !mayRead(indicator) {
                try require(indicator.kind, "engagement.\(domain.name):history '\(id)'")
            }
            let values = snapshot.history(of: number, row: Int(engagement.row), from: reads)
            return try list(
                values.map { IndicatorValue(date: $0.date, value: $0.value) }, indicatorValue,
                row: engagement.row, call)
        }
    }

    /// A value of an indicator on one day.
    struct IndicatorValue: BitwiseCopyable {
        let date: CalendarDate
        /// In the indicator's unit.
        let value: Double
    }

    func indicatorValueType() -> LuaType<RecordInView<IndicatorValue>> {
        recordType(
            "IndicatorValue", "A value of an indicator on one day.",
            [
                dayField { $0.record.date },
                .number("value", "The value, in the indicator's unit.") { $0.record.value },
            ])
    }

    /// Whether the plugin declared a kind of record from which the indicator has values. What a survey
    /// measures may be observed as well.
    func mayRead(_ indicator: Indicator) -> Bool {
        reads.contains(indicator.kind) || (indicator.kind == .survey && reads.contains(.observations))
    }
}
