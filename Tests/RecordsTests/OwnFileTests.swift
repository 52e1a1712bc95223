import Engagement
import Records
import Testing

@Suite struct OwnFileTests {
    static let everyFile = [
        "schools.csv": "school_id,name\nHS,North High\nMS,South Middle\n",
        "terms.csv": "term_id,title,kind,start,end\nY,2025/26,schoolYear,2025-09-01,2026-06-30\n",
        "calendar.csv":
            "date,school_id,school_day,note\n2025-09-02,,,\n2025-09-03,,yes,\n2025-09-03,MS,no,Fair\n",
        "students.csv":
            "student_id,given_name,middle_name,family_name,preferred_name,grade,school_id,enrolled_from,enrolled_to,language\n"
            + "S-2,Bo,,Lind,,KG,MS,,,\nS-1,Amara,Jo,Okafor,Ami,09,HS,2025-09-02,2026-06-30,Igbo\n",
        "demographics.csv": "student_id,name,value\nS-1,birth_date,2011-03-09\n",
        "attendance.csv":
            "student_id,date,code,period,reason\nS-1,2025-09-03,T,,Bus\nS-1,2025-09-03,present,,\nS-1,2025-09-02,A,,\nS-1,2025-09-02,missed_class,3,\n",
        "discipline.csv": "student_id,date,kind,days,incident_id,note\nS-1,2025-09-03,oss,1.5,I-1,x\n",
        "credits.csv":
            "student_id,subject,course,term,date,grade,percent,attempted,earned,in_progress\nS-1,Math,Algebra,Fall,2025-12-20,B+,87.5,0.5,0.5,0\n",
        "graduation_requirements.csv":
            "diploma,subject,credits,first_grade,last_grade,takes_surplus,repeats_count\n,Math,4,,,,\n,Electives,2,9,10,yes,no\nCareer,Math,3,,,,yes\n",
        "graduation_plans.csv": "student_id,diploma\nS-2,Career\n",
        "credit_waivers.csv": "student_id,subject,credits,reason,date\nS-1,Electives,0.5,Plan,2025-10-02\n",
        "homework.csv":
            "student_id,homework_id,title,assigned,due,status,score,maximum\nS-1,H-1,Fractions,2025-09-02,2025-09-03,fully graded,17,20\n",
        "observations.csv":
            "student_id,indicator,date,value,setting,recorder,note\nS-1,time_on_task,2025-09-02,7,school,Ida,Group\nS-1,reading_minutes,2025-09-02,120,,,\n",
        "surveys.csv":
            "student_id,date,instrument,subscale,value,item\nS-1,2025-09-02,SEI,peer_support,3,14\n",
        "activities.csv": "student_id,date,kind,name,hours\nS-1,2025-09-02,extracurricular,Robots,1.5\n",
        "guardians.csv":
            "student_id,guardian_id,name,relationship,phone,email,language,is_primary\nS-1,G-1,Ngozi Okafor,mother,555-0142,,Igbo,yes\n",
        "contacts.csv":
            "student_id,date,mentor_id,with,role,setting,mode,minutes,person,note,contact_id\nS-1,2025-09-04,M-1,guardian,case_manager,home,phone,20,Ngozi,Agreed,\nS-1,2025-09-03,M-1,student,coach,school,,,,,\n",
        "interventions.csv":
            "student_id,start,kind,focus,end,status,role,mentor_id,indicators,outcome,note,intervention_id\nS-1,2025-09-03,basic,,2025-10-01,,coach,M-1,absences tardies,Better,,\n",
        "goals.csv":
            "student_id,set_on,goal,due,progress,status,closed_on\nS-1,2025-09-05,Pass Algebra,2026-01-20,40,,\n",
        "goal_progress.csv":
            "student_id,set_on,goal,date,progress\nS-1,2025-09-05,Pass Algebra,2026-01-10,70\nS-1,2025-09-05,Pass Algebra,2025-10-10,50\n",
        "strengths.csv": "student_id,date,strength,recorder\nS-1,2025-09-05,Patient,Ida\n",
        "organizations.csv": "id,name,description,email,website\nO-1,Riverbend,,,\n",
        "taxonomy_terms.csv": "id,code,name,parent_id,taxonomy\nT-1,H,Tutoring,,\n",
        "locations.csv": "id,name,transportation,latitude,longitude\nL-1,House,Bus 7,39.1,-84.5\n",
        "services.csv":
            "id,organization_id,name,status,minimum_age,maximum_age\nSV-1,O-1,Homework Club,active,12,19\n",
        "service_at_location.csv": "id,service_id,location_id\nSL-1,SV-1,L-1\n",
        "addresses.csv": "id,location_id,address_1,city\nA-1,L-1,1 River St,Millbrook\n",
        "phones.csv": "id,service_id,number\nP-1,SV-1,555-0171\n",
        "schedules.csv": "id,service_id,byday,opens_at,closes_at\nC-1,SV-1,TU,15:00,18:00\n",
        "service_areas.csv": "id,service_id,name\nSA-1,SV-1,Millbrook\n",
        "languages.csv": "id,service_id,name,code\nG-1,SV-1,Spanish,es\n",
        "attributes.csv": "id,link_id,taxonomy_term_id\nAT-1,SV-1,T-1\n",
        "cost_options.csv": "id,service_id,option,amount\nCO-1,SV-1,All,0\n",
        "required_documents.csv": "id,service_id,document\nD-1,SV-1,Card\n",
        "linkages.csv":
            "student_id,service_id,date,status,mentor_id,domain,priority,reason,outcome,proposed_by,note,linkage_id,step_id\n"
            + "S-1,SV-1,2025-09-03,proposed,,academic,2,Homework,,match,,,\nS-1,SV-1,2025-09-05,active,M-1,,,,,,Form,,\n",
        "mentors.csv":
            "mentor_id,name,education,years_home,years_school,caseload_limit\nM-1,Ida Marsh,BA,2.5,4,25\n",
        "trainings.csv":
            "mentor_id,training,date,hours\nM-1,Later,2027-01-01,3\nM-1,Preparation,2025-08-20,12\nM-1,Undated,,\n",
        "events.csv":
            "mentor_id,date,name,kind,hours,note\nM-1,2026-02-12,Science fair,school_event,2.5,Judged\n",
        "caseloads.csv": "mentor_id,student_id,from,to\nM-1,S-1,2025-09-02,\n",
        "indicators.csv":
            "id,domain,title,unit,minimum,maximum,direction,cadence,source\nreading_minutes,academic,Reading,minutes,0,2000,higher,weekly,Log\n",
        "outcomes.csv": "student_id,outcome,value,date\nS-1,dropout,0,2026-06-12\n",
    ]

