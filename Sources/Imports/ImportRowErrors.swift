import CSVText
import CallRules

/// Validation messages for rows that cannot be parsed.
enum ImportRowErrors {
    static let tooManyCells = LocalizedText(
        uk: "клітинок більше, ніж заголовків; можливо, текст із роздільником не взято в лапки",
        en: "has more cells than there are headings; perhaps a text with a separator is not quoted")

    static func of(_ failure: CSVError) -> LocalizedText {
        switch failure {
        case .openQuote:
            LocalizedText(
                uk: "лапки відкрито й не закрито", en: "a quote is opened and never closed")
        case .textAfterQuote:
            LocalizedText(
                uk: "лапки всередині тексту в лапках треба подвоїти",
                en: "a quote inside a quoted text must be written twice")
        case .tooLong: LocalizedText(uk: "рядок задовгий", en: "the row is too long")
        }
    }

    static func noTime(_ text: String) -> LocalizedText {
        let shown = text.prefix(40)
        return LocalizedText(
            uk: "«\(shown)» – не дата; потрібно так: 2026-01-05 або 2026-01-05 10:30",
            en: "“\(shown)” is no date; it should be like 2026-01-05 or 2026-01-05 10:30")
    }
}
