import Foundation

/// A small district in the tool's own files, for a test to import, change or spoil.
enum SmallDistrictFiles {
    /// Writes the files into a folder, with these instead of or besides the usual ones.
    static func write(to folder: String, replacing others: [String: String] = [:]) throws {
        try write(files.merging(others, uniquingKeysWith: { $1 }), to: folder)
    }

    /// Writes these files and no others into a folder.
    static func write(_ files: [String: String], to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
    }

    static let files = [
        "attendance.csv": """
        student_id,date,code,period,reason
        S-1,2025-09-02,unexcused,,
        S-1,2025-09-03,unexcused,,
        S-1,2025-09-04,tardy,1,bus
        S-1,2025-09-08,excused,,
        S-2,2025-09-10,excused,,
        S-6,2025-09-19,unexcused,,

        """,
        "calendar.csv": """
        date
        2025-09-01
        2025-09-02
        2025-09-03
        2025-09-04
        2025-09-05
        2025-09-08
        2025-09-09
        2025-09-10
        2025-09-11
        2025-09-12
        2025-09-15
        2025-09-16
        2025-09-17
        2025-09-18
        2025-09-19
        2025-09-22
        2025-09-23
        2025-09-24
        2025-09-25
        2025-09-26

        """,
        "caseloads.csv": """
        mentor_id,student_id,from
        m-1,S-1,2025-09-01
        m-1,S-2,2025-09-01
        m-2,S-3,2025-09-01

        """,
        "credits.csv": """
        student_id,subject,course,term,date,grade,percent,attempted,earned
        S-1,mathematics,Algebra I,Quarter 1,2025-09-26,C+,78,1,0.5
        S-1,english,English 9,Quarter 1,2025-09-26,B,85.5,1,1

        """,
        "discipline.csv": """
        student_id,date,kind,days
        S-1,2025-09-05,referral,
        S-1,2025-09-09,in_school_suspension,1.5

        """,
        "homework.csv": """
        student_id,homework_id,title,assigned,due,status,score,maximum
        S-1,h1,Worksheet 1,2025-09-02,2025-09-05,fully graded,8,10
        S-1,h2,Worksheet 2,2025-09-05,2025-09-09,not submitted,,

        """,
        "mentors.csv": """
        mentor_id,name
        m-1,Sam Lee
        m-2,Jo Kim

        """,
        "observations.csv": """
        student_id,indicator,date,value,setting,recorder
        S-1,time_on_task,2025-09-12,6.5,school,T. Ames
        S-2,time_on_task,2025-09-12,9,school,T. Ames
        S-1,autonomy,2025-09-15,2.25,school,survey

        """,
        "schools.csv": """
        school_id,name
        north,North High
        south,South High

        """,
        "students.csv": """
        student_id,given_name,family_name,preferred_name,grade,school_id,enrolled_from
        S-1,Ana,Rivera,,9,north,2025-09-01
        S-2,William,Okafor,Bill,10,south,2025-09-01
        S-3,Zoë,Ångström,,KG,north,2025-09-01
        S-4,=HYPERLINK(1),Formula,,9,north,2025-09-01
        S-5,Wei,王小明,,11,south,
        S-6,Ana,Rivera,,12,south,2025-09-15

        """,
        "terms.csv": """
        term_id,title,kind,start,end
        sy26,2025/26,schoolYear,2025-09-01,2026-06-12
        q1,Quarter 1,gradingPeriod,2025-09-01,2025-10-31

        """,
    ]
}
