import Engagement
import Lua

/// What came of one `test.case` of a plugin's `test.lua`.
public struct PluginTestResult: Sendable, Hashable {
    /// The case's name.
    public let name: String
    /// Why it failed, with the line; nil where it passed.
    public let failure: String?
}

extension Plugin {
    /// Runs the plugin's `test.lua`: in a sandbox, over districts that the tests describe themselves.
    ///
    /// - Returns: One result a case, in the order of the file.
    /// - Throws: If there is no `test.lua`, or it fails outside of its cases.
    public func test() throws(PluginError) -> [PluginTestResult] {
        guard let source = files.contents["test.lua"] else {
            throw PluginError(place: "\(folder)/test.lua", message: "missing; it holds the plugin's tests")
        }
        let today = CalendarDate(dayNumber: 0)
        let empty = SnapshotBuilder(asOf: today).finish()
        do {
            // The tests see dates and the host's modules, but no student: they describe their own.
            let view = View(district: District(snapshot: empty), reads: [], plugin: manifest.name)
            let sandbox = try Sandbox(plugin: manifest.name, files: files.contents, asOf: today) { _, _ in }
            try view.install(in: sandbox)
            let cases = PluginTestCases()
            try install(cases, view: view, in: sandbox)
            let chunk = try sandbox.state.load(
                bytes: source, chunkName: "@\(manifest.name)/test.lua", environment: sandbox.globals)
            do throws(LuaError) {
                try chunk.call()
            } catch {
                throw sandbox.explained(error)
            }
            return cases.results
        } catch let error as PluginError {
            throw error
        } catch {
            throw (error as? LuaError).map { PluginError($0) }
                ?? PluginError(place: folder, message: "\(error)")
        }
    }

    private func install(
        _ cases: PluginTestCases, view: View, in sandbox: Sandbox
    ) throws(LuaError) {
        let state = sandbox.state
        let test = try state.load(PluginTestCases.source, chunkName: "=test").call().first?.table
        guard let test else { throw LuaError("the host's test module did not load") }
        let record = LuaFunctionSpec(
            "case", parameters: [LuaParameter("name", .string), LuaParameter("body", .function)]
        ) { [unowned sandbox] call in
            let name = try call.string("name")
            let body = try call.function("body")
            do throws(LuaError) {
                try body.call()
                cases.results.append(PluginTestResult(name: name, failure: nil))
            } catch {
                cases.results.append(
                    PluginTestResult(name: name, failure: sandbox.explained(error).description))
            }
            return .nothing
        }
        let run = LuaFunctionSpec("run", parameters: [LuaParameter("district", .table)]) { call in
            .table(try self.runTest(call.table("district"), in: call.state, view: view))
        }
        let report = LuaFunctionSpec("report", parameters: [LuaParameter("district", .table)]) { call in
            .value(
                .string(
                    LuaString(bytes: try self.reportTest(call.table("district"), in: call.state, view: view)))
            )
        }
        let days = LuaFunctionSpec(
            "school_days", parameters: [LuaParameter("first", .any), LuaParameter("last", .any)]
        ) {
            call in
            let state = call.state
            let list = try state.makeTable()
            for day in TestDistrict.weekdays(
                from: try view.day(call, "first"), to: try view.day(call, "last"))
            {
                try list.append([.object(try state.makeObject(day, view.date))])
            }
            return .table(list)
        }
        let link = LuaFunctionSpec("link", parameters: [LuaParameter("district", .table)]) { call in
            .table(try self.linkTest(call.table("district"), in: call.state, view: view))
        }
        let fidelity = LuaFunctionSpec("fidelity", parameters: [LuaParameter("district", .table)]) { call in
            .table(try self.fidelityTest(call.table("district"), in: call.state, view: view))
        }
        let indicators = LuaFunctionSpec("indicators", parameters: [LuaParameter("district", .table)]) {
            call in
            .table(try self.indicatorsTest(call.table("district"), in: call.state, view: view))
        }
        let rows = LuaFunctionSpec("import", parameters: [LuaParameter("file", .table)]) { call in
            .table(try self.importTest(call.table("file"), in: call.state, view: view))
        }
        for function in [record, run, link, report, days, fidelity, indicators, rows] {
            try test.set(function.description.name, .function(try state.makeFunction(function)))
        }
        try sandbox.add("test", try sandbox.closed("test", test, of: "function"))
    }

