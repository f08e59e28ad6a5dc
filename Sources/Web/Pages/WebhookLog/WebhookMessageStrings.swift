import CallRules
import Store

/// What the pages say of one webhook message.
enum WebhookMessageStrings {
    static let statuses: [(value: String, name: LocalizedText)] = WebhookMessageStatus.allCases.map
    {
        ($0.rawValue, of($0))
    }
    static let endpoints: [(value: String, name: LocalizedText)] = Endpoint.allCases.map {
        ($0.rawValue, of($0))
    }

    static func of(_ endpoint: Endpoint) -> LocalizedText {
        switch endpoint {
        case .customerData: LocalizedText(uk: "інформація за номером", en: "who is calling")
        case .afterCallEnd: LocalizedText(uk: "повна інформація", en: "full information")
        case .call: LocalizedText(uk: "подія дзвінка", en: "event of a call")
        }
    }

    static func of(_ status: WebhookMessageStatus) -> LocalizedText {
        switch status {
        case .processed: LocalizedText(uk: "оброблено", en: "processed")
        case .duplicate: LocalizedText(uk: "повтор", en: "repeated")
        case .quarantined: LocalizedText(uk: "у карантині", en: "in quarantine")
        case .failed: LocalizedText(uk: "не прочитано", en: "unreadable")
        }
    }

    static func meaning(of status: WebhookMessageStatus) -> LocalizedText {
        switch status {
        case .processed:
            LocalizedText(
                uk: "Повідомлення оброблено, і воно зробило свою справу.",
                en: "The message was processed and did its work.")
        case .duplicate:
            LocalizedText(
                uk: "Усе, що в ньому сказано, вже було відомо; нічого не змінилося.",
                en: "All it tells was known already; nothing changed.")
        case .quarantined:
            LocalizedText(
                uk: """
                    Джерелу не довірено, тож повідомлення ні на що не вплинуло. Воно подіє, щойно \
                    адресі довірять або дзвінок підтвердить історія Phonet.
                    """,
                en: """
                    Its source is not trusted, so the message had no effect. It takes effect as soon as \
                    the address is trusted, or Phonet’s history confirms the call.
                    """)
        case .failed:
            LocalizedText(
                uk: "Повідомлення не вдалося прочитати; воно збережене, як надійшло.",
                en: "The message could not be read; it is kept as it came.")
        }
    }

    static func badge(_ status: WebhookMessageStatus, _ localize: Localizer) -> HTML {
        let word = localize(of(status))
        return switch status {
        case .processed: Badge(meaning: .good, icon: .check, word: word).html
        case .duplicate: Badge(meaning: .plain, icon: .copy, word: word).html
        case .quarantined: Badge(meaning: .alert, icon: .lock, word: word).html
        case .failed: Badge(meaning: .bad, icon: .cross, word: word).html
        }
    }

    /// Whose it was when it was taken.
    static func trust(_ message: WebhookMessageRow, _ localize: Localizer) -> HTML {
        let (meaning, icon, word): (Badge.Meaning, Icon, LocalizedText) =
            message.isTrusted
            ? (.plain, .check, LocalizedText(uk: "довірено", en: "trusted"))
            : (.alert, .question, LocalizedText(uk: "не довірено", en: "not trusted"))
        return Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }

    /// The reason in words: it is kept in English, and ours are known in Ukrainian, too.
    static func reason(_ text: String?, _ localize: Localizer) -> String {
        guard let text else { return "" }
        guard localize.language == .uk else { return text }
        return phrases.reduce(text) { $0.replacing($1.en, with: $1.uk) }
    }

    /// What the reader of messages and the book of calls say; a phrase stands before those in it.
    private static let phrases: [(en: String, uk: String)] = [
        ("the body is empty", "тіло порожнє"),
        ("the body is not valid UTF-8", "тіло – не UTF-8"),
        ("a form field is not valid UTF-8", "поле форми – не UTF-8"),
        ("neither JSON nor a form", "не JSON і не форма"),
        ("the multipart body breaks off", "тіло multipart обривається"),
        ("the JSON breaks off at byte", "JSON обривається на байті"),
        ("malformed JSON at byte", "помилка в JSON на байті"),
        ("a form with more than", "форма, у якій більше ніж"),
        ("more than", "більше ніж"), ("nested deeper than", "вкладено глибше ніж"),
        (" items", " елементів"), (" fields", " полів"), (" levels", " рівнів"),
        ("an empty list", "порожній список"), ("nothing in it", "у ньому нічого немає"),
        ("an item that is no object", "елемент, що не є об’єктом"),
        ("the event \"", "подія \""), ("\" is not known", "\" невідома"),
        (
            "neither an event, nor a record, nor a question for a number",
            "ні подія, ні повна інформація, ні запит про номер"
        ),
        ("pause set", "паузу ввімкнено"), ("pause lifted", "паузу знято"),
        ("a record of a pause, not of a call", "повна інформація про паузу, не про дзвінок"),
        ("a record without a usable uuid", "повна інформація без придатного uuid"),
        ("a record with lgDirection", "повна інформація з lgDirection"),
        (" without a usable uuid", " без придатного uuid"), (" with lgDirection", " з lgDirection"),
        ("the query has no otherLegNum", "у запиті немає otherLegNum"),
    ]
}
