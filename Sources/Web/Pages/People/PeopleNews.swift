import CallRules
import HTTPTypes
import Store

/// What was just done about clients and leads, said at the top of the page one comes to.
enum PeopleNews: String {
    case added, saved, merged, deleted, undone
    case undoneBefore = "undone-before"

    init?(_ query: Form) {
        guard let news = query["done"].flatMap(PeopleNews.init(rawValue:)) else { return nil }
        self = news
    }

    func answer(at route: PageRoute) -> Answer { .seeOther("\(route.path)?done=\(rawValue)") }

    func line(_ say: Voice) -> String {
        switch self {
        case .added: say(Sentence(uk: "Додано.", en: "Added."))
        case .saved: say(Sentence(uk: "Збережено.", en: "Saved."))
        case .merged: say(Sentence(uk: "Об’єднано.", en: "Merged."))
        case .deleted: say(Sentence(uk: "Видалено.", en: "Deleted."))
        case .undone:
            say(
                Sentence(
                    uk: "Скасовано: дзвінки повернено туди, де вони були.",
                    en: "Undone: the calls are where they were before."))
        case .undoneBefore:
            say(Sentence(uk: "Це вже скасовано.", en: "That has been undone before."))
        }
    }
}

extension PeopleNews {
    /// Says at the card that it was done, or shows the form again.
    func answer<Row>(
        _ outcome: SaveOutcome<Row>, at card: (Row) -> PageRoute,
        otherwise again: (CardTrouble) throws -> Answer
    ) throws -> Answer {
        switch outcome {
        case .saved(let row): return answer(at: card(row))
        case .invalid(let problems), .conflict(let problems): return try again(.refused(problems))
        case .stale: return try again(.overtaken)
        case .missing: throw PageRefusal.missing
        }
    }
}

/// Why a form about a card is shown again.
enum CardTrouble {
    case refused([FieldProblem])
    /// Somebody else saved since it was shown.
    case overtaken

    var status: HTTPResponse.Status {
        switch self {
        case .refused: .unprocessableContent
        case .overtaken: .conflict
        }
    }
}
