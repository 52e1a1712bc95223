import Engagement
import Foundation
import Records
import Testing

/// What is refused, and what the user reads about it.
@Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let content: String
        let message: String
        var testDescription: String { "\(file): \(message.prefix(60))" }

        init(_ file: String, _ content: String, _ message: String) {
            self.file = file
            self.content = content
            self.message = message
        }
    }

    static let attendance = "student_id,date,code\n"

    @Test(arguments: [
        Case(
            "goals.csv", "student_id,set_on,goal,status,closed_on\nS-1,2026-02-03,Pass,active,2026-02-10\n",
            "goals.csv, line 2, column closed_on: '2026-02-10' is given, but the goal is active; say in status whether it was reached or dropped, or leave closed_on empty"
        ),
        Case(
            "goals.csv", "student_id,set_on,goal,closed_on\nS-1,2026-02-03,Pass,2026-02-10\n",
            "goals.csv, line 2, column closed_on: '2026-02-10' is given, but the goal is active;"),
        Case(
            "demographics.csv", "student_id,name,value\nS-1,birth_date,2091-03-09\n",
            "demographics.csv, line 2, column value: '2091-03-09' lies after the day of the import, "),
        Case(
            "attendance.csv", attendance + "S-1,2026-02-30,A\n",
            "attendance.csv, line 2, column date: '2026-02-30' is not a day of the calendar; write YYYY-MM-DD"
        ),
        Case(
            "contacts.csv",
            "student_id,date,mentor_id,with,role,setting\nS-1,2026-02-03,M-9,parent,coach,home\n",
            "contacts.csv, line 2, column mentor_id: 'M-9' is no mentor on record; add it to mentors.csv or drop this row"
        ),
        Case(
            "goals.csv", "student_id,set_on,goal,progress\nS-1,2026-02-03,Pass,140\n",
            "goals.csv, line 2, column progress: '140' is outside of what can be: a number, 0 to 100"),
        Case(
            "interventions.csv", "student_id,start,kind,end\nS-1,2026-02-03,basic,2026-02-01\n",
            "interventions.csv, line 2, column end:"),
        Case(
            "interventions.csv", "student_id,start,kind\nS-1,2026-02-03,intense\n",
            "interventions.csv, line 2, column kind: 'intense' is not known here (did you mean 'intensive'?)"),
        Case(
            "attendance.csv", attendance + "S-1,,A\n",
            "attendance.csv, line 2, column date: is empty; a day, YYYY-MM-DD is needed"),
        Case(
            "attendance.csv", attendance + "S-9,2026-02-03,A\n",
            "attendance.csv, line 2, column student_id: 'S-9' is no student on record; add it to students.csv or drop this row"
        ),
        Case(
            "attendance.csv", attendance + "S-1,2026-02-03,abcent\n",
            "attendance.csv, line 2, column code: 'abcent' is not known here (did you mean 'absent'?); expected one of present,"
        ),
        Case(
            "attendance.csv", attendance + "S-1,2026-02-03,A\n\nS-1,2026-02-03,P\n",
            "attendance.csv, line 4: the same record stands on line 2 already; what makes it the same: student_id, date, period"
        ),
        Case(
            "attendance.csv", attendance + "S-1,2026-02-03\n",
            "attendance.csv, line 2: has 2 fields where the header has 3"),
        Case(
            "attendance.csv", attendance + "S-1,2026-02-03,A,x\n",
            "attendance.csv, line 2: has 4 fields where the header has 3"),
        Case(
            "attendance.csv", attendance + "\"S-1\"x,2026-02-03,A\n",
            "attendance.csv, line 2: 'x' follows a closing quote"),
        Case(
            "attendance.csv", attendance + "S-1,2026-02-03,A\nS-1,\"2026-02-04,A\nS-1,2026-02-05,A\n",
            "attendance.csv, line 3: a quote that opens here is never closed"),
        Case(
            "attendance.csv", "student_id,date\nS-1,2026-02-03\n",
            "attendance.csv, line 1: column 'code' is missing; found student_id,date; expected student_id,date,code,[period],[reason]"
        ),
        Case(
            "attendance.csv", "student_id,date,code,resaon\n",
            "attendance.csv, line 1: column 'resaon' is not known; did you mean 'reason'?"),
        Case(
            "attendance.csv", "Student_ID,date,code\n",
            "attendance.csv, line 1: column 'Student_ID' is not known; did you mean 'student_id'?"),
        Case(
            "attendance.csv", "student_id,date,code,codes\n",
            "attendance.csv, line 1: column 'codes' is not known and is nearly 'code', which is there too; rename it"
        ),
        Case(
            "attendance.csv", "student_id,date,code,code\n",
            "attendance.csv, line 1: column 'code' stands there twice"),
        Case("attendance.csv", "", "attendance.csv: is empty; expected a line with the names of the columns"),
        Case(
            "attendence.csv", attendance,
            "attendence.csv is not a file that is known; did you mean attendance.csv?"),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,time_on_task,2026-02-03,NaN\n",
            "observations.csv, line 2, column value: 'NaN' is not a number; write digits with a point: 12.5"),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,time_on_task,2026-02-03,1e999\n",
            "column value: '1e999' is not a number"),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,time_on_task,2026-02-03,0x1p3\n",
            "column value: '0x1p3' is not a number"),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,time_on_task,2026-02-03,11\n",
            "column value: '11' is outside the range of time_on_task, which is 0 to 10"),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,time_on_tusk,2026-02-03,1\n",
            "column indicator: 'time_on_tusk' is no indicator on record (did you mean 'time_on_task'?)"),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,absences,2026-02-03,99\n",
            "column indicator: 'absences' is counted from the records of attendance, not observed; add them to attendance.csv"
        ),
        Case(
            "observations.csv", "student_id,indicator,date,value\nS-1,credits_earned,2026-02-03,1\n",
            "column indicator: 'credits_earned' is counted from the records of credits"),
        Case(
            "interventions.csv",
            "student_id,start,kind,indicators\nS-1,2026-02-03,basic,absences tardys\n",
            "column indicators: 'absences tardys' names 'tardys', which is no indicator (did you mean 'tardies'?)"
        ),
        Case(
            "credits.csv", "student_id,subject,attempted,earned\nS-1,Math,0.5,1\n",
            "credits.csv, line 2, column earned: '1' is more than attempted, 0.5; correct one of them"),
        Case(
            "surveys.csv",
            "student_id,date,instrument,subscale,value\nS-1,2026-02-03,SEI,peer_support,5\n",
            "column value: '5' is outside the range of peer_relationships, which is 1 to 4"),
        Case(
            "discipline.csv", "student_id,date,kind,days\nS-1,2026-02-03,oss,-3\n",
            "column days: '-3' is outside of what can be: a number, 0 to 366"),
        Case(
            "trainings.csv", "mentor_id,training\nM-9,Preparation\n",
            "column mentor_id: 'M-9' is no mentor on record"),
        Case(
            "events.csv", "mentor_id,date,name,kind,hours\nM-1,2026-02-12,Fair,school_evnt,25\n",
            "column mentor_id: 'M-1' is no mentor on record"),
        Case(
            "graduation_requirements.csv", "subject,credits,first_grade,last_grade\nMath,4,10,9\n",
            "column last_grade: '9' lies before the first grade, 10"),
        Case(
            "graduation_requirements.csv", "subject,credits,first_grade\nMath,4,UG\n",
            "column first_grade: 'UG' is needed as a year of schooling"),
        Case(
            "graduation_requirements.csv", "subject,credits\nMath,-4\n",
            "column credits: '-4' is outside of what can be: a number, 0 to 1000"),
        Case(
            "graduation_plans.csv", "student_id,diploma\nS-1,\n",
            "column diploma: is empty; a text is needed"),
        Case(
            "credit_waivers.csv", "student_id,subject,credits\nS-1,Math,x\n",
            "column credits: 'x' is not a number; write digits with a point: 12.5"),
        Case(
            "goal_progress.csv", "student_id,set_on,goal,date,progress\nS-1,2026-02-03,Pass,2026-02-10,40\n",
            "line 2, column goal: 'Pass' is no goal of the student that was set on 2026-02-03; add it to goals.csv"
        ),
        Case(
            "goal_progress.csv", "student_id,set_on,goal,date,progress\nS-1,2026-02-03,Pass,2026-02-01,40\n",
            "column date: '2026-02-01' lies before"),
        Case(
            "graduation_plans.csv", "student_id,diploma\nS-1,Carer\n",
            "line 2, column diploma: 'Carer' is no diploma with requirements on record; add it"),
        Case(
            "credit_waivers.csv", "student_id,subject,credits\nS-1,Maths,1\n",
            "line 2, column subject: 'Maths' is no subject that a diploma requires; add it"),
        Case(
            "mentors.csv", "mentor_id,name,caseload_limit\nM-1,Ida,-3\n",
            "column caseload_limit: '-3' is not a count: a whole number, 0 or more"),
        Case(
            "terms.csv", "term_id,title,kind,start,end\nY,Y,schoolYear,2026-01-01,2025-01-01\n",
            "column end: '2025-01-01' lies before 2026-01-01, on which it begins"),
        Case(
            "indicators.csv", "id,domain,title,unit\nabsences,academic,x,y\n",
            "column id: 'absences' is a built-in indicator, whose meaning is fixed; choose another id"),
        Case(
            "indicators.csv", "id,domain,title,unit\nBad Id,academic,x,y\n",
            "column id: 'Bad Id' is no indicator id"),
        Case(
            "students.csv", "student_id,grade\nS-1,eleventy\n",
            "column grade: 'eleventy' is not a grade: PK, KG, 1 to 13"),
        Case(
            "students.csv", "student_id,school_id\nS-1,HX\n",
            "students.csv, line 2, column school_id: 'HX' is no school on record (did you mean 'HS'?); add it to schools.csv"
        ),
        Case(
            "students.csv", "student_id\nS-1\nS-1\n",
            "students.csv, line 3: the same record stands on line 2 already"),
        Case(
            "students.csv", "student_id\nS-1\n\"\"\n",
            "students.csv, line 3, column student_id: is empty; a text is needed"),
        Case(
            "students.csv", "student_id\n\(String(repeating: "x", count: 256))\n",
            "is longer than 255 bytes, too long for an id"),
    ])
    func isRefused(_ wrong: Case) throws {
        let district = try District(oneStudent([wrong.file: wrong.content]))
        let message = try #require(try district.refusal())
        #expect(message.contains(wrong.message), "\(message)")
        #expect(try district.snapshot().students.count == 0, "nothing may be let in")
    }

    /// One row that is refused for each file of the tool's own, so that none is let in unchecked.
    static let refusals: [(file: String, content: String, message: String)] = [
        (
            "activities", "student_id,date,kind,name\nS-1,2025-09-02,club,Robots\n",
            "kind: 'club' is not known here"
        ),
        (
            "addresses", "id,location_id,address_1\nA-1,L-9,1 River St\n",
            "location_id: 'L-9' is no location on record"
        ),
        ("attendance", "student_id,date,code\nS-1,2026-02-30,A\n", "date: '2026-02-30' is not a day"),
        ("attributes", "id,link_id,taxonomy_term_id\nA-1,SV-9,T-9\n", "taxonomy_term_id: 'T-9' is no"),
        ("calendar", "date,school_day\n2025-09-02,maybe\n", "school_day: 'maybe' is not known here"),
        (
            "caseloads", "mentor_id,student_id,from\nM-9,S-1,2025-09-02\n",
            "mentor_id: 'M-9' is no mentor on record"
        ),
        (
            "contacts",
            "student_id,date,mentor_id,with,role,setting\nS-1,2026-02-03,M-9,student,coach,school\n",
            "mentor_id: 'M-9' is no mentor"
        ),
        (
            "cost_options", "id,service_id,amount\nC-1,SV-9,free\n",
            "service_id: 'SV-9' is no service on record"
        ),
        ("credit_waivers", "student_id,subject,credits\nS-1,,1\n", "subject: is empty; a text is needed"),
        (
            "credits", "student_id,subject,attempted\nS-1,Math,-1\n",
            "attempted: '-1' is outside of what can be"
        ),
        (
            "demographics", "student_id,name,value\nS-1,birth_date,2011-02-30\n",
            "value: '2011-02-30' is not a day"
        ),
        (
            "discipline", "student_id,date,kind\nS-1,2025-09-02,shouting\n",
            "kind: 'shouting' is not known here"
        ),
        (
            "events", "mentor_id,date,name,kind\nM-9,2026-02-12,Fair,school_event\n",
            "mentor_id: 'M-9' is no mentor on record"
        ),
        ("goals", "student_id,set_on,goal,progress\nS-1,2026-02-03,Pass,140\n", "progress: '140' is outside"),
        (
            "goal_progress", "student_id,set_on,goal,date,progress\nS-1,2026-02-03,Pass,2026-02-10,140\n",
            "progress: '140' is outside"
        ),
        ("graduation_plans", "student_id,diploma\nS-9,Career\n", "student_id: 'S-9' is no student on record"),
        ("graduation_requirements", "subject,credits\nMath,1e999\n", "credits: '1e999'"),
        (
            "guardians", "student_id,guardian_id,name,is_primary\nS-1,G-1,Ann,perhaps\n",
            "is_primary: 'perhaps' is not known here"
        ),
        (
            "homework", "student_id,homework_id,title,assigned,due\nS-1,H-1,F,2025-09-03,2025-09-02\n",
            "due: '2025-09-02' lies before"
        ),
        (
            "indicators", "id,domain,title,unit,direction,cadence\nminutes,mental,M,minutes,higher,weekly\n",
            "domain: 'mental' is not known here"
        ),
        (
            "interventions", "student_id,start,kind\nS-1,2026-02-03,intense\n",
            "kind: 'intense' is not known here"
        ),
        ("languages", "id,service_id,name\nG-1,SV-9,Spanish\n", "service_id: 'SV-9' is no service on record"),
        (
            "linkages", "student_id,service_id,date,status\nS-1,SV-9,2025-09-03,proposed\n",
            "service_id: 'SV-9' is no service on record"
        ),
        ("locations", "id,name,latitude,longitude\nL-1,House,north,0\n", "latitude: 'north' is not a number"),
        ("mentors", "mentor_id,name,caseload_limit\nM-1,Ida,-3\n", "caseload_limit: '-3'"),
        (
            "observations", "student_id,indicator,date,value\nS-1,time_on_task,2025-09-02,NaN\n",
            "value: 'NaN'"
        ),
        ("organizations", "id,name\n,Riverbend\n", "id: is empty; a text is needed"),
        ("outcomes", "student_id,outcome,value\nS-1,dropout,yes\n", "value: 'yes' is not a number"),
        ("phones", "id,service_id,number\nP-1,SV-9,555\n", "service_id: 'SV-9' is no service on record"),
        (
            "required_documents", "id,service_id,document\nD-1,SV-9,Card\n",
            "service_id: 'SV-9' is no service on record"
        ),
        ("schedules", "id,service_id\nC-1,SV-9\n", "service_id: 'SV-9' is no service on record"),
        ("schools", "school_id,name,latitude,longitude\nX,North,91,0\n", "latitude: '91' is outside"),
        (
            "service_areas", "id,service_id,name\nA-1,SV-9,Millbrook\n",
            "service_id: 'SV-9' is no service on record"
        ),
        (
            "service_at_location", "id,service_id,location_id\nA-1,SV-9,L-9\n",
            "service_id: 'SV-9' is no service on record"
        ),
        (
            "services", "id,name,minimum_age,maximum_age\nSV-1,Club,19,12\n",
            "maximum_age: '12' lies below minimum_age, 19"
        ),
        ("strengths", "student_id,date,strength\nS-1,2025-09-05,\n", "strength: is empty; a text is needed"),
        ("students", "student_id,grade\nS-2,eleventy\n", "grade: 'eleventy' is not a grade"),
        (
            "surveys", "student_id,date,instrument,subscale,value\nS-1,2025-09-02,SEI,peer_support,much\n",
            "value: 'much' is not a number"
        ),
        ("taxonomy_terms", "id,name\nT-1,\n", "name: is empty; a text is needed"),
        (
            "terms", "term_id,title,kind,start,end\nY,Y,schoolyear,2025-09-01,2026-06-30\n",
            "kind: 'schoolyear' is not known here"
        ),
        (
            "trainings", "mentor_id,training,hours\nM-9,Preparation,1\n",
            "mentor_id: 'M-9' is no mentor on record"
        ),
    ]

    @Test(arguments: Self.refusals.indices)
    func everyFileRefusesWhatIsWrong(_ number: Int) throws {
        let (file, content, message) = Self.refusals[number]
        let district = try District(oneStudent(["\(file).csv": content]))
        let refusal = try #require(try district.refusal())
        #expect(refusal.contains("\(file).csv, line 2, column \(message)"), "\(refusal)")
    }

    @Test func noFileIsLeftOutOfThese() {
        #expect(
            Self.refusals.map { "\($0.file).csv" }.sorted() == OwnFileTests.everyFile.keys.sorted())
    }

    @Test(
        arguments: [
            (
                [0x53, 0x2D, 0xFF],
                "students.csv, line 2: byte 13 (0xFF) is not UTF-8; save the file as UTF-8"
            ),
            ([0x53, 0x00, 0x31], "students.csv, line 2: byte 12 is NUL, which no text file holds"),
            ([0xC3], "students.csv, line 2: byte 11 (0xC3) is not UTF-8"),
            ([0xED, 0xA0, 0x80], "students.csv, line 2: byte 11 (0xED) is not UTF-8"),
        ] as [([UInt8], String)])
    func bytesThatAreNoText(_ bytes: [UInt8], _ message: String) throws {
        let district = try District()
        try district.write("students.csv", Data("student_id\n".utf8) + Data(bytes))
        let found = try #require(try district.refusal())
        #expect(found.contains(message), "\(found)")
    }

    @Test func utf16WithoutAByteOrderMark() throws {
        let district = try District()
        let units = "student_id\nS-1\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try district.write("students.csv", Data(units))
        #expect(
            try district.refusal()
                == "students.csv, line 1: this looks like UTF-16 without a byte-order mark; save the file as UTF-8"
        )
    }

    @Test func aFolderWithoutAKnownFile() throws {
        let district = try District(["grades_export.csv": "a,b\n1,2\n"])
        let message = try #require(try district.refusal())
        #expect(message.hasPrefix("found grades_export.csv, but no file that can be imported."))
        #expect(message.contains("OneRoster") && message.contains("attendance.csv"))
    }

    @Test func aPathThatIsNotThere() throws {
        let district = try District()
        #expect {
            try district.database.importFiles(["/no/such.csv"], options: ImportOptions(), user: "t")
        } throws: {
            ($0 as? RecordsError)?.category == .inputOutput
                && "\($0)" == "cannot read /no/such.csv: there is no such file or folder"
        }
    }

    @Test func allRefusedRowsAreCarriedAndTwentyAreListed() throws {
        let rows = (0..<35).map { "S-1,2026-02-\($0 + 40),A\n" }.joined()
        let district = try District(oneStudent(["attendance.csv": Self.attendance + rows]))
        do {
            try district.load()
            Issue.record("the rows were let in")
        } catch let error as RecordsError {
            #expect(error.category == .badData)
            #expect(error.rejected.count == 35)
            #expect(error.rejected[34].fields == ["S-1", "2026-02-74", "A"])
            let lines = error.description.split(separator: "\n")
            #expect(lines.count == 22)
            #expect(lines[20] == "… and 15 more")
            #expect(lines[21].hasPrefix("35 rows refused; nothing was imported."))
        }
    }

    @Test func goodRowsComeInWhereTheOthersAreKeptOut() throws {
        let district = try District(
            oneStudent([
                "attendance.csv": Self.attendance
                    + "S-1,2026-02-03,A\nS-9,2026-02-03,A\n\"S-1\",2026-02-04,\"T\"\nS-1,2026-02-03,E\n"
            ]))
        let summary = try district.load(ImportOptions(keepGoodRows: true))
        #expect(counts(summary)["attendance.csv"] == [2, 0, 0, 2])
        #expect(summary.rejected.map(\.line) == [3, 5])
        #expect(summary.rejected[0].value == "S-9")
        #expect(summary.rejected[1].fields == ["S-1", "2026-02-03", "E"])
        #expect(try district.snapshot().attendance[0].count == 2)
    }

    @Test func controlCharactersInAMessageAreVisible() throws {
        let district = try District(
            oneStudent(["attendance.csv": Self.attendance + "\u{1B}[31mS,2026-02-03,A\n"]))
        let message = try #require(try district.refusal())
        #expect(message.contains("'\\u{1b}[31mS' is no student"))
    }

    @Test func idsThatDifferOnlyInNormalizationAreTwo() throws {
        let district = try District(["students.csv": "student_id\n\u{E9}\ne\u{301}\n"])
        try district.load()
        #expect(try district.snapshot().students.count == 2)
    }

    @Test func aQuoteThatSwallowsTheFileIsRefusedBeforeTheMemoryIsGone() throws {
        let district = try District()
        let row = Data("S-1,Amara\n".utf8)
        var content = Data("student_id,given_name\nS-0,\"\n".utf8)
        for _ in 0..<14 { content.append(Data(repeating: 0x41, count: 5_000_000) + row) }
        try district.write("students.csv", content)
        let message = try #require(try district.refusal())
        #expect(message.hasPrefix("students.csv, line 2: the row that begins here is longer than 64 MB"))
    }

    @Test func aPathGivenTwiceIsReadOnce() throws {
        let district = try District(oneStudent())
        let summary = try district.database.importFiles(
            [district.files, district.files, district.files + "/students.csv"], options: ImportOptions(),
            user: "t")
        #expect(counts(summary)["students.csv"] == [1, 0, 0, 0])
    }

    /// The goal that was meant is offered: the same words of another day, or nearly the same words.
    @Test(arguments: [
        (
            "2025-09-22,Pass Algebra I",
            "'Pass Algebra I' is no goal of the student that was set on 2025-09-22 (did you mean 'Pass Algebra I', set on 2025-09-29?); add it to goals.csv"
        ),
        ("2025-09-29,Pass Algebar I", "(did you mean 'Pass Algebra I', set on 2025-09-29?)"),
    ])
    func progressOfANearGoalOffersIt(_ goal: String, _ message: String) throws {
        let district = try District(
            oneStudent([
                "goals.csv": "student_id,set_on,goal\nS-1,2025-09-29,Pass Algebra I\n",
                "goal_progress.csv": "student_id,set_on,goal,date,progress\nS-1,\(goal),2025-10-10,40\n",
            ]))
        let refusal = try #require(try district.refusal())
        #expect(refusal.contains("goal_progress.csv, line 2, column goal: '"), "\(refusal)")
        #expect(refusal.contains(message), "\(refusal)")
        let kept = try district.load(ImportOptions(keepGoodRows: true))
        #expect(kept.rejected.map(\.column) == ["goal"])
    }

    /// What a file does not say of a goal is as on record.
    @Test func aGoalIsClosedByTwoFiles() throws {
        let header = "student_id,set_on,goal,"
        let district = try District(
            oneStudent(["goals.csv": header + "status\nS-1,2026-02-03,Pass,reached\n"]))
        try district.load()
        try district.write("goals.csv", header + "closed_on\nS-1,2026-02-03,Pass,2026-02-10\n")
        #expect(counts(try district.load())["goals.csv"] == [0, 1, 0, 0])
    }
}
