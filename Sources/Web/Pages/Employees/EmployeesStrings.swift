import CallRules
import Store

/// The texts of the pages about employees.
enum EmployeesStrings {
    static let add = LocalizedText(uk: "Додати співробітника", en: "Add an employee")
    static let fromPhonet = LocalizedText(uk: "Взяти з Phonet", en: "Import from Phonet")

    // The list

    static let searchFor = LocalizedText(
        uk: "Ім’я, e-mail або номер", en: "Name, e-mail or extension")
    static let whom = LocalizedText(uk: "Кого показувати", en: "Whom to show")
    static let presence = LocalizedText(uk: "Присутність", en: "Presence")
    static let recentCalls = LocalizedText(uk: "Дзвінки, 30 днів", en: "Calls, 30 days")
    static let online = LocalizedText(uk: "онлайн", en: "online")
    static let active = LocalizedText(uk: "активний", en: "active")
    static let previous = LocalizedText(uk: "Назад", en: "Previous")
    static let nobody = LocalizedText(uk: "Співробітників ще немає", en: "No employees yet")
    static let nobodyNext = LocalizedText(
        uk: "Додайте співробітників з їхніми внутрішніми номерами або візьміть їх із Phonet.",
        en: "Add employees with their extensions, or import them from Phonet.")
    static let nobodyFoundNext = LocalizedText(
        uk: "Змініть пошук або покажіть усіх.", en: "Change the search, or show everybody.")
    static let showAll = LocalizedText(uk: "Показати всіх співробітників", en: "Show all employees")

    static func scope(_ scope: EmployeeListScope) -> LocalizedText {
        switch scope {
        case .active: LocalizedText(uk: "Активні", en: "Active")
        case .all: LocalizedText(uk: "Усі", en: "Everybody")
        case .withoutExtension:
            LocalizedText(uk: "Без внутрішнього номера", en: "Without an extension")
        }
    }

    static func range(_ from: Int, _ to: Int, of count: Int) -> LocalizedText {
        LocalizedText(uk: "\(from)–\(to) з \(count)", en: "\(from)–\(to) of \(count)")
    }

    // Extensions without an employee

    static let unowned = LocalizedText(
        uk: "Номери з дзвінків, яких ніхто не має", en: "Extensions in calls that nobody has")
    static let unownedWhy = LocalizedText(
        uk: """
            Ці внутрішні номери вже розмовляли, але не вказані в жодній картці. Призначте номер, і \
            його попередні дзвінки теж стануть дзвінками співробітника.
            """,
        en: """
            These extensions have talked, but no card names them. Assign one, and its earlier \
            calls become the employee’s, too.
            """)
    static let nameInPhonet = LocalizedText(uk: "Ім’я в Phonet", en: "Name in Phonet")
    static let choose = LocalizedText(uk: "Оберіть співробітника", en: "Choose an employee")
    static let assign = LocalizedText(uk: "Призначити", en: "Assign")
    static let onlyWithout = LocalizedText(
        uk: "До вибору – активні співробітники без внутрішнього номера.",
        en: "To choose from: active employees without an extension.")

    static func more(_ count: Int) -> LocalizedText {
        LocalizedText(
            uk: "Є ще номери: \(count). Вони з’являться, коли призначите ці.",
            en: "More extensions: \(count). They appear when these are assigned.")
    }

    // Flash lines

    static let added = LocalizedText(uk: "Співробітника додано.", en: "The employee was added.")
    static let deleted = LocalizedText(
        uk: "Співробітника видалено.", en: "The employee was deleted.")
    static let linkIsOut = LocalizedText(
        uk: """
            Посилання вже створено раніше, його показано один раз. Якщо воно загубилося, створіть \
            нове.
            """,
        en: "The link was created before and shown once. If it is lost, create a new one.")

    static func assigned(_ calls: String) -> LocalizedText {
        LocalizedText(
            uk: "Номер призначено. Тепер за співробітником також: \(calls).",
            en: "The extension was assigned. Now also the employee’s: \(calls).")
    }

    static func taken(added: String, changed: String) -> LocalizedText {
        LocalizedText(
            uk: "Взято з Phonet. Додано: \(added). Змінено: \(changed).",
            en: "Imported from Phonet. Added: \(added). Changed: \(changed).")
    }
}
