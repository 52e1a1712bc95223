import Engagement
import GRDB

/// The steps of one linkage, as far as their order goes.
struct LinkageOrder {
    /// One step by what orders it.
    struct Step: Comparable {
        var date: Int64
        var status: LinkageStatus
        var id: String

        static func < (left: Step, right: Step) -> Bool {
            if left.date != right.date { return left.date < right.date }
            if left.status != right.status { return left.status.rawValue < right.status.rawValue }
            return Identifier(left.id) < Identifier(right.id)
        }
    }

    private(set) var steps: [Step]

    /// A linkage with the steps on record.
    init(_ steps: [Step]) {
        self.steps = steps.sorted()
    }

    /// Puts a step among the others.
    ///
    /// - Returns: Why it may not stand there; nil where it now does.
    mutating func add(_ step: Step) -> String? {
        let place = steps.firstIndex { !($0 < step) } ?? steps.count
        // The same step again changes its words, not the order.
        if place < steps.count, steps[place] == step { return nil }
        if let problem = step.status.problem(after: place == 0 ? nil : steps[place - 1].status) {
            return problem
        }
        if place < steps.count, let problem = steps[place].status.problem(after: step.status) {
            return "it would come before the step of \(CalendarDate(dayNumber: Int32(steps[place].date))): "
                + problem
        }
        steps.insert(step, at: place)
        return nil
    }

    /// The first step that may not follow the one before it; nil where each may.
    var firstMisplaced: Step? {
        zip([nil] + steps.map { Optional($0.status) }, steps)
            .first { before, step in step.status.problem(after: before) != nil }?.1
    }

    /// The steps of a linkage that are on record.
    init(_ database: Database, student: Int64, service: Int64, linkage: String) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT date, status, step_id FROM linkage_step
            WHERE student = ? AND service = ? AND linkage_id = ?
            """)
        found.bind(student, at: 1)
        found.bind(service, at: 2)
        found.bind(linkage, at: 3)
        var steps: [Step] = []
        while try found.step() {
            steps.append(
                Step(
                    date: found.integer(0),
                    status: LinkageStatus(rawValue: UInt32(found.integer(1))) ?? .proposed, id: found.text(2))
            )
        }
        self.init(steps)
    }
}

extension RecordLoader {
    /// Those rows of linkages.csv whose steps may follow those before them; the others are refused.
    func linkageSteps(inOrder rows: [UInt32]) throws -> [UInt32] {
        var kept: [UInt32] = []
        var linkage: (student: Int64, service: Int64, id: String)?
        var order = LinkageOrder([])
        for row in rows {
            let slots = RowSlots(slots: block.row(Int(row)), bytes: UnsafePointer(block.bytes))
            func text(_ column: Int) -> String { String(decoding: slots.text(column), as: UTF8.self) }
            let this = (
                student: slots.integer(0) ?? 0, service: slots.integer(1) ?? 0, id: text(11)
            )
            if linkage.map({ $0 != this }) ?? true {
                linkage = this
                order = try LinkageOrder(
                    session.database, student: this.student, service: this.service, linkage: this.id)
            }
            let step = LinkageOrder.Step(
                date: slots.integer(2) ?? 0,
                status: LinkageStatus(rawValue: UInt32(slots.integer(3) ?? 0)) ?? .proposed, id: text(12))
            if let problem = order.add(step) {
                refuse(row, problem)
            } else {
                kept.append(row)
            }
        }
        return kept
    }
}
