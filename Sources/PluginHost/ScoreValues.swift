import Engagement
import Lua
import NearestName

/// `score_values`, the other form of `score`: instead of the student it is given the student's values, each under the
/// name of its parameter. No view is made and no field looked up, which is the quickest that a plugin can be called.
struct ScoreValues {
    static let name = "score_values"
    /// Parameters that are no student's.
    private static let constants = ["options", "prepared"]
    /// Parameters that are fields of the student.
    private static let fields = ["id", "grade"]

    private let view: View
    private let function: LuaFunction
    private let parameters: [String]
    /// Where the function begins: `early/init.lua:3`.
    private let place: String

    /// - Throws: For a function that takes any number of values, so that their names are not known.
    init(_ function: LuaFunction, in view: View) throws(PluginError) {
        self.view = view
        self.function = function
        do {
            let signature = try function.signature
            let chunk = signature.chunk ?? "\(view.plugin)/init.lua"
            place = signature.line.map { "\(chunk):\($0)" } ?? chunk
            parameters = signature.parameters
            guard !signature.isVariadic, !parameters.isEmpty else {
                throw PluginError(
                    place: place,
                    message: "\(Self.name): expected parameters, each named after an indicator; found "
                        + (signature.isVariadic ? "'...', which has no names" : "none"))
            }
        } catch let error as PluginError {
            throw error
        } catch {
            throw PluginError(place: "", message: "\(error)")
        }
    }

    /// The call for student after student.
    ///
    /// - Parameters:
    ///   - options: The value of a parameter `options`.
    ///   - prepared: The value of a parameter `prepared`.
    /// - Throws: For a parameter that names nothing, or what the plugin did not declare that it reads.
    func calls(_ options: LuaValue, _ prepared: LuaValue) throws(PluginError) -> LuaRepeatedCall<StudentRow> {
        do {
            var passed: [LuaPassed<StudentRow>] = []
            for name in parameters {
                switch name {
                case "options": passed.append(.value(options))
                case "prepared": passed.append(.value(prepared))
                case _ where Self.fields.contains(name): passed.append(try .field(name, of: view.student))
                default: passed.append(try indicator(name))
                }
            }
            return try LuaRepeatedCall(function, passing: passed)
        } catch {
            throw PluginError(place: place, message: error.message)
        }
    }

    private func indicator(_ name: String) throws(LuaError) -> LuaPassed<StudentRow> {
        guard let indicator = view.snapshot.catalog.indicators.first(where: { $0.id == name }),
            let domain = EngagementDomain.allCases.firstIndex(of: indicator.domain)
        else { throw LuaError(unknown(name)) }
        if !view.mayRead(indicator) {
            try view.require(indicator.kind, "\(Self.name), parameter '\(name)'")
        }
        return try .field(name, of: view.domains[domain], at: \.engagement)
    }

    private var known: [String] {
        view.snapshot.catalog.indicators.map(\.id) + Self.fields + Self.constants
    }

    private func unknown(_ name: String) -> String {
        let hint =
            if name == "student" {
                "the student comes to score(student, options, prepared)"
            } else {
                nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "'caseload repl' lists them with :help fields"
            }
        return "\(Self.name): parameter '\(name)' is no indicator; \(hint)"
    }

    /// Parameters that the program's own indicators do not know, and are close to one: those of a district come in
    /// its files.
    func findings() -> [PluginFinding] {
        parameters.filter { name in
            !known.contains(name) && (name == "student" || nearestName(to: name, among: known) != nil)
        }.map { PluginFinding(weight: .problem, place: place, message: unknown($0)) }
    }
}
