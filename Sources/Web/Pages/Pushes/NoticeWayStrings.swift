import CallRules

/// The texts about the ways of notices besides the pages: pushes, and Telegram where it is on.
struct NoticeWayStrings {
    /// Whether notices go by Telegram, too.
    let hasTelegram: Bool

    private func of(_ pushes: LocalizedText, _ both: LocalizedText) -> LocalizedText {
        hasTelegram ? both : pushes
    }

    var everythingMeans: LocalizedText {
        of(
            LocalizedText(
                uk: "На сторінці та пушами у Ваші браузери.",
                en: "On the page, and as pushes to your browsers."),
            LocalizedText(
                uk: "На сторінці, пушами у Ваші браузери та в Telegram.",
                en: "On the page, as pushes to your browsers, and in Telegram."))
    }
    var silent: LocalizedText {
        of(
            LocalizedText(uk: "Без пушів", en: "No pushes"),
            LocalizedText(uk: "Без пушів і Telegram", en: "No pushes and no Telegram"))
    }
    var silentMeans: LocalizedText {
        LocalizedText(uk: "Лише на сторінці.", en: "On the page only.")
    }
    var missedOnly: LocalizedText {
        of(
            LocalizedText(uk: "Пуші лише про пропущені", en: "Pushes of missed calls only"),
            LocalizedText(
                uk: "Пуші й Telegram лише про пропущені",
                en: "Pushes and Telegram for missed calls only"))
    }
    var nothingMeans: LocalizedText {
        of(
            LocalizedText(
                uk: "Ні на сторінці, ні пушами.", en: "Neither on the page nor as pushes."),
            LocalizedText(
                uk: "Ні на сторінці, ні пушами, ні в Telegram.",
                en: "Neither on the page, nor as pushes, nor in Telegram."))
    }
    var quiet: LocalizedText {
        of(
            LocalizedText(
                uk: """
                    У тихі години пуші не надходять, сповіщення лишаються на сторінці. Порожні поля – \
                    пуші в будь-який час.
                    """,
                en: """
                    No pushes come in quiet hours; notices stay on the page. \
                    Empty fields mean pushes at any time.
                    """),
            LocalizedText(
                uk: """
                    У тихі години немає ні пушів, ні повідомлень у Telegram; сповіщення лишаються на \
                    сторінці. Порожні поля – у будь-який час.
                    """,
                en: """
                    Neither pushes nor Telegram messages come in quiet hours; notices stay on the page. \
                    Empty fields mean at any time.
                    """))
    }
}
