import CallRules

/// The texts of the pages of API tokens.
enum APITokensStrings {
    static let title = LocalizedText(uk: "Токени API", en: "API tokens")
    static let lead = LocalizedText(
        uk: """
            З токеном інша програма, наприклад CRM, читає й змінює все, що є в шлюзі. Дайте кожній \
            програмі власний токен, щоб можна було відкликати один.
            """,
        en: """
            With a token another program, a CRM for one, reads and changes everything in the \
            gateway. Give each program a token of its own, so that one can be revoked.
            """)
    static let name = LocalizedText(uk: "Для кого", en: "For whom")
    static let nameHelp = LocalizedText(
        uk: "Її назва стоятиме в аудиті та історії змін.",
        en: "Its name will stand in the audit and in the change history.")
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

    static func made(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Токен «\(name)»", en: "Token “\(name)”")
    }

    static func ask(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Відкликати токен «\(name)»?", en: "Revoke the token “\(name)”?")
    }
}
