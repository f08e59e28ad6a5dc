import CallRules

/// The texts of the webhook log.
enum WebhookLogStrings {
    static let lead = LocalizedText(
        uk: "Усе, що надходило на адреси для Phonet: звідки, що з цього вийшло і чому.",
        en:
            "Everything that came to the addresses for Phonet: from where, what became of it and why."
    )
    static let quarantine = LocalizedText(uk: "Карантин", en: "Quarantine")
    static let endpoint = LocalizedText(uk: "Адреса", en: "Address")
    static let sourceAddress = LocalizedText(uk: "IP-адреса", en: "IP address")
    static let mark = LocalizedText(uk: "Позначити", en: "Mark")
    static let replayHelp = LocalizedText(
        uk: """
            Обробити знову безпечно: що вже зроблено, не повториться – ні дзвінок, ні лід, ні \
            сповіщення.
            """,
        en: """
            Processing again is safe: what was done is not done twice, neither a call nor a lead \
            nor a notice.
            """)
    static let replayMarked = LocalizedText(
        uk: "Обробити знову позначені", en: "Process the marked again")
    static let replayAll = LocalizedText(
        uk: "Обробити знову всі за цими умовами", en: "Process all that fit these conditions again")
    static let replayRuns = LocalizedText(
        uk: "Повідомлення обробляються знову.", en: "Messages are being processed again.")
    static let replayDone = LocalizedText(
        uk: "Повторну обробку завершено.", en: "Processing again is done.")
    static let replayFailed = LocalizedText(
        uk: "Повторну обробку перервала помилка бази даних. Почніть її ще раз.",
        en: "An error of the database ended processing again. Begin it once more.")
    static let none = LocalizedText(
        uk: "За цими умовами повідомлень немає", en: "No messages fit these conditions")
    static let noneNext = LocalizedText(
        uk: "Кожне повідомлення Phonet з’явиться тут, щойно надійде.",
        en: "Every message from Phonet appears here as soon as it comes.")
    static let noneSoFar = LocalizedText(
        uk: "Серед цих повідомлень нічого немає", en: "Nothing among these messages")
    static let noneSoFarNext = LocalizedText(
        uk: "За один раз переглядається 10 000 повідомлень. Шукайте далі або звузьте дні.",
        en: "Ten thousand messages are looked through at a time. Go on, or choose fewer days.")
    static let noneReplayed = LocalizedText(
        uk: "Жодного повідомлення не оброблено.", en: "No message was processed.")
    static let noNews = LocalizedText(
        uk: "Нового в них немає, нічого не змінилося.",
        en: "They told nothing new, and nothing changed.")

    static func markOne(_ id: Int64) -> LocalizedText {
        LocalizedText(uk: "Позначити повідомлення \(id)", en: "Mark message \(id)")
    }

    static func replayed(_ messages: String) -> LocalizedText {
        LocalizedText(uk: "Оброблено знову: \(messages).", en: "Processed again: \(messages).")
    }

    static func brought(_ count: Int) -> LocalizedText {
        LocalizedText(
            uk: "Нове про дзвінки принесли: \(count).", en: "News of calls brought: \(count).")
    }

    static func stillFailed(_ count: Int) -> LocalizedText {
        LocalizedText(uk: "Не вдалося прочитати: \(count).", en: "Still unreadable: \(count).")
    }

    static func stillUntrusted(_ count: Int) -> LocalizedText {
        LocalizedText(
            uk: "Чекають у карантині, бо джерелу не довірено: \(count).",
            en: "Still in quarantine, because their source is not trusted: \(count).")
    }
}
