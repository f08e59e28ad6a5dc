import CallRules

/// The texts of the import of employees from Phonet.
enum RosterStrings {
    static let title = LocalizedText(
        uk: "Взяти співробітників із Phonet", en: "Import employees from Phonet")
    static let why = LocalizedText(
        uk: """
            Шлюз запитає в Phonet список користувачів і порівняє його зі співробітниками: за e-mail, \
            потім за іменем, потім за внутрішнім номером. Нічого не зміниться, доки Ви не \
            підтвердите.
            """,
        en: """
            The gateway asks Phonet for its users and compares them with the employees: by e-mail, \
            then by name, then by extension. Nothing changes until you confirm.
            """)
    static let ask = LocalizedText(uk: "Запитати Phonet", en: "Ask Phonet")
    static let askAgain = LocalizedText(uk: "Запитати ще раз", en: "Ask again")
    static let toSettings = LocalizedText(
        uk: "До налаштувань підключення", en: "To the connection’s settings")
    static let busy = LocalizedText(
        uk: "Шлюз уже розмовляє з Phonet. Спробуйте ще раз за кілька секунд.",
        en: "The gateway is talking to Phonet already. Try again in a few seconds.")
    static let failed = LocalizedText(
        uk: "Не вдалося отримати список:", en: "The list could not be fetched:")
    static let nobody = LocalizedText(
        uk: "У Phonet немає користувачів", en: "Phonet has no users")
    static let nobodyNext = LocalizedText(
        uk: "Створіть їх у кабінеті Phonet: «Конфігурація телефонії».",
        en: "Create them in Phonet’s cabinet, under “Конфігурація телефонії”.")
    static let preview = LocalizedText(
        uk: "Позначте, що взяти. Поки що нічого не записано.",
        en: "Tick what to take. Nothing is written yet.")
    static let user = LocalizedText(uk: "Користувач Phonet", en: "Phonet’s user")
    static let changes = LocalizedText(uk: "Що зміниться", en: "What changes")
    static let take = LocalizedText(uk: "Взяти", en: "Take")
    static let takeChosen = LocalizedText(uk: "Записати позначене", en: "Save what is ticked")
    static let newEmployee = LocalizedText(uk: "новий співробітник", en: "new employee")
    static let nothing = LocalizedText(uk: "усе збігається", en: "everything agrees")
    static let nobodyChosen = LocalizedText(
        uk: "Нічого не позначено, тому нічого не записано.",
        en: "Nothing was ticked, so nothing was written.")
    static let notWritten = LocalizedText(uk: "Нічого не записано:", en: "Nothing was written:")
    static let unreadable = LocalizedText(
        uk: "Список застарів. Запитайте Phonet ще раз.",
        en: "The list is out of date. Ask Phonet again.")
    static let absent = LocalizedText(
        uk: "Активні співробітники, яких немає в Phonet",
        en: "Active employees who are not in Phonet")

    static func match(_ match: Roster.Match) -> LocalizedText {
        switch match {
        case .email: LocalizedText(uk: "збіг за e-mail", en: "same e-mail")
        case .name: LocalizedText(uk: "збіг за іменем", en: "same name")
        case .extension:
            LocalizedText(
                uk: "збіг лише за номером: перевірте", en: "only the same extension: check")
        }
    }

    static func number(from old: String?, to new: String) -> LocalizedText {
        guard let old else {
            return LocalizedText(uk: "внутрішній номер \(new)", en: "extension \(new)")
        }
        return LocalizedText(
            uk: "внутрішній номер \(old) → \(new)", en: "extension \(old) → \(new)")
    }

    static func email(_ address: String) -> LocalizedText {
        LocalizedText(uk: "e-mail \(address)", en: "e-mail \(address)")
    }

    static func after(_ other: String) -> LocalizedText {
        LocalizedText(
            uk: "номер зараз має \(other): позначте обох",
            en: "\(other) has the extension now: tick both")
    }

    static func obstacle(_ obstacle: Roster.Obstacle) -> LocalizedText {
        switch obstacle {
        case .sharedEmail(let user):
            LocalizedText(
                uk: "той самий e-mail у Phonet має \(called(user))",
                en: "in Phonet \(called(user)) has the same e-mail")
        case .sharedExtension(let user):
            LocalizedText(
                uk: "той самий номер у Phonet має \(called(user))",
                en: "in Phonet \(called(user)) has the same extension")
        case .extensionTaken(let member):
            LocalizedText(
                uk: "номер має інший активний співробітник: \(member.name)",
                en: "another active employee has the extension: \(member.name)")
        case .emailTaken(let member):
            LocalizedText(
                uk: "e-mail уже має \(member.name)", en: "\(member.name) has the e-mail already")
        case .noExtension:
            LocalizedText(uk: "у Phonet немає внутрішнього номера", en: "no extension in Phonet")
        case .strangeExtension:
            LocalizedText(
                uk: "номер у Phonet – не внутрішній номер",
                en: "what Phonet names is no extension")
        case .inactive:
            LocalizedText(
                uk: "співробітник неактивний: спершу зробіть його активним у картці",
                en: "the employee is inactive: make them active in the card first")
        case .nameless:
            LocalizedText(
                uk: "ні імені, ні номера, ні e-mail", en: "neither name nor extension nor e-mail")
        }
    }

    private static func called(_ user: Roster.User) -> String {
        user.name.isEmpty ? user.email ?? user.extension ?? user.id : user.name
    }

    static func more(than limit: Int) -> LocalizedText {
        LocalizedText(
            uk: "Показано перших \(limit); решту побачите, коли візьмете цих.",
            en: "The first \(limit) are shown; the rest follow when these are taken.")
    }
}
