import CallRules

/// Reason why a push service refuses a message permanently.
package enum PushRefusal: Hashable, Sendable {
    /// HTTP 400. Services use it for different reasons, so the subscription stays.
    case notUnderstood
    /// HTTP 401: the VAPID token is wrong or, by the service's clock, expired.
    case tokenRefused
    /// HTTP 403: the browser subscribed to another VAPID key than the current one.
    case keyRefused
    /// HTTP 413: the message is too large.
    case tooLarge
    /// HTTP 3xx; redirects are not followed.
    case redirected
    /// Any other status.
    case unexpectedStatus(Int)

    /// A code for logs: lower-case Latin letters and `_`.
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

    /// Whether our key or clock is wrong, so that all messages may be refused. An administrator must be
    /// informed.
    package var isAlarming: Bool {
        switch self {
        case .tokenRefused, .keyRefused: true
        case .notUnderstood, .tooLarge, .redirected, .unexpectedStatus: false
        }
    }

    /// What happened and what to do, for the employee.
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
