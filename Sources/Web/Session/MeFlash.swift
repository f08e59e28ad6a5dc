import CallRules

/// The flash line of a person's own page. The raw value is in the query after the redirect.
enum MeFlash: String {
    case password, sessions, notices, subscribed, tried, unsubscribed
    case triedTelegram = "tried-telegram"
    case unlinkedTelegram = "unlinked-telegram"

    var path: String { "\(PageRoute.me.path)?done=\(rawValue)" }

    var sentence: LocalizedText {
        switch self {
        case .password: LocalizedText(uk: "Пароль змінено.", en: "The password is changed.")
        case .sessions:
            LocalizedText(
                uk: "На всіх інших пристроях Ви вийшли.", en: "You are signed out everywhere else.")
        case .notices: CommonStrings.saved
        case .subscribed:
            LocalizedText(
                uk: "Цей браузер отримуватиме пуші.", en: "This browser will get pushes.")
        case .tried:
            LocalizedText(
                uk: "Пробний пуш вирушив: він має з’явитися за кілька секунд.",
                en: "A test push is on its way: it should appear in a few seconds.")
        case .triedTelegram: TelegramPageStrings.tried
        case .unlinkedTelegram: TelegramPageStrings.unlinked
        case .unsubscribed:
            LocalizedText(
                uk: "Пуші в цьому браузері вимкнено.", en: "Pushes in that browser are off.")
        }
    }
}
