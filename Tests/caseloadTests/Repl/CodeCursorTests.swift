import Testing

@testable import caseload

@Suite struct CodeCursorTests {
    @Test(arguments: [
        ("student \"S-1", "student", 0, "", "S-1"),
        ("student('S-", "student", 0, "", "S-"),
        ("s:propose(service(\"SV-1\"), \"beca", "propose", 1, "", "beca"),
        ("run(\"points\", students, { ", "", 0, "", nil),
        ("students:where { grade = 9, tier = \"", "where", 1, "tier", ""),
        ("students:where \"school = 'North", "where", 0, "", "school = 'North"),
        ("print(\"a \\\" b\", x, [[c", "print", 2, "", "c"),
        ("if x == \"", "", 0, "", ""),
        ("return \"", "", 0, "", ""),
    ])
    func whatIsOpen(_ code: String, _ callee: String, _ count: Int, _ key: String, _ text: String?) {
        let cursor = CodeCursor(code)
        #expect(cursor.text == text)
        #expect(cursor.openings.last?.callee ?? "" == callee)
        #expect(cursor.openings.last?.count ?? 0 == count)
        #expect(cursor.openings.last?.key ?? "" == key)
    }

    @Test func aCallKnowsItsTexts() {
        let cursor = CodeCursor("run(\"points\", students, { step = 2, mo")
        #expect(cursor.openings.map(\.callee) == ["run", ""])
        #expect(cursor.openings[0].texts == [0: "points"])
        #expect(cursor.isAtStart)
        #expect(!CodeCursor("run(\"points\", students, { step = mo").isAtStart)
        #expect(CodeCursor("run(\"points\", students, { step = mo").isValueStart)
        #expect(!CodeCursor("run(\"points\", students, { step = 1 + mo").isValueStart)
        #expect(CodeCursor("print(1) -- student \"").isInComment)
    }

    @Test(arguments: [
        ("print(students:wh", "students:wh"), ("x = student \"S-1\".att", "student \"S-1\".att"),
        ("students:where(function(s) return true end):", "students:where(function(s) return true end):"),
        ("1 + ", ""), ("print(gg[1].ti", "gg[1].ti"), ("x = s.goals[f(1)][\"a\"].", "s.goals[f(1)][\"a\"]."),
        ("t[s.go", "s.go"), ("students:take(1):to_table()[1].", "students:take(1):to_table()[1]."),
    ])
    func paths(_ code: String, _ path: String) {
        #expect(CodePath.path(at: code) == path)
    }

    @Test(arguments: [
        ("for s in students do print(s.", "s.", "students()."),
        ("for s in students:where \"grade = 9\" do print(s.", "s.", "students:where \"grade = 9\"()."),
        ("students:where(function(s) return s.", "s.", "students()."),
        ("local low = students:take(3)\nfor s in low do s.", "s.", "students:take(3)()."),
        ("function f(s) return s.", "s.", "s."),
        ("for k, v in pairs(t) do v.", "v.", "t[1]."), ("for k, v in pairs(t) do k.", "k.", "k."),
        ("for _, goal in ipairs(s.goals) do print(goal.", "goal.", "s.goals[1]."),
        ("local first = s.goals[1]; first.", "first.", "s.goals[1]."),
        ("local a = a\nreturn a.", "a.", "a."),
    ])
    func variablesOfTheChunk(_ code: String, _ path: String, _ resolved: String) {
        #expect(CodePath.resolved(path, CodePath.locals(of: code)) == resolved)
    }

    @Test func aLongListIsLookedUpNotMade() {
        var made = 0
        let choices = Choices("S-00001", count: 1_000_000) { number in
            made += 1
            let digits = String(number)
            return "S-" + String(repeating: "0", count: 7 - digits.count) + digits
        }
        #expect(choices.count == 100)
        #expect(choices.words.first == "S-0000100" && choices.words.last == "S-0000199")
        #expect(choices.insertion == "")
        #expect(made < 300)
        #expect(Choices("S-00001", count: 1) { _ in "S-0000177" }.insertion == "77")
        #expect(Choices("T", count: 1) { _ in "S-0000177" }.count == 0)
    }
}
