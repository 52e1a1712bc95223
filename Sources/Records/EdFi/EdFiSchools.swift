import Engagement

/// Schools, sessions and calendars.
extension EdFiFeed {
    func feedSchools(_ session: ImportSession) throws {
        try read(["School"], into: .schools, columns: [0, 1], session) { row in
            row.loader.beginRow()
            try row.set(0, from: "SchoolId")
            try row.set(1, from: "NameOfInstitution")
            try row.end()
        }
    }

    /// Terms are the schools' in Ed-Fi and the district's here: those of one name and the same days are one,
    /// and of several of one name each has its days in its id.
    func feedTerms(_ session: ImportSession) throws {
        let names = Dictionary(grouping: lookUps.stretches, by: \.stretch.name)
        let byFile = Dictionary(grouping: lookUps.stretches, by: \.file)
        for (file, stretches) in byFile.sorted(by: { $0.key < $1.key }) {
            let loader = try session.loader(.terms)
            loader.begin(file: file, columns: [0, 1, 2, 3, 4])
            for (stretch, _, line) in stretches {
                let isOne = names[stretch.name]?.count == 1
                do throws(RowRefusal) {
                    loader.beginRow()
                    try loader.set(
                        0, text: isOne ? stretch.name : "\(stretch.name) \(stretch.start)–\(stretch.end)",
                        from: "")
                    try loader.set(1, text: stretch.name, from: "")
                    try loader.set(2, text: stretch.kind.name, from: "")
                    try loader.set(3, text: stretch.start, from: "BeginDate")
                    try loader.set(4, text: stretch.end, from: "EndDate")
                    try loader.endRow(line: line, names: [4: "EndDate"])
                } catch {
                    let value = error.column == "EndDate" ? stretch.end : stretch.start
                    try session.refuse(
                        file: file, line: line,
                        RefusedField(
                            column: error.column, value: error.column.isEmpty ? "" : value,
                            reason: error.reason), fields: [stretch.name, stretch.start, stretch.end])
                }
            }
        }
    }

    func feedCalendar(_ session: ImportSession) throws {
        let schoolPath = "CalendarReference/CalendarIdentity/SchoolReference/SchoolIdentity/SchoolId"
        try read(["CalendarDate"], into: .calendar, columns: [0, 1, 2, 3], session) { row in
            let record = row.record
            let reference = record.first("CalendarReference")
            let code = reference?.text("CalendarIdentity/CalendarCode") ?? ""
            let key = code.isEmpty ? "#" + (reference?.ref ?? "") : "\(code)@\(record.text(schoolPath))"
            if let type = lookUps.calendars[key], EdFiWords.othersCalendars.contains(type) {
                return row.leaveOut("CalendarDate of a calendar that is '\(type)'")
            }
            let nested = record.all("CalendarEvent/CalendarEvent")
            let events = (nested.isEmpty ? record.all("CalendarEvent") : nested).map(\.word)
            let known = events.compactMap { EdFiWords.isSchoolDay($0) }
            guard !known.isEmpty else {
                return row.leaveOut("CalendarEvent '\(events.first ?? "")'")
            }
            row.loader.beginRow()
            try row.set(0, from: "Date")
            try row.set(1, .school, record.text(schoolPath))
            let isSchoolDay = known.contains(true)
            try row.set(2, isSchoolDay ? "yes" : "no", from: "CalendarEvent")
            try row.set(3, isSchoolDay ? "" : events.joined(separator: ", "), from: "CalendarEvent")
            try row.end()
        }
    }
}
