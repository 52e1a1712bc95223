import ArgumentParser
import Engagement

/// Whom one of several reports is about, and what its file is named by.
struct ReportSubject {
    /// What there is a report of its own for.
    enum Each: String, ExpressibleByArgument, CaseIterable {
        case student, mentor, school
    }

    let title: String
    let id: Identifier
    /// The students by their rows, in the order of the choice.
    let rows: [Int]

    /// The students by one of these, in the order of the students or of the snapshot.
    ///
    /// - Returns: Besides, how many students belong to none; one with two mentors is with both.
    static func each(
        _ each: Each, of rows: [Int], in snapshot: Snapshot
    ) -> (subjects: [ReportSubject], left: Int) {
        switch each {
        case .student:
            let subjects = rows.map {
                ReportSubject(title: snapshot.name(of: $0), id: snapshot.id(of: $0), rows: [$0])
            }
            return (subjects, 0)
        case .mentor:
            let wanted = Set(rows)
            let subjects = snapshot.mentors.enumerated().map { number, mentor in
                ReportSubject(
                    title: mentor.name, id: mentor.id,
                    rows: snapshot.caseload(of: number).filter(wanted.contains))
            }.filter { !$0.rows.isEmpty }
            return (subjects, rows.count { snapshot.caseloads[$0].isEmpty })
        case .school:
            let bySchool = Dictionary(grouping: rows) { snapshot.students.schools[$0] }
            let subjects = snapshot.schools.enumerated().compactMap { number, school in
                bySchool[Int32(number)].map {
                    ReportSubject(title: school.name, id: school.id, rows: $0)
                }
            }
            return (subjects, rows.count { snapshot.students.schools[$0] < 0 })
        }
    }
}
