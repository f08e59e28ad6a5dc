import CallRules

/// Why a push service will not take a message however often it is sent.
package enum PushRefusal: Hashable, Sendable {
    /// 400. Services differ in what they answer so: it says nothing of the subscription.
    case notUnderstood
    /// 401: the token is wrong or, by the service's clock, over.
    case tokenRefused
    /// 403: the browser subscribed to another key than ours of now.
    case keyRefused
    /// 413.
    case tooLarge
    /// 3xx: the answer points somewhere else, where nobody went.
    case redirected
    /// A status that has no meaning here.
    case unexpectedStatus(Int)

    /// The cause as programs know it: small Latin letters and `_`.
    package var name: String {
        switch self {
        case .notUnderstood: "not_understood"
        case .tokenRefused: "token_refused"
        case .keyRefused: "key_refused"
        case .tooLarge: "too_large"
        case .redirected: "redirected"
        case .unexpectedStatus: "unexpected_status"
        }
    }

    /// Whether our keys or our clock are wrong, so that others' messages will be refused, too, and
    /// an administrator has to be told.
    package var isAlarming: Bool {
        switch self {
        case .tokenRefused, .keyRefused: true
        case .notUnderstood, .tooLarge, .redirected, .unexpectedStatus: false
        }
    }

    /// What happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .notUnderstood:
            LocalizedText(
                uk: "Служба пушів цього браузера не зрозуміла пуш.",
                en: "This browser’s push service did not understand the push.")
        case .tokenRefused:
            LocalizedText(
                uk:
                    "Служба пушів цього браузера не прийняла підпису. Перевірте годинник сервера.",
                en:
                    "This browser’s push service refused the signature. Please check the server’s clock."
            )
        case .keyRefused:
            LocalizedText(
                uk:
                    "Служба пушів знає цей браузер за іншим ключем. Вимкніть у ньому пуші й увімкніть знову.",
                en:
                    "The push service knows this browser by another key. Please switch its pushes off and on again."
            )
        case .tooLarge:
            LocalizedText(
                uk: "Пуш задовгий для служби пушів цього браузера.",
                en: "The push is too long for this browser’s push service.")
        case .redirected:
            LocalizedText(
                uk:
                    "Замість відповіді служба пушів надіслала на іншу адресу; туди нічого не передано.",
                en:
                    "Instead of an answer the push service pointed to another address; nothing was sent there."
            )
        case .unexpectedStatus(let status):
            LocalizedText(
                uk: "Служба пушів цього браузера відповіла незрозумілим кодом \(status).",
                en: "This browser’s push service answered with the unexpected status \(status).")
        }
    }
}
