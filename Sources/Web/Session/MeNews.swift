import CallRules

/// What somebody just did on their own page; stands in the address after the redirect.
enum MeNews: String {
    case password, sessions, notices, subscribed, tried, unsubscribed

    var path: String { "\(PageRoute.me.path)?done=\(rawValue)" }

    var sentence: Sentence {
        switch self {
        case .password: Sentence(uk: "Пароль змінено.", en: "The password is changed.")
        case .sessions:
            Sentence(
                uk: "На всіх інших пристроях Ви вийшли.", en: "You are signed out everywhere else.")
        case .notices: Sentence(uk: "Збережено.", en: "Saved.")
        case .subscribed:
            Sentence(
                uk: "Цей браузер отримуватиме пуші.", en: "This browser will get pushes.")
        case .tried:
            Sentence(
                uk: "Пробний пуш вирушив: він має з’явитися за кілька секунд.",
                en: "A trial push is on its way: it should appear in a few seconds.")
        case .unsubscribed:
            Sentence(
                uk: "Пуші в цьому браузері вимкнено.", en: "Pushes in that browser are off.")
        }
    }
}
