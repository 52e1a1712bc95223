import Foundation

/// Files in which everything that people name or write is hostile; the students are those of
/// `HostileReportTests`, S-1 to S-10 and S-99.
enum HostileDistrict {
    static func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).csv"))
        }
    }

    /// A line for each name; the last name is long: a megabyte where that is asked for, or as much as an id may have.
    private static func lines(
        _ header: String, limit: Int = 3_000, _ line: (Int, String) -> String
    ) -> String {
        var text = header + "\n"
        for (number, entry) in HostileReportTests.names.enumerated() {
            text += line(number + 1, "\"\(entry.name.replacing("\"", with: "\"\""))\"") + "\n"
        }
        return text + line(99, String(repeating: "é<", count: limit / 3)) + "\n"
    }

    private static var files: [String: String] {
        [
            "mentors": lines("mentor_id,name,education", limit: 1_050_000) { "M-\($0),\($1),\($1)" },
            "caseloads": lines("mentor_id,student_id,from") { number, _ in
                "M-\(number),S-\(number),2025-09-01"
            },
            "attendance": lines("student_id,date,code,reason") { "S-\($0),2025-09-15,unexcused,\($1)" },
            "credits": lines("student_id,subject,course,term,date,grade,attempted,earned") {
                "S-\($0),\($1),\($1),\($1),2025-09-30,\($1),1,0.5"
            },
            "homework": lines("student_id,homework_id,title,due,status") {
                "S-\($0),H-\($0),\($1),2025-09-20,not submitted"
            },
            "goals": lines("student_id,set_on,goal,progress", limit: 255) { "S-\($0),2025-09-10,\($1),10" },
            "strengths": lines("student_id,date,strength", limit: 255) { "S-\($0),2025-09-10,\($1)" },
            "activities": lines("student_id,date,kind,name", limit: 255) {
                "S-\($0),2025-09-11,school_event,\($1)"
            },
            "guardians": lines("student_id,guardian_id,name,relationship,phone,email", limit: 255) {
                "S-\($0),G-\($0),\($1),\($1),\($1),\($1)"
            },
            "contacts": lines("student_id,date,mentor_id,with,role,setting,person,note") {
                "S-\($0),2025-10-01,M-\($0),guardian,coach,home,\($1),\($1)"
            },
            "interventions": lines("student_id,start,kind,focus,outcome,note,mentor_id") {
                "S-\($0),2025-09-20,intensive,connection,\($1),\($1),M-\($0)"
            },
            "organizations": lines("id,name") { "O-\($0),\($1)" },
            "services": lines("id,organization_id,name,description") { "V-\($0),O-\($0),\($1),\($1)" },
            "linkages": lines("student_id,service_id,date,status,reason,note,mentor_id") {
                "S-\($0),V-\($0),2025-09-25,proposed,\($1),\($1),M-\($0)"
            },
        ]
    }
}
