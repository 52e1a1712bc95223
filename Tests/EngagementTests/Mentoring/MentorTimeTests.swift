import Engagement
import Testing

@Suite struct MentorTimeTests {
    @Test func isCountedByRoleSettingAndWhomWith() {
        var district = SmallDistrict()
        let mentor = district.builder.addMentor(Mentor(id: "m", name: "M"))
        let other = district.builder.addMentor(Mentor(id: "n", name: "N"))
        func add(
            _ row: Int, _ date: String, _ who: Int, _ with: Constituent, _ role: MentorRole?,
            _ setting: Setting?,
            _ minutes: Int?
        ) {
            district.builder.add(
                Contact(
                    date: day(date), mentor: who, with: with, role: role, setting: setting, mode: nil,
                    minutes: minutes), to: row)
        }
        add(0, "2025-06-01", mentor, .student, .coach, .school, 500)
        add(0, "2025-09-02", mentor, .student, .coach, .school, 30)
        add(1, "2025-09-03", mentor, .guardian, .coach, .home, nil)
        add(1, "2025-09-20", mentor, .guardian, .advocate, nil, 10)
        add(1, "2025-09-21", mentor, .student, nil, .school, 5)
        add(0, "2025-09-21", other, .student, .coach, .school, 60)
        let snapshot = district.snapshot()
        let time = snapshot.time(ofMentor: mentor)
        #expect(time.total.contacts == 4 && time.total.minutes == 45, "the school year's only")
        #expect(time.byRole[.coach]?.contacts == 2 && time.byRole[.coach]?.minutes == 30)
        #expect(time.byRole[.advocate]?.minutes == 10 && time.byRole[.caseManager] == nil)
        #expect(time.bySetting[.school]?.minutes == 35 && time.bySetting[.home]?.contacts == 1)
        #expect(time.byConstituent[.guardian]?.contacts == 2)
        #expect(snapshot.time(ofMentor: mentor, from: day("2025-09-20")).total.contacts == 2)
        #expect(snapshot.contacts(ofMentor: mentor).map(\.row) == [0, 1, 1, 1])
    }
}
