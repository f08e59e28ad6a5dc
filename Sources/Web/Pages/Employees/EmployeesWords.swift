import CallRules
import Store

/// The texts of the pages about employees.
enum EmployeesWords {
    static let title = Sentence(uk: "Співробітники", en: "Employees")
    static let add = Sentence(uk: "Додати співробітника", en: "Add an employee")
    static let fromPhonet = Sentence(uk: "Взяти з Phonet", en: "Take from Phonet")

    // The list

    static let search = Sentence(uk: "Пошук", en: "Search")
    static let searchFor = Sentence(
        uk: "Ім’я, e-mail або номер", en: "Name, e-mail or extension")
    static let whom = Sentence(uk: "Кого показувати", en: "Whom to show")
    static let show = Sentence(uk: "Показати", en: "Show")
    static let name = Sentence(uk: "Ім’я", en: "Name")
    static let number = Sentence(uk: "Внутрішній номер", en: "Extension")
    static let email = Sentence(uk: "E-mail", en: "E-mail")
    static let role = Sentence(uk: "Роль", en: "Role")
    static let presence = Sentence(uk: "Присутність", en: "Presence")
    static let state = Sentence(uk: "Стан", en: "State")
    static let recentCalls = Sentence(uk: "Дзвінки, 30 днів", en: "Calls, 30 days")
    static let noNumber = Sentence(uk: "немає", en: "none")
    static let online = Sentence(uk: "онлайн", en: "online")
    static let paused = Sentence(uk: "на паузі", en: "paused")
    static let offline = Sentence(uk: "офлайн", en: "offline")
    static let active = Sentence(uk: "активний", en: "active")
    static let inactive = Sentence(uk: "неактивний", en: "inactive")
    static let previous = Sentence(uk: "Попередні", en: "Previous")
    static let next = Sentence(uk: "Наступні", en: "Next")
    static let pages = Sentence(uk: "Сторінки списку", en: "Pages of the list")
    static let nobody = Sentence(uk: "Співробітників ще немає", en: "No employees yet")
    static let nobodyNext = Sentence(
        uk: "Додайте співробітників з їхніми внутрішніми номерами або візьміть їх із Phonet.",
        en: "Add employees with their extensions, or take them from Phonet.")
    static let nobodyFound = Sentence(uk: "Нікого не знайдено", en: "Nobody was found")
    static let nobodyFoundNext = Sentence(
        uk: "Змініть пошук або покажіть усіх.", en: "Change the search, or show everybody.")
    static let showAll = Sentence(uk: "Показати всіх", en: "Show everybody")

    static func scope(_ scope: EmployeeListScope) -> Sentence {
        switch scope {
        case .active: Sentence(uk: "Активні", en: "Active")
        case .all: Sentence(uk: "Усі", en: "Everybody")
        case .withoutExtension:
            Sentence(uk: "Без внутрішнього номера", en: "Without an extension")
        }
    }

    static func range(_ from: Int, _ to: Int, of count: Int) -> Sentence {
        Sentence(uk: "\(from)–\(to) з \(count)", en: "\(from)–\(to) of \(count)")
    }

    // Extensions nobody owns

    static let unowned = Sentence(
        uk: "Номери з дзвінків, яких ніхто не має", en: "Extensions in calls that nobody has")
    static let unownedWhy = Sentence(
        uk: """
            Ці внутрішні номери вже розмовляли, але не вказані в жодній картці. Призначте номер, і \
            його попередні дзвінки теж стануть дзвінками співробітника.
            """,
        en: """
            These extensions have talked, but no card names them. Assign one, and its earlier \
            calls become the employee’s, too.
            """)
    static let nameInPhonet = Sentence(uk: "Ім’я в Phonet", en: "Name in Phonet")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let lastCall = Sentence(uk: "Останній дзвінок", en: "Last call")
    static let owner = Sentence(uk: "Чий це номер", en: "Whose it is")
    static let choose = Sentence(uk: "Оберіть співробітника", en: "Choose an employee")
    static let assign = Sentence(uk: "Призначити", en: "Assign")
    static let newOwner = Sentence(uk: "Новий співробітник", en: "New employee")
    static let onlyWithout = Sentence(
        uk: "До вибору – активні співробітники без внутрішнього номера.",
        en: "To choose from: active employees without an extension.")

    static func more(_ count: Int) -> Sentence {
        Sentence(
            uk: "Є ще номери: \(count). Вони з’являться, коли призначите ці.",
            en: "More extensions: \(count). They appear when these are assigned.")
    }

    // What was done

    static let saved = Sentence(uk: "Збережено.", en: "Saved.")
    static let added = Sentence(uk: "Співробітника додано.", en: "The employee was added.")
    static let deleted = Sentence(uk: "Співробітника видалено.", en: "The employee was deleted.")
    static let linkIsOut = Sentence(
        uk: """
            Посилання вже створено раніше, його показано один раз. Якщо воно загубилося, створіть \
            нове.
            """,
        en: "The link was made before and shown once. If it is lost, make a new one.")

    static func assigned(_ calls: String) -> Sentence {
        Sentence(
            uk: "Номер призначено. Тепер за співробітником також: \(calls).",
            en: "The extension was assigned. Now also the employee’s: \(calls).")
    }

    static func taken(added: String, changed: String) -> Sentence {
        Sentence(
            uk: "Взято з Phonet. Додано: \(added). Змінено: \(changed).",
            en: "Taken from Phonet. Added: \(added). Changed: \(changed).")
    }
}
