import CallRules
import HTTPTypes
import Store

/// The page on which the card of a client or a lead is filled in.
struct CardEditing {
    let title: String
    /// Where one goes without saving.
    let way: PageRoute
    /// When what it was filled in from was saved; nil: it is new.
    let version: Instant?
    let labels: [String: Sentence]
    let visitor: Visitor
    /// The fields, with what is wrong with them.
    let fields: (Problems) -> HTML

    func answer() -> Answer { answer(Problems(), version: version, isOvertaken: false, .ok) }

    /// What was typed once more, with what is wrong.
    ///
    /// - Parameters:
    ///   - seen: what the form said it was filled in from.
    ///   - differences: what somebody else saved meanwhile.
    func answer(_ trouble: CardTrouble, seen: Instant?, differences: Problems) -> Answer {
        switch trouble {
        case .refused(let problems):
            answer(Problems(problems), version: seen, isOvertaken: false, trouble.status)
        case .overtaken:
            answer(differences, version: version, isOvertaken: true, trouble.status)
        }
    }

    /// What a form says it was filled in from; nothing saved is as old as a form that does not say it.
    static func seen(_ form: Form) -> Instant {
        Instant(milliseconds: form["version"].flatMap { Int64($0) } ?? 0)
    }

    private func answer(
        _ problems: Problems, version: Instant?, isOvertaken: Bool, _ status: HTTPResponse.Status
    ) -> Answer {
        Frame(
            title: title,
            content: EditForm(
                route: visitor.route, way: way, version: version?.milliseconds,
                problems: problems, isOvertaken: isOvertaken, labels: labels, visitor: visitor,
                fields: fields(problems)
            ).html
        ).answer(for: visitor, status)
    }
}
