import CallRules
import Store
import WebPush

/// Texts of the section about pushes.
enum PushStrings {
    static let title = LocalizedText(uk: "Пуші у браузерах", en: "Pushes in browsers")
    static let means = LocalizedText(
        uk: """
            Браузер покаже, хто телефонує, навіть коли вкладку закрито. Вихід вимикає пуші в цьому \
            браузері, зміна пароля та вихід на інших пристроях – у всіх.
            """,
        en: """
            The browser shows who is calling even when the tab is closed. Signing out switches \
            pushes off in this browser; a new password, or signing out elsewhere, in all of \
            them.
            """)
    static let needsScript = LocalizedText(
        uk: "Щоб увімкнути пуші в цьому браузері, дозвольте в ньому скрипти.",
        en: "To switch pushes on in this browser, allow scripts in it.")
    static let insecure = LocalizedText(
        uk: "Пуші можливі лише на сторінці з адресою https: зверніться до адміністратора.",
        en: "Pushes need a page whose address begins with https: ask the administrator.")
    static let unsupported = LocalizedText(
        uk:
            "Цей браузер не вміє отримувати пуші. На iPhone спершу додайте сторінку на початковий екран.",
        en: "This browser cannot get pushes. On an iPhone add the page to the home screen first.")
    static let denied = LocalizedText(
        uk:
            "Сповіщення від цього сайту заборонено. Дозвольте їх у налаштуваннях браузера та оновіть сторінку.",
        en:
            """
            Notices from this site are blocked. Allow them in the browser’s settings and reload \
            the page.
            """)
    static let failed = LocalizedText(
        uk: "Браузер не зміг увімкнути пуші. Перевірте з’єднання та спробуйте ще раз.",
        en: "The browser could not switch pushes on. Check the connection and try again.")
    static let unusable = LocalizedText(
        uk: "Браузер надіслав адресу, на яку пуші надсилати не можна. Спробуйте інший браузер.",
        en: "The browser sent an address pushes cannot be sent to. Try another browser.")
    static let switchOn = LocalizedText(
        uk: "Увімкнути пуші в цьому браузері", en: "Switch pushes on in this browser")
    static let none = LocalizedText(
        uk: "Пуші ще не ввімкнено в жодному браузері.", en: "Pushes are on in no browser yet.")
    static let since = LocalizedText(uk: "увімкнено з", en: "on since")
    static let delivered = LocalizedText(uk: "останній пуш", en: "last push")
    static let tryOut = LocalizedText(uk: "Надіслати пробний пуш", en: "Send a test push")
    static let switchOff = LocalizedText(uk: "Вимкнути", en: "Switch off")

    /// The reason why the last push did not arrive, and advice for the employee.
    static func failure(_ failure: DeliveryFailure) -> LocalizedText {
        switch failure {
        // The same words whatever the reason: others would tell which names exist inside.
        case .noResponse, .badAddress, .notMade, .cutOff: silence
        case .tooManyRequests, .unavailable, .gone: busy
        case .notUnderstood: PushRefusal.notUnderstood.sentence
        case .tokenRefused: PushRefusal.tokenRefused.sentence
        case .keyRefused: PushRefusal.keyRefused.sentence
        case .tooLarge: PushRefusal.tooLarge.sentence
        case .redirected: PushRefusal.redirected.sentence
        case .unexpectedStatus(let status): PushRefusal.unexpectedStatus(status).sentence
        }
    }

    private static let busy = LocalizedText(
        uk: "Служба пушів цього браузера зараз не приймає пушів. Спробуйте пізніше.",
        en: "This browser’s push service takes no pushes just now. Try again later.")
    private static let silence = LocalizedText(
        uk: "Служба пушів цього браузера не відповіла. Спробуйте пізніше.",
        en: "This browser’s push service did not answer. Try again later.")
}
