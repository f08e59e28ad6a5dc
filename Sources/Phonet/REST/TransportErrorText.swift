import CallRules
import HTTPClientTypes

// What it means to Phonet's client that a request has no answer.

extension TransportError {
    /// The cause in the API and in the log: small Latin letters and `_`.
    var name: String {
        switch self {
        case .couldNotResolve: "domain_not_found"
        case .couldNotConnect: "connection_refused"
        case .certificateRefused: "certificate_not_trusted"
        case .encryptionFailed: "encryption_failed"
        case .addressRefused: "address_not_allowed"
        case .timedOut: "timed_out"
        case .tooLarge: "too_large"
        case .brokenOff, .notHTTP: "broken_off"
        case .badAddress, .notEncrypted, .failed: "not_sent"
        }
    }

    /// What happened, and what to do now.
    var sentence: LocalizedText {
        switch self {
        case .couldNotResolve:
            LocalizedText(
                uk:
                    "Такого домену не знайдено. Перевірте, чи без помилок вказано Phonet домен.",
                en: "There is no such domain. Please check the Phonet domain for typing errors.")
        case .couldNotConnect:
            LocalizedText(
                uk:
                    "Сервер Phonet не приймає з’єднання. Перевірте Phonet домен, а якщо він правильний – чи дозволено цьому серверу з’єднуватися з інтернетом.",
                en:
                    "Phonet’s server takes no connection. Please check the Phonet domain and, if it is right, whether this server may connect to the internet."
            )
        case .certificateRefused:
            LocalizedText(
                uk:
                    "Сертифікат цього домену не викликає довіри, тож ключ не надіслано. Перевірте Phonet домен, а також дату й час на цьому сервері.",
                en:
                    "The certificate of this domain is not trusted, so the key was not sent. Please check the Phonet domain, and date and time of this server."
            )
        case .encryptionFailed:
            LocalizedText(
                uk:
                    "Не вдалося встановити захищене з’єднання, тож ключ не надіслано. Перевірте, чи це справді Phonet домен.",
                en:
                    "No encrypted connection could be made, so the key was not sent. Please check that this really is the Phonet domain."
            )
        case .addressRefused:
            LocalizedText(
                uk:
                    "Домен веде на внутрішню адресу, з якою з’єднуватися заборонено. Перевірте Phonet домен або зверніться до адміністратора сервера.",
                en:
                    """
                    The domain leads to an internal address, which must not be connected to. Please \
                    check the Phonet domain or ask the server’s administrator.
                    """)
        case .timedOut:
            LocalizedText(
                uk: "Phonet не відповів вчасно. Спробуйте ще раз за хвилину.",
                en: "Phonet did not answer in time. Please try again in a minute.")
        case .tooLarge:
            LocalizedText(
                uk:
                    "Відповідь Phonet завелика, тож її не прочитано. Перевірте, чи це справді Phonet домен.",
                en:
                    "Phonet’s answer is too large and was not read. Please check that this really is the Phonet domain."
            )
        case .brokenOff, .notHTTP:
            LocalizedText(
                uk: "З’єднання з Phonet обірвалося. Спробуйте ще раз за хвилину.",
                en: "The connection to Phonet broke off. Please try again in a minute.")
        case .badAddress, .notEncrypted, .failed:
            LocalizedText(
                uk: "Запит до Phonet не вдалося надіслати. Перегляньте журнал цього сервера.",
                en: "The request to Phonet could not be sent. Please look into this server’s log.")
        }
    }
}
