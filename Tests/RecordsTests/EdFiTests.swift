import Engagement
import Foundation
import Records
import Testing

@Suite struct EdFiTests {
    private static func file(_ name: String, _ records: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Interchange\(name) xmlns="http://ed-fi.org/5.2.0">
        \(records)
        </Interchange\(name)>
        """
    }

    private static let schools = file(
        "EducationOrganization",
        """
        <School id="S1"><SchoolId>255</SchoolId><NameOfInstitution>North &amp; High</NameOfInstitution></School>
        <Course><CourseCode>ALG</CourseCode></Course>
        """)

    private static let students = file(
        "Student",
        """
        <Student>
          <StudentUniqueId>604821</StudentUniqueId>
          <Name><FirstName>Tyrone</FirstName><MiddleName>J</MiddleName><LastSurname>Dyer</LastSurname>
            <PreferredFirstName>Ty</PreferredFirstName></Name>
          <BirthData><BirthDate>2008-11-13</BirthDate>
            <BirthSex>uri://ed-fi.org/SexDescriptor#Male</BirthSex></BirthData>
          <Citizenship><CitizenshipStatus>x</CitizenshipStatus></Citizenship>
        </Student>
        <Student id="ST2"><StudentUniqueId>604822</StudentUniqueId><Name><FirstName>Zoë</FirstName>
          <LastSurname><![CDATA[<Woods>]]></LastSurname></Name></Student>
        """)

    private static func student(_ id: String = "604821") -> String {
        "<StudentReference><StudentIdentity><StudentUniqueId>\(id)</StudentUniqueId></StudentIdentity></StudentReference>"
    }

    private static let school =
        "<SchoolReference><SchoolIdentity><SchoolId>255</SchoolId></SchoolIdentity></SchoolReference>"

    private static func event(_ date: String, _ category: String, of id: String = "604821") -> String {
        """
        <StudentSchoolAttendanceEvent><AttendanceEvent><EventDate>\(date)</EventDate>
        <AttendanceEventCategory>uri://ed-fi.org/AttendanceEventCategoryDescriptor#\(category)</AttendanceEventCategory>
        <AttendanceEventReason>ill</AttendanceEventReason></AttendanceEvent>\(student(id))\(school)</StudentSchoolAttendanceEvent>
        """
    }

    private static func section(_ date: String) -> String {
        """
        <StudentSectionAttendanceEvent><AttendanceEvent><EventDate>\(date)</EventDate>
        <AttendanceEventCategory>uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy</AttendanceEventCategory>
        </AttendanceEvent>\(student())<SectionReference><SectionIdentity><SectionIdentifier>MATH-1</SectionIdentifier>
        </SectionIdentity></SectionReference></StudentSectionAttendanceEvent>
        """
    }

    private static let base = ["orgs.xml": schools, "Student.xml": students]

    private func district(_ files: [String: String]) throws -> District {
        try District(Self.base.merging(files) { $1 })
    }

    @Test func studentsComeWithTheirIdsNamesAndFacts() throws {
        let district = try district([:])
        let summary = try district.load()
        #expect(counts(summary) == ["orgs.xml": [1, 0, 0, 0], "Student.xml": [4, 0, 0, 0]])
        #expect(summary.files.map(\.rowsRead).reduce(0, +) == 4)
        let snapshot = try district.snapshot()
        #expect((0..<2).map { snapshot.id(of: $0) } == ["604821", "604822"])
        #expect((0..<2).map { snapshot.name(of: $0) } == ["Ty Dyer", "Zoë <Woods>"])
        #expect(snapshot.schools.map(\.name) == ["North & High"])
        let facts = snapshot.demographics[0].map { "\(snapshot.texts[$0.name])=\(snapshot.texts[$0.value])" }
        #expect(facts == ["birth_date=2008-11-13", "sex=male"])
        // What is not read is named.
        #expect(summary.files.first { $0.name.hasSuffix("orgs.xml") }?.unread == ["Course": 1])
        #expect(
            summary.files.first { $0.name.hasSuffix("Student.xml") }?.ignoredColumns == [
                "Student/Citizenship"
            ])
    }

    @Test func enrollmentSaysSchoolGradeAndDays() throws {
        let enrollment = Self.file(
            "StudentEnrollment",
            """
            <StudentSchoolAssociation>\(Self.student())\(Self.school)<EntryDate>2025-09-01</EntryDate>
              <EntryGradeLevel>uri://ed-fi.org/GradeLevelDescriptor#Ninth grade</EntryGradeLevel></StudentSchoolAssociation>
            <StudentSchoolAssociation><StudentReference ref="ST2"/>\(Self.school)<EntryDate>2024-09-01</EntryDate>
              <EntryGradeLevel>uri://ed-fi.org/GradeLevelDescriptor#Kindergarten</EntryGradeLevel>
              <ExitWithdrawDate>2025-06-12</ExitWithdrawDate></StudentSchoolAssociation>
            """)
        let district = try district(["enrollment.xml": enrollment])
        try district.load()
        let snapshot = try district.snapshot(day("2025-10-01"))
        #expect(snapshot.students.count == 1)
        #expect(snapshot.grade(of: 0) == 9)
        #expect(snapshot.school(of: 0)?.id == "255")
        #expect(try district.snapshot(day("2025-06-01")).students.count == 1)
        #expect(try counts(district.load()).values.allSatisfy { $0 == [0, 0, 0, 0] })
        // Enrollment that comes alone goes to the students on record.
        let other = try self.district([:])
        try other.load()
        for name in Self.base.keys { try FileManager.default.removeItem(atPath: other.files + "/" + name) }
        try other.write(
            "enrollment.xml", enrollment.replacingOccurrences(of: "ref=\"ST2\"", with: "ref=\"604822\""))
        #expect(try counts(other.load()) == ["enrollment.xml": [0, 2, 0, 0]])
        #expect(try other.snapshot(day("2025-10-01")).grade(of: 0) == 9)
    }

    @Test func attendanceKnowsEdFisWordsAndDoesNotCountALatenessTwice() throws {
        let district = try district([
            "school.xml": Self.file(
                "StudentAttendance",
                Self.event("2025-09-02", "Unexcused Absence") + Self.event("2025-09-03", "Excused Absence")
                    + Self.event("2025-09-04", "Tardy") + Self.event("2025-09-05", "Partial")),
            "section.xml": Self.file(
                "StudentAttendance", Self.section("2025-09-04") + Self.section("2025-09-08")),
        ])
        let summary = try district.load()
        let snapshot = try district.snapshot()
        #expect(snapshot.attendance[0].map(\.code) == [.unexcused, .excused, .tardy, .tardy])
        #expect(snapshot.attendance[0].map { snapshot.texts[$0.period] } == ["", "", "", "MATH-1"])
        let unread = summary.files.reduce(into: [:]) { $0.merge($1.unread) { $0 + $1 } }
        #expect(
            unread == [
                "Course": 1,
                "StudentSectionAttendanceEvent that the school's own event says too": 1,
            ])
        #expect(summary.files.flatMap(\.unmapped.keys).map(\.word) == ["Partial"])
        // Nobody says where the student is enrolled: at the school that noted attendance.
        #expect(snapshot.school(of: 0)?.id == "255")
        #expect(snapshot.school(of: 1) == nil)
        #expect(try counts(district.load()).values.allSatisfy { $0 == [0, 0, 0, 0] })
        try district.write("map.json", #"{ "codes": { "attendance": { "Partial": "early_departure" } } }"#)
        var options = ImportOptions()
        options.mapping = try Mapping(contentsOfFile: district.files + "/map.json")
        try district.load(options)
        #expect(try district.snapshot().attendance[0].contains { $0.code == .earlyDeparture })
    }

    @Test func disciplineComesFromIncidentsAndActions() throws {
        let district = try district([
            "discipline.xml": Self.file(
                "StudentDiscipline",
                """
                <DisciplineIncident id="D1"><IncidentIdentifier>10</IncidentIdentifier><IncidentDate>2025-10-18</IncidentDate>
                  \(Self.school)</DisciplineIncident>
                <StudentDisciplineIncidentBehaviorAssociation>\(Self.student())<DisciplineIncidentReference ref="D1"/>
                  <Behavior>uri://x#Other</Behavior><DisciplineIncidentParticipationCode>uri://x#Perpetrator</DisciplineIncidentParticipationCode>
                </StudentDisciplineIncidentBehaviorAssociation>
                <StudentDisciplineIncidentBehaviorAssociation>\(Self.student())<DisciplineIncidentReference>
                  <DisciplineIncidentIdentity><IncidentIdentifier>10</IncidentIdentifier>\(Self.school)</DisciplineIncidentIdentity>
                  </DisciplineIncidentReference><Behavior>uri://x#State Offense</Behavior></StudentDisciplineIncidentBehaviorAssociation>
                <StudentDisciplineIncidentBehaviorAssociation>\(Self.student("604822"))<DisciplineIncidentReference ref="D1"/>
                  <DisciplineIncidentParticipationCode>uri://x#Witness</DisciplineIncidentParticipationCode>
                </StudentDisciplineIncidentBehaviorAssociation>
                <DisciplineAction><DisciplineActionIdentifier>7</DisciplineActionIdentifier>
                  <Discipline>uri://ed-fi.org/DisciplineDescriptor#In School Suspension</Discipline>
                  <DisciplineDate>2025-10-20</DisciplineDate><DisciplineActionLength>3</DisciplineActionLength>
                  <ActualDisciplineActionLength>2.5</ActualDisciplineActionLength>\(Self.student())</DisciplineAction>
                <DisciplineAction><DisciplineActionIdentifier>8</DisciplineActionIdentifier>
                  <Discipline>uri://ed-fi.org/DisciplineDescriptor#Expulsion</Discipline><DisciplineDate>2025-10-21</DisciplineDate>
                  <DisciplineActionLength>5</DisciplineActionLength>\(Self.student())</DisciplineAction>
                <DisciplineAction><DisciplineActionIdentifier>9</DisciplineActionIdentifier>
                  <Discipline>uri://ed-fi.org/DisciplineDescriptor#Community Service</Discipline>
                  <DisciplineDate>2025-10-21</DisciplineDate>\(Self.student())</DisciplineAction>
                """)
        ])
        let summary = try district.load()
        let snapshot = try district.snapshot()
        #expect(
            snapshot.discipline[0].map { "\($0.date) \($0.kind.name) \($0.days)" } == [
                "2025-10-18 referral 0.0", "2025-10-20 in_school_suspension 2.5",
                "2025-10-21 out_of_school_suspension 5.0",
            ])
        #expect(snapshot.discipline[1].isEmpty)
        #expect(
            summary.files.flatMap(\.unmapped.keys).map(\.mapping)
                == [#"{"codes": {"discipline": {"Community Service": "referral"}}}"#])
        #expect(
            summary.files.first { $0.name.hasSuffix("discipline.xml") }?.unread == [
                "StudentDisciplineIncidentBehaviorAssociation of a 'Witness'": 1
            ])
        #expect(try counts(district.load()).values.allSatisfy { $0 == [0, 0, 0, 0] })
    }

    /// A type of gradebook entry that is no homework is named, and a mapping makes it one.
    @Test func aTypeOfGradebookEntryIsMapped() throws {
        func entry(_ id: String, _ type: String) -> String {
            "<GradebookEntry><GradebookEntryIdentifier>\(id)</GradebookEntryIdentifier><Title>\(id)</Title><DateAssigned>2025-09-01</DateAssigned><GradebookEntryType>uri://ed-fi.org/GradebookEntryTypeDescriptor#\(type)</GradebookEntryType></GradebookEntry><StudentGradebookEntry><GradebookEntryReference><GradebookEntryIdentity><GradebookEntryIdentifier>\(id)</GradebookEntryIdentifier></GradebookEntryIdentity></GradebookEntryReference>\(Self.student())</StudentGradebookEntry>"
        }
        let district = try District([
            "students.xml": Self.students,
            "gradebook.xml": Self.file("StudentGradebook", entry("A", "Activity") + entry("B", "Homework")),
        ])
        let summary = try district.load()
        #expect(try district.snapshot().homework[0].count == 1)
        #expect(
            summary.files.flatMap(\.unmapped.keys).map(\.mapping)
                == [#"{"categories": {"homework": ["Activity"]}}"#])
        try district.write(
            "map.json", #"{ "categories": { "homework": ["Activity", "Homework"] } }"#)
        var options = ImportOptions()
        options.mapping = try Mapping(contentsOfFile: district.files + "/map.json")
        #expect(try district.load(options).files.allSatisfy(\.unmapped.isEmpty))
        #expect(try district.snapshot().homework[0].count == 2)
    }

    @Test func contactsProgramsHomeworkAndInterventionsCome() throws {
        let program =
            "<ProgramReference><ProgramIdentity><ProgramName>Special Education (K-12)</ProgramName></ProgramIdentity></ProgramReference>"
        func entry(_ id: String, _ due: String) -> String {
            "<GradebookEntry><GradebookEntryIdentifier>\(id)</GradebookEntryIdentifier><Title>\(id)</Title><DateAssigned>2025-09-01</DateAssigned>\(due)</GradebookEntry>"
        }
        func grade(_ id: String, _ rest: String) -> String {
            """
            <StudentGradebookEntry><GradebookEntryReference><GradebookEntryIdentity><GradebookEntryIdentifier>\(id)</GradebookEntryIdentifier>
            </GradebookEntryIdentity></GradebookEntryReference>\(Self.student())\(rest)</StudentGradebookEntry>
            """
        }
        let district = try district([
            "contacts.xml": Self.file(
                "Contact",
                """
                <Contact id="P1"><ContactUniqueId>778</ContactUniqueId><Name><FirstName>Carmen</FirstName><LastSurname>Dyer</LastSurname></Name>
                  <Telephone><TelephoneNumber>1</TelephoneNumber><TelephoneNumberType>uri://x#Fax</TelephoneNumberType></Telephone>
                  <Telephone><TelephoneNumber>2</TelephoneNumber></Telephone>
                  <Telephone><TelephoneNumber>3</TelephoneNumber><OrderOfPriority>1</OrderOfPriority></Telephone>
                  <ElectronicMail><ElectronicMailAddress>c@example.org</ElectronicMailAddress></ElectronicMail></Contact>
                <StudentContactAssociation>\(Self.student())<ContactReference ref="P1"/><Relation>uri://x#Mother</Relation>
                  <PrimaryContactStatus>true</PrimaryContactStatus></StudentContactAssociation>
                """),
            "programs.xml": Self.file(
                "StudentProgram",
                """
                <StudentSpecialEducationProgramAssociation>\(Self.student())\(program)<EndDate>2025-10-01</EndDate></StudentSpecialEducationProgramAssociation>
                <StudentSpecialEducationProgramAssociation>\(Self.student())\(program)</StudentSpecialEducationProgramAssociation>
                <StudentProgramAssociation>\(Self.student("604822"))\(program)<EndDate>2025-10-01</EndDate></StudentProgramAssociation>
                """),
            "gradebook.xml": Self.file(
                "StudentGradebook",
                entry("hw", "<DueDate>2025-09-02</DueDate><MaxPoints>10</MaxPoints>") + entry("quiz", "")
                    + entry("late", "<DueDate>2025-09-03</DueDate>")
                    + grade(
                        "hw",
                        "<NumericGradeEarned>8</NumericGradeEarned><SubmissionStatus>uri://x#Graded</SubmissionStatus>"
                    )
                    + grade("quiz", "<NumericGradeEarned>8</NumericGradeEarned>")
                    + grade("late", "<SubmissionStatus>uri://x#Missing</SubmissionStatus>")),
            "help.xml": Self.file(
                "StudentIntervention",
                """
                <Intervention><DeliveryMethod>uri://x#Individual</DeliveryMethod><BeginDate>2025-09-10</BeginDate>
                  <InterventionIdentificationCode>C-1</InterventionIdentificationCode></Intervention>
                <StudentInterventionAssociation>\(Self.student())<InterventionReference><InterventionIdentity>
                  <InterventionIdentificationCode>C-1</InterventionIdentificationCode></InterventionIdentity></InterventionReference>
                </StudentInterventionAssociation>
                """),
        ])
        try district.load()
        let snapshot = try district.snapshot()
        let guardian = try #require(snapshot.guardians[0].first)
        let texts = snapshot.texts
        #expect(texts[guardian.name] == "Carmen Dyer" && texts[guardian.relationship] == "mother")
        #expect(
            texts[guardian.phone] == "3" && texts[guardian.email] == "c@example.org" && guardian.isPrimary)
        let programs = (0..<2).flatMap { row in snapshot.demographics[row].map { $0 } }
            .filter { texts[$0.name] == "program_special_education_k_12" }
        #expect(programs.map { texts[$0.value] } == ["yes", "ended"])
        #expect(snapshot.homework[0].map { texts[$0.title] } == ["hw", "late"])
        #expect(snapshot.homework[0].map(\.status) == [.fullyGraded, .notSubmitted])
        #expect(snapshot.homework[0].first?.maximum == 10)
        #expect(snapshot.interventions[0].map(\.kind) == [.intensive])
        #expect(try counts(district.load()).values.allSatisfy { $0 == [0, 0, 0, 0] })
    }

    @Test func sessionsAndCalendarsAreTermsAndSchoolDays() throws {
        func session(_ name: String, _ first: String, _ last: String) -> String {
            "<Session><SessionName>\(name)</SessionName><SchoolYear>2025-2026</SchoolYear><BeginDate>\(first)</BeginDate><EndDate>\(last)</EndDate><Term>uri://x#Fall Semester</Term>\(Self.school)</Session>"
        }
        func date(_ day: String, _ event: String, _ calendar: String) -> String {
            "<CalendarDate><Date>\(day)</Date><CalendarEvent>uri://x#\(event)</CalendarEvent><CalendarReference><CalendarIdentity><CalendarCode>\(calendar)</CalendarCode>\(Self.school)</CalendarIdentity></CalendarReference></CalendarDate>"
        }
        let district = try district([
            "calendar.xml": Self.file(
                "EducationOrgCalendar",
                session("Fall", "2025-09-01", "2025-12-19") + session("Spring", "2026-01-05", "2026-05-29")
                    + session("Fall", "2025-09-01", "2025-12-19")
                    + "<Calendar><CalendarCode>A</CalendarCode>\(Self.school)</Calendar>"
                    + "<Calendar><CalendarCode>B</CalendarCode><CalendarType>uri://x#Student Specific</CalendarType>\(Self.school)</Calendar>"
                    + date("2025-09-01", "Instructional day", "A") + date("2025-09-02", "Holiday", "A")
                    + date("2025-09-03", "Instructional day", "B") + date("2025-09-04", "Picnic", "A"))
        ])
        let summary = try district.load()
        let snapshot = try district.snapshot()
        #expect(
            snapshot.terms.map { "\($0.id) \($0.kind.name) \($0.start) \($0.end)" } == [
                "Fall semester 2025-09-01 2025-12-19", "2025-2026 schoolYear 2025-09-01 2026-05-29",
                "Spring semester 2026-01-05 2026-05-29",
            ])
        #expect(snapshot.schoolDays[0].map(\.description) == ["2025-09-01"])
        #expect(
            summary.files.first { $0.name.hasSuffix("calendar.xml") }?.unread == [
                "CalendarDate of a calendar that is 'Student Specific'": 1, "CalendarEvent 'Picnic'": 1,
            ])
    }

    @Test(arguments: [
        (
            event("2025-09-31", "Tardy"),
            "x.xml, line 3, column AttendanceEvent/EventDate: '2025-09-31' is not a day of the calendar; write YYYY-MM-DD"
        ),
        (
            event("2025-09-03", "Tardy", of: "999"),
            "x.xml, line 3: StudentSchoolAttendanceEvent names student '999', of whom there is no Student record; import the file that has it too, or drop this record"
        ),
        (
            "<StudentContactAssociation>\(student())<ContactReference ref=\"P9\"/></StudentContactAssociation>",
            "x.xml, line 3: StudentContactAssociation of student '604821' names contact 'P9', of whom there is no Contact record; import the file that has it too, or drop this record"
        ),
        (
            "<StudentDisciplineIncidentBehaviorAssociation>\(student())<DisciplineIncidentReference ref=\"D9\"/></StudentDisciplineIncidentBehaviorAssociation>",
            "x.xml, line 3: StudentDisciplineIncidentBehaviorAssociation of student '604821' names incident '#D9', of which there is no DisciplineIncident record; import the file that has it too, or drop this record"
        ),
    ])
    func whatIsWrongIsRefusedWithItsPlace(record: String, message: String) throws {
        let district = try district(["x.xml": Self.file("StudentAttendance", record)])
        #expect(try district.refusal()?.split(separator: "\n").first.map(String.init) == message)
        #expect(try district.snapshot().students.count == 0)
        var options = ImportOptions()
        options.keepGoodRows = true
        #expect(try district.load(options).rejected.count == 1)
        #expect(try district.snapshot().students.count == 2)
    }

    @Test(arguments: [
        ("<InterchangeStudent><Student>", "x.xml, line 1: is not well-formed XML at column "),
        (
            "<InterchangeStudent>\n<Student></Stu></InterchangeStudent>",
            "x.xml, line 2: is not well-formed XML"
        ),
        ("", "x.xml, line 1: is not well-formed XML at column 1: no element found"),
        (
            "<InterchangeStudent>\n<Student>\u{1}</Student></InterchangeStudent>",
            "x.xml, line 2: is not well-formed"
        ),
        (
            "<!DOCTYPE a [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;\">]>\n<InterchangeStudent>&b;</InterchangeStudent>",
            "x.xml, line 1: has a document type declaration, which Ed-Fi files do not have"
        ),
        (
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><InterchangeStudent/>",
            "x.xml, line 1: has a document type declaration"
        ),
        (
            "<InterchangeStudent>" + String(repeating: "<a>", count: 100),
            "x.xml, line 1: elements are nested deeper than 64"
        ),
    ])
    func whatIsNoXMLIsRefusedWithItsLine(content: String, message: String) throws {
        let district = try District(["x.xml": content])
        let refusal = try district.refusal() ?? ""
        #expect(refusal.hasPrefix(message), "\(refusal)")
    }

    /// A file that is being read is in memory one record at a time.
    @Test func aRecordWithoutEndIsRefused() throws {
        let district = try District([
            "x.xml": "<InterchangeStudent><Student>" + String(repeating: "x", count: 65 << 20)
                + "</Student></InterchangeStudent>"
        ])
        #expect(try district.refusal() == "x.xml, line 1: a record is larger than 64 MiB")
    }

    /// The school is not in any file: the students and their attendance come in all the same.
    @Test func attendanceAtAnUnknownSchoolKeepsNobodyOut() throws {
        let district = try District([
            "Student.xml": Self.students,
            "x.xml": Self.file("StudentAttendance", Self.event("2025-09-02", "Tardy")),
        ])
        #expect(try district.load().rejected.isEmpty)
        #expect(try district.snapshot().attendance[0].map(\.code) == [.tardy])
        #expect(try district.snapshot().school(of: 0) == nil)
    }

    @Test func otherXMLIsNotTaken() throws {
        let district = try district(["other.xml": "<feed><entry/></feed>"])
        #expect(try district.load().ignoredFiles.map { $0.hasSuffix("other.xml") } == [true])
    }
}
