import CallRules
import Store

/// The texts of the pages of one employee.
enum EmployeeStrings {
    static let nameHelp = LocalizedText(
        uk: "Так, як знають колеги та бачать клієнти.",
        en: "As colleagues know them and customers see them.")
    static let numberHelp = LocalizedText(
        uk: """
            Номер користувача в Phonet: «Конфігурація телефонії». За ним дзвінки стають дзвінками \
            співробітника. Нулі на початку важливі.
            """,
        en: """
            The user’s number in Phonet, under “Конфігурація телефонії”. By it calls become the \
            employee’s. Leading zeros count.
            """)
    static let emailHelp = LocalizedText(
        uk: "Потрібен, щоб увійти; Phonet може скеровувати за ним дзвінки.",
        en: "Needed for signing in; Phonet may route calls by it.")
    static let languageHelp = LocalizedText(
        uk: "Якою мовою показувати сторінки та писати сповіщення.",
        en: "The language of the pages and of notices.")
    static let companyLanguage = LocalizedText(uk: "Як у налаштуваннях", en: "As in the settings")
    static let activeHelp = LocalizedText(
        uk: """
            Неактивний співробітник не може увійти, не отримує лідів і сповіщень; його дзвінки та \
            налаштування зберігаються.
            """,
        en: """
            An inactive employee cannot sign in and gets no leads or notices; their calls and \
            settings are kept.
            """)
    static let externalID = LocalizedText(uk: "Номер у CRM", en: "Id in the CRM")
    static let externalIDHelp = LocalizedText(
        uk: "Необов’язково: за ним CRM знаходить співробітника через API.",
        en: "Optional: by it the CRM finds the employee through the API.")

    static func role(_ role: Employee.Role) -> LocalizedText {
        switch role {
        case .admin: LocalizedText(uk: "Адміністратор", en: "Administrator")
        case .supervisor: LocalizedText(uk: "Керівник", en: "Supervisor")
        case .employee: CommonStrings.employee
        }
    }

    /// What a role sees, and whether it changes settings, with the settings in force.
    static func sees(_ role: Employee.Role, _ settings: Settings) -> LocalizedText {
        switch (role, settings.employeesSee) {
        case (.admin, _):
            LocalizedText(
                uk: "Бачить усе та змінює налаштування.", en: "Sees everything, changes settings.")
        case (.supervisor, _):
            LocalizedText(
                uk: """
                    Бачить дзвінки, клієнтів, лідів і статистику всієї компанії. Налаштувань не \
                    змінює.
                    """,
                en: """
                    Sees calls, clients, leads and statistics of the whole company. Changes no \
                    settings.
                    """)
        case (.employee, .all):
            LocalizedText(
                uk: """
                    Бачить дзвінки, клієнтів і лідів усієї компанії, а сповіщення – лише власні. \
                    Налаштувань не змінює.
                    """,
                en: """
                    Sees calls, clients and leads of the whole company, and only their own notices. \
                    Changes no settings.
                    """)
        case (.employee, .own):
            LocalizedText(
                uk: """
                    Бачить лише свої дзвінки, клієнтів і лідів та ті, що не належать нікому. \
                    Налаштувань не змінює.
                    """,
                en: """
                    Sees only their own calls, clients and leads, and those that nobody owns. Changes \
                    no settings.
                    """)
        }
    }

    static let rights = LocalizedText(uk: "Дозволи", en: "Permissions")
    static let rightsHelp = LocalizedText(
        uk: "Для співробітників і керівників. Адміністратору дозволено все.",
        en: "For employees and supervisors. An administrator may do everything.")

    static func right(_ right: Viewer.Right) -> LocalizedText {
        switch right {
        case .listen:
            LocalizedText(uk: "Слухає чужі записи", en: "Listens to recordings of others")
        case .export: LocalizedText(uk: "Завантажує списки", en: "Exports lists")
        case .delete: LocalizedText(uk: "Видаляє картки", en: "Deletes cards")
        }
    }

