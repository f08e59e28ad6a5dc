import CSVText
import CallRules

/// What can be wrong with a row before anybody looks what it says.
enum ImportMistakes {
    static let tooManyCells = Sentence(
        uk: "клітинок більше, ніж заголовків; можливо, текст із роздільником не взято в лапки",
        en: "has more cells than there are headings; perhaps a text with a separator is not quoted")

    static func of(_ trouble: CSVTrouble) -> Sentence {
        switch trouble {
        case .openQuote:
            Sentence(uk: "лапки відкрито й не закрито", en: "a quote is opened and never closed")
        case .textAfterQuote:
            Sentence(
                uk: "лапки всередині тексту в лапках треба подвоїти",
                en: "a quote inside a quoted text must be written twice")
        case .tooLong: Sentence(uk: "рядок задовгий", en: "the row is too long")
        }
    }

    static func noTime(_ text: String) -> Sentence {
        let shown = text.prefix(40)
        return Sentence(
            uk: "«\(shown)» – не дата; потрібно так: 2026-01-05 або 2026-01-05 10:30",
            en: "“\(shown)” is no date; it should be like 2026-01-05 or 2026-01-05 10:30")
    }
}
