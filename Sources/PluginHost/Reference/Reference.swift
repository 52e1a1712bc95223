import Engagement
public import Lua

/// What a plugin can name, as registered: from it come help and the reference page.
public enum Reference {
    /// The types of the view over a district with the built-in indicators, in the order for people.
    // Made once: a session asks at every Tab.
    public static let types: [LuaTypeDescription] = {
        let view = emptyView
        return [
            view.student.description, view.students.description, view.groups.description,
            view.column.description,
            view.attendance.description, view.attendanceEvent.description,
            view.attendanceWeek.description, view.discipline.description,
            view.disciplineEvent.description, view.grades.description, view.courseResult.description,
            view.credits.description, view.creditFigures.description,
            view.creditsBySubject.description, view.courseCredits.description, view.creditWaiver.description,
            view.homework.description,
            view.homeworkItem.description, view.survey.description, view.subscaleMean.description,
            view.surveyAnswer.description, view.engagement.description,
        ] + view.domains.map(\.description) + [
            view.indicatorValue.description, view.demographicFacts.description,
            view.records.description, view.recordGroups.description, view.texts.description,
            view.observation.description,
            view.activity.description,
            view.guardian.description, view.circleMember.description, view.contact.description,
            view.intervention.description, view.goal.description,
            view.goalProgress.description, view.strength.description, view.outcome.description,
            view.services.description, view.service.description, view.linkage.description,
            view.linkageStep.description, view.linkageOverlap.description,
            view.finding.description, view.domainScores.description, view.scores.description,
            view.tierCounts.description, view.scoreChange.description, view.fidelity.description,
            view.fidelityRule.description, view.school.description, view.mentor.description,
            view.mentorTime.description, view.timeByRole.description, view.timeBySetting.description,
            view.timeByConstituent.description, view.timeTally.description, view.training.description,
            view.event.description,
            view.mentorContact.description, view.date.description,
            view.shownCounts.description, view.snapshotFacts.description,
            view.term.description, view.document.description,
        ] + asking(view).types
    }()

    /// The type of this name; nil where there is none.
    static func type(named name: String) -> LuaTypeDescription? { types.first { $0.name == name } }

    /// The global functions, with the name of their module before a dot.
    public static let functions: [LuaFunctionDescription] = {
        let view = emptyView
        return [view.dateFunction(), view.scoresFunction(), view.fidelityFunction()].map(\.description)
            + view.modules.flatMap { module in
                module.functions.map { function in
                    var description = function.description
                    description.name = "\(module.name).\(description.name)"
                    return description
                }
            } + logFunctions + view.districtFunctions.map(\.description)
            + asking(view).ofSessions.map(\.description)
    }()

    /// What scripts and sessions ask by.
    private static func asking(_ view: View) -> AskingFunctions {
        AskingFunctions(view: view, ask: { _ in .done("") })
    }

    /// The names that no plugin has: they stand in scripts and sessions only.
    static var askingNames: Set<String> {
        let asking = asking(emptyView)
        let types = asking.types.flatMap { $0.fields.map(\.name) + $0.methods.map(\.name) }
        return Set(asking.ofSessions.map(\.description.name) + types)
    }

    private static var emptyView: View {
        let snapshot = SnapshotBuilder(asOf: CalendarDate(dayNumber: 0)).finish()
        return View(
            district: District(snapshot: snapshot), reads: Set(RecordKind.allCases), plugin: "reference")
    }

    /// The functions that the prelude defines in Lua.
    private static let logFunctions = ["debug", "info", "warning", "error"].map { level in
        LuaFunctionDescription(
            name: "log.\(level)", parameters: [LuaParameter("message", .any, "What to say.")],
            summary:
                "Says something to whoever runs the plugin, as \(level == "info" ? "information" : level).",
            example: "log.\(level)(\"nothing on record\")")
    }
}
