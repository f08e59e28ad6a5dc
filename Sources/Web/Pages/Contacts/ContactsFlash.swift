import CallRules
import HTTPTypes
import Store

/// The flash line after a change of a client or a lead.
enum ContactsFlash: String {
    case added, saved, merged, deleted, undone
    case undoneBefore = "undone-before"
    case unmerged
    /// A merge that cannot be undone now.
    case notUnmerged = "not-unmerged"

    init?(_ query: Form) {
        guard let news = query["done"].flatMap(ContactsFlash.init(rawValue:)) else { return nil }
        self = news
    }

    func answer(at route: PageRoute) -> Answer { .seeOther("\(route.path)?done=\(rawValue)") }

    func line(_ localize: Localizer) -> String {
        switch self {
        case .added: localize(LocalizedText(uk: "Додано.", en: "Added."))
        case .saved: localize(CommonStrings.saved)
        case .merged:
            localize(
                LocalizedText(
                    uk: "Об’єднано. Добу це можна скасувати.",
                    en: "Merged. It can be undone for a day."))
        case .deleted: localize(CommonStrings.deleted)
        case .undone:
            localize(
                LocalizedText(
                    uk: "Скасовано: дзвінки повернено туди, де вони були.",
                    en: "Undone: the calls are where they were before."))
        case .unmerged:
            localize(
                LocalizedText(
                    uk: "Об’єднання скасовано: картка знову окрема, її дзвінки повернуто.",
                    en: "The merge is undone: the card is there again, with its calls."))
        case .notUnmerged:
            localize(
                LocalizedText(
                    uk: """
                        Об’єднання не скасовано: воно ще триває або зовнішній id картки вже має інша.
                        """,
                    en: """
                        The merge is not undone: it still goes on, or another card has the external id by now.
                        """))
        case .undoneBefore:
            localize(LocalizedText(uk: "Це вже скасовано.", en: "That has been undone before."))
        }
    }
}

extension ContactsFlash {
    /// Redirects to the contact card, or shows the form again.
    func answer<Row>(
        _ outcome: SaveOutcome<Row>, at card: (Row) throws -> PageRoute,
        otherwise again: (ContactCardError) throws -> Answer
    ) throws -> Answer {
        switch outcome {
        case .saved(let row): return answer(at: try card(row))
        case .invalid(let problems), .conflict(let problems): return try again(.refused(problems))
        case .stale: return try again(.stale)
        case .missing: throw PageRefusal.missing
        }
    }
}

/// The reason why a form of a contact card is shown again.
enum ContactCardError {
    case refused([FieldProblem])
    /// Another save has changed the contact since it was shown.
    case stale

    var status: HTTPResponse.Status {
        switch self {
        case .refused: .unprocessableContent
        case .stale: .conflict
        }
    }
}
