import Engagement
import Foundation
import GRDB

/// What became of the proposals of a run.
public struct RecordedProposals: Sendable, Hashable {
    /// Linkages that were begun.
    public let new: Int
    /// Proposals of a service to which the student has an open linkage.
    public let open: Int
    /// Proposals of a service that was declined in the same school year.
    public let declined: Int
}

extension RunRecord {
    /// Begins a linkage for each proposal of the run that is not begun yet.
    func beginLinkages(yearStart: CalendarDate, _ database: Database) throws -> RecordedProposals {
        let outcomes = try DistrictDatabase.outcomes(ofRun: id, database).sorted { $0.key < $1.key }
        return try ProposalWriter(database, self, yearStart: yearStart).write(outcomes)
    }

    /// What stands for the run where records say where they are from.
    var origin: String { "\(RecordOrigin.run)\(id): \(run.plugin) \(run.version)" }
}

extension DistrictDatabase {
    /// How many linkages a run began.
    public func linkagesBegun(byRun id: Int64) throws -> Int {
        try RecordsError.explaining(path: path, action: "reading the runs") {
            try pool.read { database in
                try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM linkage_step JOIN import ON import.id = linkage_step.import
                        WHERE import.file GLOB ?
                        """, arguments: ["\(RecordOrigin.run)\(id): *"]) ?? 0
            }
        }
    }
}

/// Proposals as a run's results keep them.
enum ProposalsText {
    static func text(of proposals: [Proposal]) throws -> String {
        let rows = proposals.map {
            [$0.service.text, String($0.priority), $0.domain?.name ?? "", $0.reason]
        }
        return String(decoding: try JSONEncoder().encode(rows), as: UTF8.self)
    }

    static func proposals(_ json: UnsafeBufferPointer<UInt8>) throws -> [Proposal] {
        try JSONDecoder().decode([[String]].self, from: Data(json)).filter { $0.count == 4 }.map { row in
            Proposal(
                service: Identifier(row[0]), reason: row[3], priority: Int(row[1]) ?? 3,
                domain: EngagementDomain(name: row[2]))
        }
    }
}

/// Begins linkages.
private final class ProposalWriter {
    let database: Database
    let run: Run
    let yearStart: CalendarDate
    private let context: ImportContext
    private let importID: Int64
    private let insert: SQLiteStatement
    private let earlier: SQLiteStatement
    private let mentor: SQLiteStatement
    private var counts = (new: 0, open: 0, declined: 0)

    init(_ database: Database, _ record: RunRecord, yearStart: CalendarDate) throws {
        self.database = database
        run = record.run
        self.yearStart = yearStart
        context = ImportContext(database, codes: [:])
        try database.execute(
            sql: "INSERT INTO import (at, user, file, sha256) VALUES (?, ?, ?, ?)",
            arguments: [run.finished, run.user, record.origin, run.pluginHash])
        importID = database.lastInsertedRowID
        insert = try SQLiteStatement(
            database,
            """
            INSERT INTO linkage_step (student, service, linkage_id, date, status, step_id, mentor, domain,
            priority, reason, proposed_by, import) VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)
            """)
        // The last step of each linkage, whatever day it is of: what has been closed later is closed.
        earlier = try SQLiteStatement(
            database,
            """
            SELECT linkage_id, status, date FROM linkage_step WHERE student = ? AND service = ?
            ORDER BY linkage_id, date, status, step_id
            """)
        mentor = try SQLiteStatement(
            database,
            """
            SELECT DISTINCT mentor FROM caseload
            WHERE student = ? AND "from" <= ? AND ("to" IS NULL OR "to" >= ?)
            """)
    }

    func write(_ outcomes: [(key: Identifier, value: StudentOutcome)]) throws -> RecordedProposals {
        let (students, services) = (try context.map(.student), try context.map(.service))
        for (student, outcome) in outcomes {
            guard case .proposed(let proposals) = outcome else { continue }
            var (studentID, day) = (student.text, Int64(run.asOf.dayNumber))
            guard let student = studentID.withUTF8({ students.find($0) }) else { continue }
            for proposal in proposals {
                var serviceID = proposal.service.text
                guard let service = serviceID.withUTF8({ services.find($0) }) else {
                    throw RecordsError(
                        .badData, "the run proposes service '\(proposal.service)', which is not on record")
                }
                guard let linkage = try freeLinkage(student: student, service: service) else { continue }
                insert.bind(student, at: 1)
                insert.bind(service, at: 2)
                insert.bind(linkage, at: 3)
                insert.bind(day, at: 4)
                insert.bind(Int64(LinkageStatus.proposed.rawValue), at: 5)
                if let mentor = try onlyMentor(of: student, on: &day) {
                    insert.bind(mentor, at: 6)
                } else {
                    insert.bindNull(at: 6)
                }
                if let domain = proposal.domain {
                    insert.bind(Int64(domain.rawValue), at: 7)
                } else {
                    insert.bindNull(at: 7)
                }
                insert.bind(Int64(proposal.priority), at: 8)
                insert.bind(proposal.reason, at: 9)
                insert.bind(run.plugin, at: 10)
                insert.bind(importID, at: 11)
                try insert.run()
                counts.new += 1
            }
        }
        return RecordedProposals(
            new: counts.new, open: counts.open, declined: counts.declined)
    }

    /// The id for a new linkage; nil where the service is not to be proposed to the student again.
    private func freeLinkage(student: Int64, service: Int64) throws -> String? {
        earlier.bind(student, at: 1)
        earlier.bind(service, at: 2)
        defer { earlier.reset() }
        var last: [(id: String, status: LinkageStatus, date: Int64)] = []
        while try earlier.step() {
            let step = (
                id: earlier.text(0),
                status: LinkageStatus(rawValue: UInt32(earlier.integer(1))) ?? .proposed,
                date: earlier.integer(2)
            )
            if last.last?.id == step.id { last.removeLast() }
            last.append(step)
        }
        if last.contains(where: { $0.status.isOpen }) {
            counts.open += 1
            return nil
        }
        if last.contains(where: { $0.status == .declined && $0.date >= Int64(yearStart.dayNumber) }) {
            counts.declined += 1
            return nil
        }
        return LinkageOrder.freeID(besides: last.map(\.id))
    }

    private func onlyMentor(of student: Int64, on day: inout Int64) throws -> Int64? {
        mentor.bind(student, at: 1)
        mentor.bind(day, at: 2)
        mentor.bind(day, at: 3)
        defer { mentor.reset() }
        guard try mentor.step() else { return nil }
        let number = mentor.integer(0)
        return try mentor.step() ? nil : number
    }
}
