import Glibc
import Testing

@Suite struct InitTests {
    @Test func makesADatabaseThatOnlyItsOwnerCanRead() throws {
        let program = try Program()
        let outcome = try program.run("init")
        #expect(outcome.status == 0)
        #expect(outcome.output == "Made caseload.db. Next: caseload import PATH…\n")
        #expect(outcome.error == "")
        var status = stat()
        #expect(stat(program.path("caseload.db"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func leavesADatabaseAlone() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("init")
        #expect(outcome.status == 2)
        #expect(outcome.error.hasPrefix("caseload: caseload.db is there already"))
        #expect(try program.run("students").error.hasPrefix("6 of 6 students"))
    }

    @Test func theDatabaseIsNamedByTheOptionThenByTheVariable() throws {
        let program = try Program()
        #expect(try program.run("init", environment: ["CASELOAD_DB": "var.db"]).output.contains("var.db"))
        let both = try program.run("init", "--db", "option.db", environment: ["CASELOAD_DB": "var.db"])
        #expect(both.output.contains("option.db"))
    }

    @Test func aPlaceThatCannotBeIsAnInputOutputError() throws {
        let outcome = try Program().run("init", "--db", "missing/caseload.db")
        #expect(outcome.status == 74)
        #expect(outcome.error.hasPrefix("caseload: cannot make missing/caseload.db: "))
    }
}
