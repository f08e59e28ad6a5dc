import CallRules

/// The texts of taking employees from Phonet.
enum RosterWords {
    static let title = Sentence(
        uk: "Взяти співробітників із Phonet", en: "Take employees from Phonet")
    static let why = Sentence(
        uk: """
            Шлюз запитає в Phonet список користувачів і порівняє його зі співробітниками: за e-mail, \
            потім за іменем, потім за внутрішнім номером. Нічого не зміниться, доки Ви не \
            підтвердите.
            """,
        en: """
            The gateway asks Phonet for its users and compares them with the employees: by e-mail, \
            then by name, then by extension. Nothing changes until you confirm.
            """)
    static let ask = Sentence(uk: "Запитати Phonet", en: "Ask Phonet")
    static let askAgain = Sentence(uk: "Запитати ще раз", en: "Ask again")
    static let toSettings = Sentence(
        uk: "До налаштувань підключення", en: "To the connection’s settings")
    static let busy = Sentence(
        uk: "Шлюз уже розмовляє з Phonet. Спробуйте ще раз за кілька секунд.",
        en: "The gateway is talking to Phonet already. Try again in a few seconds.")
    static let failed = Sentence(
        uk: "Не вдалося отримати список:", en: "The list could not be fetched:")
    static let nobody = Sentence(
        uk: "У Phonet немає користувачів", en: "Phonet has no users")
    static let nobodyNext = Sentence(
        uk: "Створіть їх у кабінеті Phonet: «Конфігурація телефонії».",
        en: "Make them in Phonet’s cabinet, under “Конфігурація телефонії”.")
    static let preview = Sentence(
        uk: "Позначте, що взяти. Поки що нічого не записано.",
        en: "Tick what to take. Nothing is written yet.")
    static let user = Sentence(uk: "Користувач Phonet", en: "Phonet’s user")
    static let employee = Sentence(uk: "Співробітник", en: "Employee")
    static let changes = Sentence(uk: "Що зміниться", en: "What changes")
    static let take = Sentence(uk: "Взяти", en: "Take")
    static let takeChosen = Sentence(uk: "Записати позначене", en: "Write what is ticked")
    static let cancel = Sentence(uk: "Скасувати", en: "Cancel")
    static let newEmployee = Sentence(uk: "новий співробітник", en: "new employee")
    static let nothing = Sentence(uk: "усе збігається", en: "everything agrees")
    static let nobodyChosen = Sentence(
        uk: "Нічого не позначено, тому нічого не записано.",
        en: "Nothing was ticked, so nothing was written.")
    static let notWritten = Sentence(uk: "Нічого не записано:", en: "Nothing was written:")
    static let unreadable = Sentence(
        uk: "Список застарів. Запитайте Phonet ще раз.",
        en: "The list is out of date. Ask Phonet again.")
    static let absent = Sentence(
        uk: "Активні співробітники, яких немає в Phonet",
        en: "Active employees who are not in Phonet")

    static func match(_ match: Roster.Match) -> Sentence {
        switch match {
        case .email: Sentence(uk: "збіг за e-mail", en: "same e-mail")
        case .name: Sentence(uk: "збіг за іменем", en: "same name")
        case .extension:
            Sentence(uk: "збіг лише за номером: перевірте", en: "only the same extension: check")
        }
    }

    static func number(from old: String?, to new: String) -> Sentence {
        guard let old else {
            return Sentence(uk: "внутрішній номер \(new)", en: "extension \(new)")
        }
        return Sentence(
            uk: "внутрішній номер \(old) → \(new)", en: "extension \(old) → \(new)")
    }

    static func email(_ address: String) -> Sentence {
        Sentence(uk: "e-mail \(address)", en: "e-mail \(address)")
    }

    static func after(_ other: String) -> Sentence {
        Sentence(
            uk: "номер зараз має \(other): позначте обох",
            en: "\(other) has the extension now: tick both")
    }

    static func obstacle(_ obstacle: Roster.Obstacle) -> Sentence {
        switch obstacle {
        case .sharedEmail(let user):
            Sentence(
                uk: "той самий e-mail у Phonet має \(called(user))",
                en: "in Phonet \(called(user)) has the same e-mail")
        case .sharedExtension(let user):
            Sentence(
                uk: "той самий номер у Phonet має \(called(user))",
                en: "in Phonet \(called(user)) has the same extension")
        case .extensionTaken(let member):
            Sentence(
                uk: "номер має інший активний співробітник: \(member.name)",
                en: "another active employee has the extension: \(member.name)")
        case .emailTaken(let member):
            Sentence(
                uk: "e-mail уже має \(member.name)", en: "\(member.name) has the e-mail already")
        case .noExtension:
            Sentence(uk: "у Phonet немає внутрішнього номера", en: "no extension in Phonet")
        case .strangeExtension:
            Sentence(
                uk: "номер у Phonet – не внутрішній номер",
                en: "what Phonet names is no extension")
        case .inactive:
            Sentence(
                uk: "співробітник неактивний: спершу зробіть його активним у картці",
                en: "the employee is inactive: make them active in the card first")
        case .nameless:
            Sentence(
                uk: "ні імені, ні номера, ні e-mail", en: "neither name nor extension nor e-mail")
        }
    }

    private static func called(_ user: Roster.User) -> String {
        user.name.isEmpty ? user.email ?? user.extension ?? user.id : user.name
    }

    static func more(than limit: Int) -> Sentence {
        Sentence(
            uk: "Показано перших \(limit); решту побачите, коли візьмете цих.",
            en: "The first \(limit) are shown; the rest follow when these are taken.")
    }
}