    private func runTest(_ description: LuaTable, in state: LuaState, view: View) throws -> LuaTable {
        let district = try TestDistrict(description, view: view)
        let options = try manifest.options(setting: district.options)
        let table = try state.makeTable()
        for result in try score(district.district, options: options) {
            let entry = try state.makeTable()
            switch result.outcome {
            case .notScored, .proposed, .derived: continue
            case .failed(let message): try entry.set("error", .string(message))
            case .scored(let score):
                let domains = try state.makeTable()
                for (domain, figure) in score.domains { try domains.set(domain.name, .number(figure)) }
                let reasons = try state.makeTable()
                try reasons.append(score.reasons.map { .string($0) })
                try entry.set("score", score.score.map { .number($0) } ?? .nil)
                try entry.set("tier", score.tier.map { .string($0) } ?? .nil)
                try entry.set("domains", .table(domains))
                try entry.set("reasons", .table(reasons))
            }
            try table.set(result.student.text, .table(entry))
        }
        return table
    }

    /// By student, the list of proposals, or `{ error = … }`; nothing for a student without.
    private func linkTest(_ description: LuaTable, in state: LuaState, view: View) throws -> LuaTable {
        let district = try TestDistrict(description, view: view)
        let options = try manifest.options(setting: district.options)
        let table = try state.makeTable()
        for result in try score(for: .link, district.district, options: options) {
            let entry = try state.makeTable()
            switch result.outcome {
            case .notScored, .scored, .derived: continue
            case .failed(let message): try entry.set("error", .string(message))
            case .proposed(let proposals):
                for proposal in proposals {
                    let fields = try state.makeTable()
                    try fields.set("service", .string(proposal.service.text))
                    try fields.set("reason", .string(proposal.reason))
                    try fields.set("priority", .integer(proposal.priority))
                    try fields.set("domain", proposal.domain.map { .string($0.name) } ?? .nil)
                    try entry.append([.table(fields)])
                }
            }
            try table.set(result.student.text, .table(entry))
        }
        return table
    }

    /// Rules by the mentor's id and then by name, or the mentor's `error`.
    private func fidelityTest(_ description: LuaTable, in state: LuaState, view: View) throws -> LuaTable {
        let district = try TestDistrict(description, view: view)
        let options = try manifest.options(setting: district.options)
        let table = try state.makeTable()
        for answer in try fidelity(district.district, options: options) {
            let entry = try state.makeTable()
            try entry.set("error", answer.failure.map { .string($0) } ?? .nil)
            for rule in answer.rules {
                let fields = try state.makeTable()
                try fields.fill([
                    "value": view.value(rule.value), "target": view.value(rule.target),
                    "met": rule.isMet.map { .boolean($0) } ?? .nil,
                    "students": rule.students.map { .integer(Int64($0)) } ?? .nil, "note": .string(rule.note),
                ])
                try entry.set(rule.name, .table(fields))
            }
            try table.set(district.district.snapshot.mentors[answer.mentor].id.text, .table(entry))
        }
        return table
    }

    private func reportTest(_ description: LuaTable, in state: LuaState, view: View) throws -> [UInt8] {
        let district = try TestDistrict(description, view: view)
        let options = try manifest.options(setting: district.options)
        return try report(district.district, title: district.title, options: options, format: district.format)
    }
}

/// The cases of a `test.lua` as they run.
private final class PluginTestCases {
    var results: [PluginTestResult] = []

    /// The comparisons that tests make; level 2 is the test's own line.
    static let source = """
        local test = {}

        local function shown(value)
          return type(value) == "string" and string.format("%q", value) or tostring(value)
        end

        local function fail(message, note)
          error(note and note .. ": " .. message or message, 3)
        end

        function test.equal(actual, expected, note)
          if actual ~= expected then fail("expected " .. shown(expected) .. ", got " .. shown(actual), note) end
        end

        function test.near(actual, expected, tolerance, note)
          if type(actual) ~= "number" or math.abs(actual - expected) > (tolerance or 1e-9) then
            fail("expected about " .. shown(expected) .. ", got " .. shown(actual), note)
          end
        end

        function test.contains(text, part, note)
          if type(text) ~= "string" or not text:find(part, 1, true) then
            fail("expected it to contain " .. shown(part) .. ", got " .. shown(text), note)
          end
        end

        function test.fails(body, part, note)
          local ok, message = pcall(body)
          if ok then fail("expected an error, got none", note) end
          if not tostring(message):find(part, 1, true) then
            fail("expected an error with " .. shown(part) .. ", got " .. shown(tostring(message)), note)
          end
        end

        return test
        """
}
