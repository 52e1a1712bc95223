import Engagement
import Testing

@Suite struct GroupFiguresTests {
    @Test func countsHitsAndFalseAlarmsOfItsOwn() {
        let figures = GroupFigures(
            group: "f",
            [
                .init(risk: 3, happened: true), .init(risk: 1, happened: true),
                .init(risk: 3, happened: false), .init(risk: 0, happened: false),
                .init(risk: 0, happened: false), .init(risk: 0, happened: false),
            ]
        ) { $0.risk >= 2 }
        #expect((figures.students, figures.happened) == (6, 2))
        #expect(figures.recall == 0.5)
        #expect(figures.falseAlarms == 0.25)
    }

    @Test func whatCannotBeSaidIsNotSaid() {
        let figures = GroupFigures(group: "x", [.init(risk: 1, happened: true)]) { _ in true }
        #expect(figures.recall == 1)
        #expect(figures.falseAlarms == nil)
        #expect(figures.discrimination == nil)
    }
}
