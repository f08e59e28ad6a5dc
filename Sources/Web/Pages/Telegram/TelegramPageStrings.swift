import CallRules
import Store

/// Texts of the pages about Telegram.
enum TelegramPageStrings {
    static let means = LocalizedText(
        uk: """
            Бот надсилає ті самі сповіщення в Telegram. Під пропущеним дзвінком є кнопки «Передзвонити» \
            та «Закрити».
            """,
        en: """
            A bot sends the same notices to Telegram. A missed call has the buttons “Call back” and \
            “Close”.
            """)
    static let link = LocalizedText(uk: "Підключити Telegram", en: "Link Telegram")
    static let unlink = LocalizedText(uk: "Відключити", en: "Unlink")
    static let since = LocalizedText(uk: "підключено", en: "linked")
    static let delivered = LocalizedText(
        uk: "останнє повідомлення", en: "last message")
    static let send = LocalizedText(
        uk: "Або надішліть боту:", en: "Or send this to the bot:")
    static let expires = LocalizedText(
        uk: "Код діє 15 хвилин і лише раз. Потім оновіть цю сторінку.",
        en: "The code is good for 15 minutes, and once. Then reload this page.")
    static let unlinked = LocalizedText(
        uk: "Telegram відключено.", en: "Telegram is unlinked.")
    static let tried = LocalizedText(
        uk: "Пробне повідомлення вирушило: воно має з’явитися за кілька секунд.",
        en: "A test message is on its way: it should appear in a few seconds.")

    /// Why Telegram does not take messages, and what to do.
    static func failure(_ failure: DeliveryFailure) -> LocalizedText {
        switch failure {
        case .tokenRefused:
            LocalizedText(
                uk: "Telegram відхилив токен бота: його відкликано або переписано з помилкою.",
                en: "Telegram refused the token of the bot: it was revoked or mistyped.")
        case .tooManyRequests:
            LocalizedText(
                uk: "Telegram просить зачекати: забагато повідомлень.",
                en: "Telegram asks to wait: there were too many messages.")
        case .unavailable:
            LocalizedText(
                uk: "Telegram зараз не працює. Шлюз пробує далі.",
                en: "Telegram is out of order just now. The gateway goes on trying.")
        case .gone:
            LocalizedText(
                uk: "Бота заблоковано в Telegram. Розблокуйте його та підключіть знову.",
                en: "The bot is blocked in Telegram. Unblock it and link it again.")
        case .noResponse:
            LocalizedText(
                uk: "Telegram не відповів. Шлюз пробує далі.",
                en: "Telegram did not answer. The gateway goes on trying.")
        case .notUnderstood, .keyRefused, .tooLarge, .redirected, .unexpectedStatus, .badAddress,
            .notMade, .cutOff:
            LocalizedText(
                uk: "Telegram не прийняв повідомлення.", en: "Telegram did not take a message.")
        }
    }
}
