/// A row of a file together with what is on record in the columns that the file does not give.
extension RecordLoader {
    /// Whether what must hold between the columns of a row holds also with what stays on record of it; else the row is
    /// refused. Without this a file of a few columns could leave a record that no file may bring.
    func holdsTogether(_ row: UInt32) throws -> Bool {
        let slots = block.row(Int(row))
        let given = given(of: slots)
        let kept = storages.indices.filter {
            given & 1 << UInt64($0) == 0 && !keys.contains($0) && layout.columns[$0].presence != .derived
        }
        guard !kept.isEmpty else { return true }
        bindKeys(of: slots, to: statements.find)
        defer { statements.find.reset() }
        guard try statements.find.step() else { return true }
        var merged = Array(UnsafeBufferPointer(start: slots, count: block.width))
        for column in kept { merged[column] = stored(column) }
        for column in outdated(by: slots) { merged[column] = RowSlots.empty }
        do throws(RowProblem) {
            try merged.withUnsafeMutableBufferPointer { (merged) throws(RowProblem) in
                guard let start = merged.baseAddress else { return }
                try layout.check(
                    RowSlots(slots: start, bytes: UnsafePointer(block.bytes)), session.context)
            }
        } catch {
            refuse(
                row,
                Self.reason(error, in: layout, isOnRecord: error.column.map { kept.contains($0) } ?? false))
            return false
        }
        for (column, description) in layout.columns.enumerated() where description.presence == .derived {
            if given & 1 << UInt64(column) != 0 { slots[column] = merged[column] }
        }
        return true
    }

    /// What the record that was found has in a column.
    func stored(_ column: Int) -> Int64 {
        if statements.find.isNull(column) { return RowSlots.empty }
        switch storages[column] {
        case .integer: return statements.find.integer(column)
        case .real: return Int64(bitPattern: statements.find.real(column).bitPattern)
        case .text: return block.add(statements.find.utf8(column))
        }
    }

    private static func reason(_ problem: RowProblem, in layout: RecordLayout, isOnRecord: Bool) -> String {
        guard let column = problem.column else { return problem.reason }
        let name = layout.columns[column].name
        return isOnRecord
            ? "\(name), which is on record and not in this file: \(problem.reason); give it here too"
            : "\(name): \(problem.reason), which is on record"
    }
}
