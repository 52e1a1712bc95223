import Engagement
import NearestName
import Records

/// What is said about an import, on the way and at its end.
struct ImportReport {
    private let summary: ImportSummary
    private let isDryRun: Bool

    init(_ summary: ImportSummary, isDryRun: Bool) {
        self.summary = summary
        self.isDryRun = isDryRun
    }

    /// The table of files, what was left out of them, and the sum.
    func lines(for terminal: Terminal) -> [String] {
        table.lines(for: terminal) + remarks + [""] + [sum]
    }

    private var table: Table {
        var table = Table(
            columns: [.init(title: "file", leastWidth: 20)]
                + ["read", "new", "changed", "ended", "refused", "seconds"].map {
                    .init(title: $0, isNumeric: true)
                })
        for file in summary.files {
            let counts = [file.rowsRead, file.new, file.changed, file.ended, file.refused]
            table.add([file.name] + counts.map(\.grouped) + [Self.seconds(file.seconds)])
        }
        return table
    }

    private var remarks: [String] {
        let leftOut = summary.ignoredFiles.map(\.visible).joined(separator: ", ")
        let files = leftOut.isEmpty ? [] : ["files not known or not needed, left out: \(leftOut)"]
        return files
            + summary.files.flatMap { file -> [String] in
                var remarks: [String] = []
                if !file.endedKinds.isEmpty {
                    let list = file.endedKinds.sorted { $0.key < $1.key }
                        .map { "\($0.key) (\($0.value.grouped))" }
                    remarks.append("\(file.name): ended: \(list.joined(separator: ", "))".visible)
                }
                if file.leftOut > 0 {
                    remarks.append(
                        "\(file.name.visible): \(file.leftOut.grouped) \(file.leftOut == 1 ? "row" : "rows") left out by the "
                            + "plugin")
                }
                if file.corrected > 0 {
                    remarks.append(
                        "\(file.name.visible): \(file.corrected.grouped) as before they were corrected by hand; the corrections stand"
                    )
                }
                if !file.unread.isEmpty {
                    let list = file.unread.sorted { $0.key < $1.key }
                        .map { "\($0.key) (\($0.value.grouped))" }
                    remarks.append("\(file.name): left out: \(list.joined(separator: ", "))".visible)
                }
                remarks += Self.unmapped(in: file)
                if !file.unmeasured.isEmpty {
                    let list = file.unmeasured.sorted { $0.key < $1.key }.map(Self.unmeasured)
                    remarks.append(
                        "\(file.name): subscales that measure no indicator, kept: \(list.joined(separator: ", "))"
                            .visible)
                }
                if !file.ignoredColumns.isEmpty {
                    let names = file.ignoredColumns.map { $0.isEmpty ? "(no name)" : $0 }
                    remarks.append(
                        "\(file.name): columns not known and left out: \(names.joined(separator: ", "))"
                            .visible)
                }
                return remarks
            } + uncountedAttendance + misspeltSubjects
    }

    private var misspeltSubjects: [String] {
        if summary.misspeltSubjects.isEmpty { return [] }
        let list = summary.misspeltSubjects.map {
            "\($0.subject) (\($0.count.grouped); did you mean '\($0.requirement)'?)"
        }
        return [
            "credits in subjects that no graduation requirement names, counted as electives: \(list.joined(separator: ", "))"
                .visible + "; correct the subject of the credits, or add it to graduation_requirements.csv"
        ]
    }

    private var uncountedAttendance: [String] {
        let found = summary.uncountedAttendance
        func students(_ count: Int, _ one: String, _ many: String) -> String {
            "\(count.grouped) \(count == 1 ? "student" : "students") with attendance \(count == 1 ? one : many)"
        }
        var remarks: [String] = []
        if found.withoutSchool > 0 {
            remarks.append(
                students(found.withoutSchool, "has", "have")
                    + " no school, so that none of it counts; give school_id in students.csv")
        }
        if found.withoutCalendar > 0 {
            remarks.append(
                students(found.withoutCalendar, "is", "are")
                    + " at a school without a calendar, where only days on which attendance was noted count as school "
                    + "days; give all school days in calendar.csv")
        }
        return remarks
    }

    /// What is left out for its words, with what to do about each kind of them.
    private static func unmapped(in file: ImportedFile) -> [String] {
        UnmappedWord.Kind.allCases.compactMap { kind in
            let words = file.unmapped.filter { $0.key.kind == kind }.sorted { $0.key.word < $1.key.word }
            guard let first = words.first(where: { !$0.key.word.isEmpty }) ?? words.first else { return nil }
            let list = words.map { "\($0.key.word.isEmpty ? "(none)" : $0.key.word) (\($0.value.grouped))" }
                .joined(separator: ", ")
            let what =
                switch kind {
                case .attendanceCode: "attendance codes without a meaning here"
                case .disciplineCode: "discipline codes without a meaning here"
                case .category: "categories that are neither homework nor grades"
                }
            return
                "\(file.name): \(what), left out: \(list); to let them in, say what they are with --mapping FILE, "
                .visible + "as \(first.key.mapping)".visible
        }
    }

    /// `autonmy (12; did you mean 'autonomy'?)`
    private static func unmeasured(_ subscale: String, count: Int) -> String {
        let known =
            IndicatorCatalog.builtIn.filter { $0.kind == .survey }.map(\.id)
            + IndicatorCatalog.subscaleNames.keys.sorted()
        let near = nearestName(to: subscale, among: known).map { "; did you mean '\($0)'?" } ?? ""
        return "\(subscale) (\(count.grouped)\(near))"
    }

    /// How many records came of it.
    var sum: String {
        func total(_ count: KeyPath<ImportedFile, Int>) -> Int {
            summary.files.reduce(0) { $0 + $1[keyPath: count] }
        }
        var parts = ["\(total(\.new).grouped) new", "\(total(\.changed).grouped) changed"]
        if total(\.ended) > 0 { parts.append("\(total(\.ended).grouped) ended") }
        if total(\.refused) > 0 { parts.append("\(total(\.refused).grouped) refused") }
        return parts.joined(separator: ", ") + (isDryRun ? " (dry run: nothing was kept)" : "")
    }

    /// How far an import has come, in one line.
    static func line(for step: ImportProgress) -> String {
        let share = step.size.flatMap { $0 > 0 ? ", \(min(100, step.bytes * 100 / $0)) %" : nil } ?? ""
        return "\(step.file): \(step.rows.grouped) rows\(share)"
    }

    private static func seconds(_ seconds: Double) -> String {
        let tenths = Int((max(0, seconds) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