    static func rightHelp(_ right: Viewer.Right, _ settings: Settings) -> LocalizedText {
        switch right {
        case .listen where !settings.employeesMayListen:
            LocalizedText(
                uk: """
                    Записи розмов, у яких не брав участі. Зараз діє лише для керівників: у \
                    налаштуваннях співробітникам вимкнено прослуховування.
                    """,
                en: """
                    Recordings of talks they took no part in. For supervisors only just now: the \
                    settings let employees listen to none.
                    """)
        case .listen:
            LocalizedText(
                uk: """
                    Записи розмов, у яких не брав участі, якщо бачить дзвінок. Власні записи слухати \
                    можна завжди.
                    """,
                en: """
                    Recordings of talks they took no part in, of calls they see. Their own they may \
                    always listen to.
                    """)
        case .export:
            LocalizedText(
                uk: "Журнал дзвінків як файл CSV або JSON: усе, що бачить.",
                en: "The call log as a CSV or JSON file: everything they see.")
        case .delete:
            LocalizedText(
                uk: "Клієнтів і лідів, яких бачить. Дзвінки лишаються.",
                en: "Clients and leads they see. The calls stay.")
        }
    }

    static func language(_ language: Language) -> LocalizedText {
        switch language {
        case .uk: CommonStrings.ukrainian
        case .en: CommonStrings.english
        }
    }

    // Conflicting saves

    // Beside the form

    static let hasPassword = LocalizedText(uk: "має пароль", en: "has a password")
    static let noAccess = LocalizedText(uk: "не може увійти", en: "cannot sign in")
    static let lastSeen = LocalizedText(uk: "Востаннє онлайн", en: "Last online")

    static func invited(until time: String) -> LocalizedText {
        LocalizedText(
            uk: "запрошено, посилання діє до \(time)", en: "invited, the link works until \(time)")
    }

    static let invite = LocalizedText(
        uk: "Створити посилання для входу", en: "Create a sign-in link")
    static let inviteAgain = LocalizedText(
        uk: "Створити нове посилання", en: "Create a new link")
    static let inviteHelp = LocalizedText(
        uk: """
            Одноразове посилання на 7 днів, за яким співробітник сам обирає пароль. Попереднє \
            посилання перестане діяти.
            """,
        en: """
            A one-time link, good for 7 days, with which the employee chooses a password. The \
            previous link stops working.
            """)
    static let needsEmail = LocalizedText(
        uk: "Щоб запросити співробітника, збережіть його e-mail.",
        en: "To invite the employee, save an e-mail address first.")
    static let linkTitle = LocalizedText(uk: "Посилання для входу", en: "Sign-in link")

    static func linkWhy(_ name: String, until time: String) -> LocalizedText {
        LocalizedText(
            uk: """
                Надішліть це посилання співробітнику: \(name). Воно спрацює один раз, діє до \(time) і \
                більше не буде показане.
                """,
            en: """
                Send this link to \(name). It works once, until \(time), and will not be shown again.
                """)
    }

    // Calls

    static let calls = LocalizedText(uk: "Останні дзвінки", en: "Latest calls")
    static let noCallsNext = LocalizedText(
        uk: "Вони з’являться після першої розмови за внутрішнім номером співробітника.",
        en: "They appear after the first conversation on the employee’s extension.")

    // Deletion

    static let deleteLink = LocalizedText(uk: "Видалити співробітника", en: "Delete the employee")
    static let deactivate = LocalizedText(uk: "Зробити неактивним", en: "Make inactive")
    static let deleteWhy = LocalizedText(
        uk: """
            Картку буде видалено назавжди. Якщо людина лише більше не працює, зробіть її \
            неактивною: так збережуться дзвінки та історія.
            """,
        en: """
            The card will be gone for good. If the person only works here no more, make them \
            inactive: calls and history are kept.
            """)
    static let inUse = LocalizedText(
        uk: "Видалити не можна, доки на співробітника щось посилається:",
        en: "Not deleted, because something still refers to the employee:")

    static func deleteTitle(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Видалити: \(name)?", en: "Delete \(name)?")
    }
}
