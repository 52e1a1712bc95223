import Engagement
import NearestName

extension Snapshot {
    /// The mentor that a person means by a name.
    ///
    /// - Throws: ``Failure`` where there is none, naming the nearest, or where it could be several.
    func mentor(meantBy name: String) throws(Failure) -> Int {
        let found = mentors(named: name)
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            let names = mentors.nearby
            let hint = nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw Failure(.notDone, "no mentor '\(name)'\(hint)")
        }
        let choices = found.map { "\(mentors[$0].name) (\(mentors[$0].id))" }.joined(separator: " or ")
        throw Failure(.notDone, "mentor '\(name)' could be \(choices); give the id")
    }

    /// The row of the student that a person means: by the id, else by the name in upper or lower case.
    ///
    /// - Parameter pseudonyms: What stands for ids and names in what is printed; a pseudonym means the
    ///   student, too, then. Nil where ids and names are printed.
    /// - Throws: ``Failure`` where there is none or where it could be several.
    func student(meantBy text: String, pseudonyms: Pseudonyms? = nil) throws(Failure) -> Int {
        if let row = row(of: Identifier(text)) { return row }
        let ids = (0..<students.count).lazy.map { id(of: $0) }
        if let id = pseudonyms?.student(called: text, among: ids), let row = row(of: id) { return row }
        let wanted = text.lowercased()
        let found = (0..<students.count).filter { row in
            name(of: row).lowercased() == wanted || texts[students.familyNames[row]].lowercased() == wanted
        }
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            let near = pseudonyms == nil ? nearestStudent(to: text).map { "did you mean \($0)?" } : nil
            throw Failure(
                .notDone,
                "no student '\(text)' is enrolled on \(asOf); \(near ?? "look with: caseload students")")
        }
        let limit = 5
        let choices = found.prefix(limit).map { row in
            pseudonyms?.pseudonym(of: id(of: row)) ?? "\(name(of: row)) (\(id(of: row)))"
        }.joined(separator: ", ")
        let more = found.count > limit ? " and \(found.count - limit) more" : ""
        throw Failure(.notDone, "student '\(text)' could be \(choices)\(more); give the id")
    }

    /// The student whose id has the same letters and digits, or whose name is almost the same, for messages. An id with
    /// another digit is another student's.
    private func nearestStudent(to text: String) -> String? {
        func core(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        let wanted = core(text)
        let ids = (0..<students.count).lazy.map { id(of: $0).text }
        if let id = ids.first(where: { core($0) == wanted }) { return "'\(id)'" }
        guard !wanted.contains(where: \.isNumber) else { return nil }
        let names = (0..<students.count).lazy.flatMap { row in
            [name(of: row), texts[students.familyNames[row]]]
        }
        return nearestName(to: text, among: names).map { "'\($0)'" }
    }

    /// The number of the service that a person means: by the id, else by the name in upper or lower case.
    ///
    /// - Throws: ``Failure`` where there is none, naming the nearest, or where it could be several.
    func service(meantBy text: String) throws(Failure) -> Int {
        let found = directory.services.meant(by: text)
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            let near = nearestName(to: text, among: directory.services.nearby).map { "did you mean '\($0)'?" }
            throw Failure(.notDone, "no service '\(text)'; \(near ?? "look with: caseload services")")
        }
        let choices = found.map { "\(directory.services[$0].name) (\(directory.services[$0].id))" }
        throw Failure(
            .notDone, "service '\(text)' could be \(choices.joined(separator: " or ")); give the id")
    }

    /// The number of the school that a person means: by the id, else by the name in upper or lower case.
    ///
    /// - Throws: ``Failure`` where there is none, naming the nearest.
    func school(meantBy text: String) throws(Failure) -> Int {
        if let number = schools.firstIndex(where: { $0.id == Identifier(text) }) { return number }
        let wanted = text.lowercased()
        if let number = schools.firstIndex(where: { $0.name.lowercased() == wanted }) { return number }
        let names = schools.flatMap { [$0.name, $0.id.text] }
        let hint = nearestName(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
        throw Failure(.notDone, "no school '\(text)'\(hint)")
    }
}
