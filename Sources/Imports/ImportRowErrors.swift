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
        case .unknownCharset:
            LocalizedText(
                uk: "невідоме кодування тексту (CHARSET); збережіть контакти як vCard 3.0",
                en: "the encoding of a text (CHARSET) is not known; save the contacts as vCard 3.0")
        case .cardInCard:
            LocalizedText(
                uk: "картка всередині іншої картки не читається",
                en: "a card within another card is not read")
        case .outsideCards:
            LocalizedText(
                uk: "текст поза картками (BEGIN:VCARD … END:VCARD) не читається",
                en: "text outside of cards (BEGIN:VCARD … END:VCARD) is not read")
        }
    }

    static func noTime(_ text: String) -> LocalizedText {
        let shown = text.prefix(40)
        return LocalizedText(
            uk: "«\(shown)» – не дата; потрібно так: 2026-01-05 або 2026-01-05 10:30",
            en: "“\(shown)” is no date; it should be like 2026-01-05 or 2026-01-05 10:30")
    }
}
