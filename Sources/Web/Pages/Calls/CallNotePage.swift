import CallRules
import HTTPTypes
import Store

/// The form of a call's note as it was sent and not saved.
struct SentCallNote {
    let typed: CallNote
    let problems: [FieldProblem]
    /// Whether somebody else wrote something since the form was shown.
    let isStale: Bool
}

extension Pages {
    /// Writes the note and the category of a call. The script sends `quiet` and is answered 204; without it
    /// the page from which the form came is shown again.
    func saveCallNote(_ uuid: String) -> PageAction.Run {
        { visit in
            guard let call = try store.call(uuid: uuid, seenBy: visit.viewer())?.call else {
                throw PageRefusal.missing
            }
            let typed = CallNote(visit.form["note"], Pages.category(visit.form["category"]))
            let seen = CallNote(
                visit.form["seen_note"], Pages.category(visit.form["seen_category"]))
            let outcome = try store.changeNote(
                ofCall: call.uuid, seen: seen, by: try visit.author(), at: visit.now
            ) { $0 = typed }
            let isQuiet = visit.form["quiet"] == "1"
            switch outcome {
            case .saved:
                return isQuiet ? .noContent : .seeOther(Pages.way(back: visit.form["back"]))
            case .missing: throw PageRefusal.missing
            case .invalid(let problems), .conflict(let problems):
                return try callPage(
                    uuid, SentCallNote(typed: typed, problems: problems, isStale: false), visit
                ).answer(.unprocessableContent)
            case .stale:
                return try callPage(
                    uuid, SentCallNote(typed: typed, problems: [], isStale: true), visit
                ).answer(.conflict)
            }
        }
    }

    private static func category(_ text: String?) -> CallCategory.ID? {
        text.flatMap { Int64($0) }.map { CallCategory.ID($0) }
    }
}
