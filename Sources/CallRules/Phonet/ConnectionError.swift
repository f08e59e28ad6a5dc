/// Reason a request to Phonet got no answer.
package enum ConnectionError: String, Error, CaseIterable, Sendable {
    /// The host name does not exist, or no name server answered.
    case domainNotFound = "domain_not_found"
    /// The port is closed, or there is no route to the host.
    case connectionRefused = "connection_refused"
    /// The certificate is expired, for another host, or signed by an authority this machine does
    /// not trust.
    case certificateNotTrusted = "certificate_not_trusted"
    /// The TLS handshake failed.
    case encryptionFailed = "encryption_failed"
    /// The host resolves to addresses that the server's address policy does not allow.
    case addressNotAllowed = "address_not_allowed"
    case timedOut = "timed_out"
    /// The answer is larger than the request's limit.
    case tooLarge = "too_large"
    /// The connection closed before the answer was complete, or the answer was not HTTP.
    case brokenOff = "broken_off"
    /// The request could not be made: an error of the gateway.
    case notSent = "not_sent"

    /// The text for people: what happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .domainNotFound:
            LocalizedText(
                uk:
                    "Такого домену не знайдено. Перевірте, чи без помилок вказано Phonet домен.",
                en: "There is no such domain. Please check the Phonet domain for typing errors.")
        case .connectionRefused:
            LocalizedText(
                uk:
                    "Сервер Phonet не приймає з’єднання. Перевірте Phonet домен, а якщо він правильний – чи дозволено цьому серверу з’єднуватися з інтернетом.",
                en:
                    "Phonet’s server takes no connection. Please check the Phonet domain and, if it is right, whether this server may connect to the internet."
            )
        case .certificateNotTrusted:
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
        case .addressNotAllowed:
            LocalizedText(
                uk:
                    "Домен веде на внутрішню адресу, з якою з’єднуватися заборонено. Перевірте Phonet домен або зверніться до адміністратора сервера.",
                en:
                    "The domain leads to an internal address, which must not be connected to. Please check the Phonet domain or ask the administrator of this server."
            )
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
        case .brokenOff:
            LocalizedText(
                uk: "З’єднання з Phonet обірвалося. Спробуйте ще раз за хвилину.",
                en: "The connection to Phonet broke off. Please try again in a minute.")
        case .notSent:
            LocalizedText(
                uk: "Запит до Phonet не вдалося надіслати. Перегляньте журнал цього сервера.",
                en: "The request to Phonet could not be sent. Please look into this server’s log.")
        }
    }
}
