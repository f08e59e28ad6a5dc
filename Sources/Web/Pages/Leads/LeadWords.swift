import CallRules

/// The words of the list and of the card.
enum LeadWords {
    static let title = Sentence(uk: "Ліди", en: "Leads")
    static let search = Sentence(uk: "Пошук", en: "Search")
    static let searchFor = Sentence(uk: "Назва або номер телефону", en: "Name or telephone number")
    static let find = Sentence(uk: "Знайти", en: "Find")
    static let all = Sentence(uk: "Показати всіх лідів", en: "Show all leads")
    static let name = Sentence(uk: "Назва", en: "Name")
    static let phone = Sentence(uk: "Номер", en: "Number")
    static let phones = Sentence(uk: "Номери", en: "Numbers")
    static let status = Sentence(uk: "Статус", en: "Status")
    static let source = Sentence(uk: "Джерело", en: "Source")
    static let responsible = Sentence(uk: "Відповідальний", en: "Responsible")
    static let created = Sentence(uk: "Створено", en: "Created")
    static let older = Sentence(uk: "Раніше", en: "Older")
    static let newest = Sentence(uk: "Найновіші", en: "Newest")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
    static let nobody = Sentence(uk: "Лідів ще немає", en: "There are no leads yet")
    static let nobodyNext = Sentence(
        uk: "Вони з’являться з дзвінків, щойно адміністратор увімкне правила в налаштуваннях.",
        en: "They will come from calls as soon as an administrator switches rules on.")
    static let nobodyFound = Sentence(uk: "Нікого не знайдено", en: "Nobody was found")
    static let nobodyFoundNext = Sentence(
        uk: "Спробуйте частину назви або кілька цифр номера.",
        en: "Try part of the name, or some digits of the number.")
    static let origin = Sentence(uk: "Звідки лід", en: "Where it came from")
    static let madeByCall = Sentence(uk: "Відкрити цей дзвінок", en: "Open this call")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let noCalls = Sentence(uk: "Дзвінків ще немає", en: "There are no calls yet")
    static let noCallsNext = Sentence(
        uk: "Дзвінки з цих номерів і на ці номери з’являться тут.",
        en: "Calls from and to these numbers will appear here.")

    static func made(_ origin: Lead.Origin) -> Sentence {
        switch origin {
        case .telephony: Sentence(uk: "Створено дзвінком", en: "Made by a call")
        case .manual: Sentence(uk: "Створено співробітником", en: "Made by an employee")
        case .api: Sentence(uk: "Створено через CRM", en: "Made by the CRM")
        }
    }
}
