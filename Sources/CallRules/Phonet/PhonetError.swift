/// Reason a request to Phonet failed. Never contains the API key or a session.
package enum PhonetError: NamedError {
    /// No domain is set.
    case noDomain
    /// No key is set.
    case noKey
    /// The gateway may not connect to the host of the domain.
    case domainNotAllowed
    /// The request got no answer.
    case connection(ConnectionError)
    /// The authorisation was refused (400, 401, 403).
    case keyRefused
    /// The answer to the authorisation has no session cookie (protocol 3.1).
    case noSessionCookie
    /// Phonet refused the request again with a new session.
    case accessRefused
    /// The answer is a redirect; redirects are not followed.
    case redirected
    /// Phonet refused the request because there were too many (429).
    case tooManyRequests
    /// Phonet failed (5xx).
    case serverFailed(Int)
    /// A status code without a meaning for this request.
    case unexpectedStatus(Int)
    case notJSON
    /// JSON of another shape than documented.
    case unexpectedAnswer
    /// Phonet refused the call (4xx to `makeCall`): nobody uses the extension, or Phonet does not
    /// dial the number. Protocol 3.3 gives no other reasons.
    case callRefused(Int)
    /// `makeCall` was sent, and no usable answer came: Phonet may have started the call. The
    /// associated value is the error of the request.
    indirect case callUnconfirmed(PhonetError)
    /// There is no such call to hang up: it has ended (404).
    case callNotFound
    /// The recording's address is not one of Phonet's (protocol 3.8), so no request was sent.
    case recordingAddressNotAllowed
    /// There is no recording yet, or an empty one.
    case recordingNotReady
    /// The answer to the request for a recording is not audio.
    case noAudio

    /// The code for programs: small Latin letters and `_`.
    package var name: String {
        switch self {
        case .noDomain: "no_domain"
        case .noKey: "no_key"
        case .domainNotAllowed: "domain_not_allowed"
        case .connection(let failure): failure.rawValue
        case .keyRefused: "key_refused"
        case .noSessionCookie: "no_session_cookie"
        case .accessRefused: "access_refused"
        case .redirected: "redirected"
        case .tooManyRequests: "too_many_requests"
        case .serverFailed: "server_failed"
        case .unexpectedStatus: "unexpected_status"
        case .notJSON: "not_json"
        case .unexpectedAnswer: "unexpected_answer"
        case .callRefused: "call_refused"
        case .callUnconfirmed: "call_unconfirmed"
        case .callNotFound: "call_not_found"
        case .recordingAddressNotAllowed: "recording_address_not_allowed"
        case .recordingNotReady: "recording_not_ready"
        case .noAudio: "no_audio"
        }
    }

    /// The text for people: what happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .noDomain:
            LocalizedText(
                uk:
                    "Phonet домен не вказано. Візьміть його в кабінеті Phonet: «Дані для авторизації за API» → «API сервер».",
                en:
                    "The Phonet domain is not set. It is in Phonet’s cabinet: «Дані для авторизації за API» → «API сервер»."
            )
        case .noKey:
            LocalizedText(
                uk:
                    "Phonet ApiKey не вказано. Візьміть його в кабінеті Phonet: «Дані для авторизації за API» → «API ключ».",
                en:
                    "The Phonet ApiKey is not set. It is in Phonet’s cabinet: «Дані для авторизації за API» → «API ключ»."
            )
        case .domainNotAllowed:
            LocalizedText(
                uk:
                    "Це не домен Phonet, тож ключ туди не надіслано. Перевірте Phonet домен.",
                en:
                    "This is no domain of Phonet’s, so the key was not sent there. Please check the Phonet domain."
            )
        case .connection(let failure): failure.sentence
        case .keyRefused:
            LocalizedText(
                uk:
                    "Phonet не прийняв ключ. Скопіюйте ключ із кабінету Phonet ще раз і перевірте, чи він від цього домену.",
                en:
                    "Phonet refused the key. Please copy it from Phonet’s cabinet again and check that it belongs to this domain."
            )
        case .noSessionCookie:
            LocalizedText(
                uk:
                    "Phonet відповів, але не відкрив сеансу (немає cookie JSESSIONID). Перевірте Phonet домен і ключ; якщо вони правильні, зверніться до підтримки Phonet.",
                en:
                    "Phonet answered but opened no session (no cookie JSESSIONID). Please check the Phonet domain and the key; if both are right, ask Phonet’s support."
            )
        case .accessRefused:
            LocalizedText(
                uk:
                    "Phonet прийняв ключ, але відмовив у доступі. Перевірте в кабінеті Phonet, чи дозволено доступ за API.",
                en:
                    "Phonet took the key but refused access. Please check in Phonet’s cabinet whether access by API is allowed."
            )
        case .redirected:
            LocalizedText(
                uk:
                    "Замість відповіді Phonet надіслав на іншу адресу; туди ключ не передано. Перевірте, чи Phonet домен – це «API сервер» із кабінету.",
                en:
                    "Instead of an answer Phonet pointed to another address; the key was not sent there. Please check that the Phonet domain is the «API сервер» of the cabinet."
            )
        case .tooManyRequests:
            LocalizedText(
                uk: "Phonet просить робити запити рідше. Спробуйте ще раз за кілька хвилин.",
                en: "Phonet asks for fewer requests. Please try again in a few minutes.")
        case .serverFailed(let status):
            LocalizedText(
                uk: "На сервері Phonet помилка (\(status)). Спробуйте ще раз за кілька хвилин.",
                en: "Phonet’s server has a fault (\(status)). Please try again in a few minutes.")
        case .unexpectedStatus(let status):
            LocalizedText(
                uk:
                    "Phonet відповів незрозумілим кодом \(status). Перевірте, чи Phonet домен – це «API сервер» із кабінету.",
                en:
                    "Phonet answered with the unexpected status \(status). Please check that the Phonet domain is the «API сервер» of the cabinet."
            )
        case .notJSON:
            LocalizedText(
                uk:
                    "Відповідь Phonet – не JSON. Перевірте, чи Phonet домен – це «API сервер» із кабінету.",
                en:
                    "Phonet’s answer is no JSON. Please check that the Phonet domain is the «API сервер» of the cabinet."
            )
        case .unexpectedAnswer:
            LocalizedText(
                uk: "Відповідь Phonet не така, як описано. Зверніться до підтримки Phonet.",
                en: "Phonet’s answer is not as documented. Please ask Phonet’s support.")
        case .callRefused(let status):
            LocalizedText(
                uk:
                    "Phonet відмовився набрати цей номер (\(status)). Перевірте номер і чи працює ваш телефон у Phonet, потім спробуйте ще раз.",
                en:
                    "Phonet refused to dial this number (\(status)). Please check the number and that your phone works at Phonet, then try again."
            )
        case .callUnconfirmed:
            LocalizedText(
                uk:
                    "Phonet не підтвердив дзвінок, але міг його почати. Спершу гляньте на свій телефон; якщо він мовчить, спробуйте ще раз за хвилину.",
                en:
                    "Phonet did not confirm the call but may have begun it. Please look at your phone first; if it stays silent, try again in a minute."
            )
        case .callNotFound:
            LocalizedText(
                uk: "Цей дзвінок уже завершився.", en: "This call has ended already.")
        case .recordingAddressNotAllowed:
            LocalizedText(
                uk:
                    "Адреса запису веде не на сервер Phonet, тож звідти нічого не взято. Зверніться до адміністратора сервера.",
                en:
                    """
                    The recording’s address does not lead to a server of Phonet’s, so nothing was \
                    fetched. Please ask the server’s administrator.
                    """)
        case .recordingNotReady:
            LocalizedText(
                uk: "Phonet ще готує цей запис. Спробуйте ще раз за хвилину.",
                en: "Phonet is still preparing this recording. Please try again in a minute.")
        case .noAudio:
            LocalizedText(
                uk:
                    "Замість запису Phonet надіслав щось інше. Спробуйте ще раз пізніше або зверніться до підтримки Phonet.",
                en:
                    "Phonet sent something else than a recording. Please try again later or ask Phonet’s support."
            )
        }
    }
}
