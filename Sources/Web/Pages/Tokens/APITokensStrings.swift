import CallRules
import Store

/// The texts of the pages of API tokens.
enum APITokensStrings {
    static let title = LocalizedText(uk: "Токени API", en: "API tokens")
    static let lead = LocalizedText(
        uk: """
            З токеном інша програма, наприклад CRM, працює зі шлюзом. Дайте кожній програмі власний \
            токен з найвужчими правами, щоб можна було відкликати один.
            """,
        en: """
            With a token another program, a CRM for one, works with the gateway. Give each program a \
            token of its own with the narrowest rights, so that one can be revoked.
            """)
    static let name = LocalizedText(uk: "Для кого", en: "For whom")
    static let nameHelp = LocalizedText(
        uk: "Її назва стоятиме в аудиті та історії змін.",
        en: "Its name will stand in the audit and in the change history.")
    static let new = LocalizedText(uk: "Новий токен", en: "New token")
    static let scope = LocalizedText(uk: "Права", en: "Rights")
    static let signIn = LocalizedText(
        uk: "Може робити посилання для входу", en: "May make sign-in links")
    static let signInHelp = LocalizedText(
        uk: """
            Лише для прав «CRM»: програма може впустити співробітника на ці сторінки без пароля. \
            Вмикайте, якщо вхід у CRM має бути й входом сюди.
            """,
        en: """
            For the rights “CRM” only: the program can let an employee into these pages without a \
            password. Switch it on if signing in to the CRM should be signing in here as well.
            """)
    static let signInToo = LocalizedText(uk: "посилання для входу", en: "sign-in links")
    static let expires = LocalizedText(uk: "Діє до", en: "Valid until")
    static let expiresHelp = LocalizedText(
        uk: "Останній день токена. Порожньо: без обмеження.",
        en: "The last day of the token. Empty: without limit.")
    static let expired = LocalizedText(uk: "строк минув", en: "expired")
    static let networks = LocalizedText(uk: "Дозволені адреси", en: "Allowed addresses")
    static let networksHelp = LocalizedText(
        uk: """
            Адреси або мережі, з яких токен приймається, по одній у рядку, наприклад 203.0.113.9. \
            Порожньо: з будь-яких.
            """,
        en: """
            Addresses or networks the token is taken from, each in a row of its own, such as 203.0.113.9. \
            Empty: from any.
            """)
    static let anywhere = LocalizedText(uk: "звідусіль", en: "anywhere")
    static let noDay = LocalizedText(uk: "має бути датою", en: "must be a date")
    static let make = LocalizedText(uk: "Створити токен", en: "Create a token")
    static let used = LocalizedText(uk: "Останнє використання", en: "Last used")
    static let works = LocalizedText(uk: "діє", en: "valid")
    static let revoked = LocalizedText(uk: "відкликано", en: "revoked")
    static let revoke = LocalizedText(uk: "Відкликати", en: "Revoke")
    static let none = LocalizedText(uk: "Токенів ще немає", en: "There are no tokens yet")
    static let noneNext = LocalizedText(
        uk: "Створіть токен, щоб підключити CRM.", en: "Create a token to connect the CRM.")
    static let once = LocalizedText(
        uk: """
            Скопіюйте токен зараз: більше його не буде показано. Хто знає токен, той може те саме, \
            що й програма, якій він належить.
            """,
        en: """
            Copy the token now: it is not shown again. Whoever knows it can do what the program it \
            belongs to can.
            """)
    static let how = LocalizedText(
        uk: "Програма надсилає його з кожним запитом у полі",
        en: "The program sends it in the field")
    static let copied = LocalizedText(
        uk: "Скопійовано, до токенів", en: "Copied, back to the tokens")
    static let askWhy = LocalizedText(
        uk:
            "Програма з цим токеном одразу втратить доступ. Повернути його не можна, лише створити новий.",
        en:
            """
            The program with this token loses its access at once. It cannot be brought back; \
            only a new one can be created.
            """)
    static let revokedNews = LocalizedText(uk: "Токен відкликано.", en: "The token is revoked.")
    static let shown = LocalizedText(
        uk: "Токен уже було показано, нового не створено. Якщо його не записано, створіть інший.",
        en:
            """
            The token was shown already, and no new one was created. If it was not written down, \
            create another.
            """)

    static func scope(_ scope: TokenScope) -> LocalizedText {
        switch scope {
        case .read: LocalizedText(uk: "Лише читання", en: "Reading only")
        case .crm: CommonStrings.crm
        case .admin: LocalizedText(uk: "Повні права", en: "Full rights")
        }
    }

    static func scopeHelp(_ scope: TokenScope) -> LocalizedText {
        switch scope {
        case .read:
            LocalizedText(
                uk: "Читає все, крім секретів; нічого не змінює.",
                en: "Reads everything but secrets; changes nothing.")
        case .crm:
            LocalizedText(
                uk: """
                    Читає все, працює з клієнтами, лідами, дзвінками та присутністю. Не змінює \
                    налаштувань і співробітників.
                    """,
                en: """
                    Reads everything, works with clients, leads, calls and presence. Changes neither \
                    settings nor employees.
                    """)
        case .admin:
            LocalizedText(
                uk: "Може все, що й адміністратор, налаштування теж.",
                en: "Can do what an administrator can, settings included.")
        }
    }

    static func noNetwork(_ text: String) -> LocalizedText {
        LocalizedText(
            uk: "«\(text)» – не IP-адреса і не мережа",
            en: "“\(text)” is no IP address or network")
    }

    static func made(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Токен «\(name)»", en: "Token “\(name)”")
    }

    static func ask(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Відкликати токен «\(name)»?", en: "Revoke the token “\(name)”?")
    }
}
