import CallRules

/// The words of the pages about API tokens.
enum APITokensWords {
    static let title = Sentence(uk: "Токени API", en: "API tokens")
    static let lead = Sentence(
        uk: """
            З токеном інша програма, наприклад CRM, читає й змінює все, що є в шлюзі. Дайте кожній \
            програмі власний токен, щоб можна було відкликати один.
            """,
        en: """
            With a token another program, a CRM for one, reads and changes everything in the \
            gateway. Give each program a token of its own, so that one can be revoked.
            """)
    static let name = Sentence(uk: "Для кого", en: "For whom")
    static let nameHelp = Sentence(
        uk: "Її назва стоятиме в аудиті та історії змін.",
        en: "Its name will stand in the audit and in the history of changes.")
    static let make = Sentence(uk: "Створити токен", en: "Make a token")
    static let state = Sentence(uk: "Стан", en: "State")
    static let made = Sentence(uk: "Створено", en: "Made")
    static let used = Sentence(uk: "Останнє використання", en: "Last used")
    static let works = Sentence(uk: "діє", en: "works")
    static let revoked = Sentence(uk: "відкликано", en: "revoked")
    static let revoke = Sentence(uk: "Відкликати", en: "Revoke")
    static let keep = Sentence(uk: "Залишити", en: "Keep")
    static let none = Sentence(uk: "Токенів ще немає", en: "There are no tokens yet")
    static let noneNext = Sentence(
        uk: "Створіть токен, щоб підключити CRM.", en: "Make a token to connect the CRM.")
    static let once = Sentence(
        uk: """
            Скопіюйте токен зараз: більше його не буде показано. Хто знає токен, той може те саме, \
            що й програма, якій він належить.
            """,
        en: """
            Copy the token now: it is not shown again. Whoever knows it can do what the program it \
            belongs to can.
            """)
    static let how = Sentence(
        uk: "Програма надсилає його з кожним запитом у полі",
        en: "The program sends it in the field")
    static let copied = Sentence(uk: "Скопійовано, до токенів", en: "Copied, back to the tokens")
    static let askWhy = Sentence(
        uk:
            "Програма з цим токеном одразу втратить доступ. Повернути його не можна, лише створити новий.",
        en:
            "The program with this token loses its access at once. It cannot be brought back; a new one can be made."
    )
    static let revokedNews = Sentence(uk: "Токен відкликано.", en: "The token is revoked.")
    static let shown = Sentence(
        uk: "Токен уже було показано, нового не створено. Якщо його не записано, створіть інший.",
        en:
            "The token was shown already, and no other was made. If it was not written down, make another."
    )

    static func made(_ name: String) -> Sentence {
        Sentence(uk: "Токен «\(name)»", en: "Token “\(name)”")
    }

    static func ask(_ name: String) -> Sentence {
        Sentence(uk: "Відкликати токен «\(name)»?", en: "Revoke the token “\(name)”?")
    }
}