    @Test func everyFileComesInAndIsInTheSnapshot() throws {
        let district = try District(Self.everyFile)
        let summary = try district.load()
        #expect(summary.files.count == 41)
        #expect(summary.files.map(\.new).reduce(0, +) == 56)
        #expect(summary.files.allSatisfy { $0.ignoredColumns.isEmpty && $0.refused == 0 })
        let snapshot = try district.snapshot()
        #expect(snapshot.students.count == 2)
        let row = try #require(snapshot.row(of: "S-1"))
        #expect(snapshot.name(of: row) == "Ami Okafor")
        #expect(snapshot.grade(of: row) == 9)
        #expect(snapshot.school(of: row)?.name == "North High")
        #expect(snapshot.schoolDays[0].count == 2)
        #expect(snapshot.schoolDays[1].count == 1)
        let attendance = try #require(snapshot.attendance(of: row))
        #expect(attendance.daysEnrolled == 2)
        #expect(attendance.unexcused == 1)
        #expect(attendance.tardies == 1)
        #expect(snapshot.discipline(of: row)?.outOfSchoolDays == 1.5)
        #expect(snapshot.credits(of: row)?.earned == 0.5)
        #expect(snapshot.courseResults[row].first?.percent == 87.5)
        let standing = try #require(snapshot.graduation(of: row))
        #expect(standing.subjects.map(\.name) == ["Electives", "Math"])
        #expect(
            standing.subjects.map(\.required) == [1.5, 4] && standing.subjects.map(\.earned) == [0, 0.5])
        #expect(snapshot.graduation(of: 1)?.diploma == "Career")
        #expect(snapshot.homework(of: row)?.accuracy == 0.85)
        #expect(snapshot.guardians[row].first?.isPrimary == true)
        let contacts = snapshot.contacts[row]
        #expect(contacts.map(\.constituent) == [.student, .guardian])
        #expect(contacts.last?.role == .caseManager)
        #expect(contacts.last?.setting == .home)
        #expect(contacts.last?.minutes == 20)
        #expect(contacts.first?.mode == nil)
        #expect(contacts.first?.mentor == 0)
        let intervention = try #require(snapshot.interventions[row].first)
        #expect(intervention.status == .completed)
        #expect(intervention.focus == nil)
        #expect(snapshot.texts[intervention.indicators] == "absences tardies")
        let goal = try #require(snapshot.goals[row].first)
        #expect(goal.status == .active && goal.progress == 70 && goal.closedOn == .unknown)
        #expect(snapshot.strengths[row].map { snapshot.texts[$0.strength] } == ["Patient"])
        #expect(snapshot.observations[row].count == 2)
        let own = try #require(snapshot.catalog.number(of: "reading_minutes"))
        #expect(snapshot.value(of: own, row: row, from: [.observations])?.value == 120)
        let peers = try #require(snapshot.catalog.number(of: "peer_relationships"))
        #expect(snapshot.value(of: peers, row: row, from: [.survey])?.value == 3)
        #expect(snapshot.activities[row].first?.hours == 1.5)
        #expect(snapshot.linkages(of: row).map(\.status) == [.active])
        #expect(snapshot.directory.services.map(\.name) == ["Homework Club"])
        #expect(snapshot.mentors.first?.yearsInHomeSettings == 2.5)
        #expect(snapshot.mentors.first?.trainings.map(\.title) == ["Undated", "Preparation"])
        #expect(snapshot.mentors.first?.trainings.last?.hours == 12)
        #expect(snapshot.mentors.first?.events.map(\.name) == ["Science fair"])
        #expect(snapshot.mentors.first?.events.first?.hours == 2.5)
        #expect(snapshot.caseload(of: 0) == [row])
        #expect(snapshot.texts[snapshot.demographics[row].first?.value ?? .none] == "2011-03-09")
        #expect(try district.database.outcomes(named: "dropout") == ["S-1": 0])
        #expect(try district.database.outcomeNames() == ["dropout"])
    }

    @Test func theSameFilesAgainChangeNothing() throws {
        let district = try District(Self.everyFile)
        try district.load()
        let before = try district.snapshot().fingerprint
        let again = try district.load()
        #expect(again.files.allSatisfy { $0.new == 0 && $0.changed == 0 && $0.ended == 0 })
        #expect(try district.snapshot().fingerprint == before)
    }
}
