import CallRules
import Store

/// The texts of one employee's pages.
enum EmployeeWords {
    static let newTitle = Sentence(uk: "Новий співробітник", en: "New employee")
    static let nameHelp = Sentence(
        uk: "Так, як знають колеги та бачать клієнти.",
        en: "As colleagues know them and customers see them.")
    static let numberHelp = Sentence(
        uk: """
            Номер користувача в Phonet: «Конфігурація телефонії». За ним дзвінки стають дзвінками \
            співробітника. Нулі на початку важливі.
            """,
        en: """
            The user’s number in Phonet, under “Конфігурація телефонії”. By it calls become the \
            employee’s. Leading zeros count.
            """)
    static let emailHelp = Sentence(
        uk: "Потрібен, щоб увійти; Phonet може скеровувати за ним дзвінки.",
        en: "Needed for signing in; Phonet may route calls by it.")
    static let language = Sentence(uk: "Мова", en: "Language")
    static let languageHelp = Sentence(
        uk: "Якою мовою показувати сторінки та писати сповіщення.",
        en: "The language of the pages and of notices.")
    static let companyLanguage = Sentence(uk: "Як у налаштуваннях", en: "As in the settings")
    static let activeLabel = Sentence(uk: "Активний", en: "Active")
    static let activeHelp = Sentence(
        uk: """
            Неактивний співробітник не може увійти, не отримує лідів і сповіщень; його дзвінки та \
            налаштування зберігаються.
            """,
        en: """
            An inactive employee cannot sign in and gets no leads or notices; their calls and \
            settings are kept.
            """)
    static let externalID = Sentence(uk: "Номер у CRM", en: "Id in the CRM")
    static let externalIDHelp = Sentence(
        uk: "Необов’язково: за ним CRM знаходить співробітника через API.",
        en: "Optional: by it the CRM finds the employee through the API.")
    static let cancel = Sentence(uk: "Скасувати", en: "Cancel")

    static func role(_ role: Employee.Role) -> Sentence {
        switch role {
        case .admin: Sentence(uk: "Адміністратор", en: "Administrator")
        case .employee: Sentence(uk: "Співробітник", en: "Employee")
        }
    }

    static func roleHelp(_ role: Employee.Role) -> Sentence {
        switch role {
        case .admin:
            Sentence(
                uk: "Бачить усе та змінює налаштування.", en: "Sees everything, changes settings.")
        case .employee:
            Sentence(
                uk: "Бачить лише власні дзвінки, ліди та сповіщення.",
                en: "Sees only their own calls, leads and notices.")
        }
    }

    static func language(_ language: Language) -> Sentence {
        switch language {
        case .uk: Sentence(uk: "Українська", en: "Ukrainian")
        case .en: Sentence(uk: "Англійська", en: "English")
        }
    }

    // Two people at one card

    static let yes = Sentence(uk: "так", en: "yes")
    static let no = Sentence(uk: "ні", en: "no")

    // Beside the form

    static let access = Sentence(uk: "Вхід", en: "Signing in")
    static let hasPassword = Sentence(uk: "має пароль", en: "has a password")
    static let noAccess = Sentence(uk: "не може увійти", en: "cannot sign in")
    static let lastSeen = Sentence(uk: "Востаннє онлайн", en: "Last online")
    static let never = Sentence(uk: "ще ні", en: "not yet")

    static func invited(until time: String) -> Sentence {
        Sentence(
            uk: "запрошено, посилання діє до \(time)", en: "invited, the link works until \(time)")
    }

    static let invite = Sentence(
        uk: "Створити посилання для входу", en: "Make a link for signing in")
    static let inviteAgain = Sentence(
        uk: "Створити нове посилання", en: "Make a new link")
    static let inviteHelp = Sentence(
        uk: """
            Одноразове посилання на 7 днів, за яким співробітник сам обирає пароль. Попереднє \
            посилання перестане діяти.
            """,
        en: """
            A one-time link, good for 7 days, with which the employee chooses a password. A link \
            made before stops working.
            """)
    static let needsEmail = Sentence(
        uk: "Щоб запросити співробітника, збережіть його e-mail.",
        en: "To invite the employee, save an e-mail address first.")
    static let linkTitle = Sentence(uk: "Посилання для входу", en: "Link for signing in")
    static let copy = Sentence(uk: "Копіювати", en: "Copy")
    static let copied = Sentence(uk: "Скопійовано", en: "Copied")
    static let backToCard = Sentence(uk: "До картки", en: "To the card")

    static func linkWhy(_ name: String, until time: String) -> Sentence {
        Sentence(
            uk: """
                Надішліть це посилання співробітнику: \(name). Воно спрацює один раз, діє до \(time) і \
                більше не буде показане.
                """,
            en: """
                Send this link to \(name). It works once, until \(time), and will not be shown again.
                """)
    }

    // Calls

    static let calls = Sentence(uk: "Останні дзвінки", en: "Latest calls")
    static let noCalls = Sentence(uk: "Дзвінків ще немає", en: "No calls yet")
    static let noCallsNext = Sentence(
        uk: "Вони з’являться після першої розмови за внутрішнім номером співробітника.",
        en: "They appear after the first talk by the employee’s extension.")

    // Deletion

    static let delete = Sentence(uk: "Видалити", en: "Delete")
    static let deleteLink = Sentence(uk: "Видалити співробітника", en: "Delete the employee")
    static let deactivate = Sentence(uk: "Зробити неактивним", en: "Make inactive")
    static let keep = Sentence(uk: "Залишити", en: "Keep")
    static let deleteWhy = Sentence(
        uk: """
            Картку буде видалено назавжди. Якщо людина лише більше не працює, зробіть її \
            неактивною: так збережуться дзвінки та історія.
            """,
        en: """
            The card will be gone for good. If the person only works here no more, make them \
            inactive: calls and history are kept.
            """)
    static let inUse = Sentence(
        uk: "Видалити не можна, доки на співробітника щось посилається:",
        en: "Not deleted, because something still refers to the employee:")

    static func deleteTitle(_ name: String) -> Sentence {
        Sentence(uk: "Видалити: \(name)?", en: "Delete \(name)?")
    }
}
