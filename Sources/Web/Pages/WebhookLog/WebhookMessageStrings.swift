import CallRules
import Store

/// The texts of one webhook message.
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
                    Повідомленню або його джерелу не довірено, тож воно ні на що не вплинуло. Воно \
                    подіє, щойно йому довірять або дзвінок підтвердить історія Phonet.
                    """,
                en: """
                    The message or its source is not trusted, so it had no effect. It takes effect as \
                    soon as it is trusted, or Phonet’s history confirms the call.
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

    /// The badge of its trust at the time it was processed.
    static func trust(_ message: WebhookMessageRow, _ localize: Localizer) -> HTML {
        let (meaning, icon, word): (Badge.Meaning, Icon, LocalizedText) =
            message.isTrusted
            ? (.plain, .check, LocalizedText(uk: "довірено", en: "trusted"))
            : (.alert, .question, LocalizedText(uk: "не довірено", en: "not trusted"))
        return Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }

    /// The reasons in words; empty: none. A row of version 0.6.0 has an English text, which is
    /// shown unchanged.
    static func reason(_ message: WebhookMessageRow) -> LocalizedText {
        if let sentence = message.earlierReason { return LocalizedText(uk: sentence, en: sentence) }
        let reasons = message.reasons.map(WebhookReasonStrings.of)
        return LocalizedText(
            uk: reasons.map(\.uk).joined(separator: "; "),
            en: reasons.map(\.en).joined(separator: "; "))
    }
}
