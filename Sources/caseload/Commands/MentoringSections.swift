import Engagement

/// What mentoring has on record about one student, as sections of the student's page. A section without a
/// record says so in words: a page must not look complete that is not.
struct MentoringSections {
    let snapshot: Snapshot
    let row: Int

    /// Strengths and goals: they stand first.
    var strengthsAndGoals: [String] {
        let texts = snapshot.texts
        let strengths = snapshot.strengths[row].map { texts[$0.strength] }
        let goals = snapshot.goals[row].map { goal in
            let due = goal.due.ifKnown.map { "by \($0)" }
            let closed = goal.closedOn.ifKnown.map { "\(goal.status.name) on \($0)" }
            let parts = [closed ?? due, goal.progress.map { "\($0) %" }].compactMap(\.self)
            return "goal: \(texts[goal.goal])" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
        }
        let lines = strengths.map { "strength: \($0)" } + goals
        return lines.isEmpty ? ["none on record yet"] : lines
    }

    /// The student's circle.
    var circle: [String] {
        let lines = Circle(snapshot, row: row).members.map { member in
            let facts = [
                member.relationship ?? member.constituent.name.spaced, member.phone, member.email,
                member.language.map { "speaks \($0)" }, member.isPrimary ? "call first" : nil,
                member.lastContact.map { "last contact \($0)" },
            ].compactMap(\.self)
            return (member.name.isEmpty ? "" : "\(member.name): ") + facts.joined(separator: ", ")
        }
        return lines.isEmpty ? ["nobody on record"] : lines
    }

    /// Interventions, the open ones first.
    var interventions: [String] {
        let all = snapshot.interventions[row]
        let open = all.filter { $0.end == .unknown }
        let lines = (open + all.filter { $0.end != .unknown }).map { intervention in
            let focus = intervention.focus.map { " on \($0.name.spaced)" } ?? ""
            let end = intervention.end.ifKnown.map { " to \($0)" } ?? ""
            let facts = [
                intervention.role.map { "as \($0.name.spaced)" },
                snapshot.texts.ifKnown(intervention.indicators).map { ids in
                    "for \(ids.split(separator: " ").map { title(ofIndicator: String($0)) }.joined(separator: " and "))"
                }, intervention.mentor.map { snapshot.mentors[$0].name },
            ].compactMap(\.self).map { ", \($0)" }.joined()
            let outcome = snapshot.texts.ifKnown(intervention.outcome).map { ": \($0)" } ?? ""
            return "\(intervention.kind.name)\(focus), \(intervention.status.name), "
                + "\(intervention.start)\(end)\(facts)\(outcome)"
        }
        return lines.isEmpty ? ["none on record"] : lines
    }

    private func title(ofIndicator id: String) -> String {
        snapshot.catalog.indicators.first { $0.id == id }?.title.lowercased() ?? id
    }

    /// The latest activities and events, the last first.
    var activities: [String] {
        let lines = snapshot.activities[row].suffix(5).reversed().map { activity in
            let hours = activity.hours > 0 ? ", \(JSONText.number(activity.hours)) h" : ""
            return "\(activity.date) \(snapshot.texts[activity.name]), \(activity.kind.name.spaced)\(hours)"
        }
        return lines.isEmpty ? ["none on record"] : Array(lines)
    }

    /// The latest contacts, the last first. Their notes are confidential and stay out.
    var contacts: [String] {
        let lines = snapshot.contacts[row].suffix(5).reversed().map { contact in
            let facts = [
                contact.mode?.name.spaced, contact.minutes.map { "\($0) minutes" },
                contact.setting.map { "at \($0.name)" }, contact.role.map { "as \($0.name.spaced)" },
                contact.mentor.map { snapshot.mentors[$0].name },
            ]
            return "\(contact.date) with \(contact.constituent.name.spaced): "
                + facts.compactMap(\.self).joined(separator: ", ")
        }
        return lines.isEmpty ? ["none on record"] : Array(lines)
    }
}

extension String {
    /// A word of a vocabulary as people write it.
    fileprivate var spaced: String { replacing("_", with: " ") }
}
