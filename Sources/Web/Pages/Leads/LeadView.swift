import CallRules
import Store

/// A lead's card.
struct LeadView {
    let page: LeadPage
    let visitor: Visitor

    private typealias Words = LeadWords
    private var say: Voice { visitor.voice }
    private var lead: LeadRow { page.lead }
    private var names: SettingValue { SettingValue(say: say, choices: page.choices) }

    func answer() -> Answer {
        Frame(
            title: lead.details.name, isWide: true,
            content: """
                <section class="section">\(facts)\(CallButton.whyNot(visitor))</section>
                <section class="section"><h2>\(say(Words.origin))</h2>\(origin)</section>
                <section class="section"><h2>\(say(Words.calls))</h2>\(calls)</section>
                """
        ).answer(for: visitor)
    }

    private var facts: HTML {
        let details = lead.details
        let facts: [(Sentence, HTML?)] = [
            (Words.phones, phones),
            (Words.status, LeadStatusBadge(details, page.choices)?.html),
            (Words.source, details.sourceID.map { "\(names.source($0.value))" }),
            (Words.responsible, details.responsibleID.map { "\(names.employee($0.value))" }),
        ]
        return """
            <dl class="facts">\
            \(facts.map { "<dt>\(say($0.0))</dt><dd>\($0.1 ?? "–")</dd>" as HTML })</dl>
            """
    }

    private var phones: HTML? {
        guard !lead.details.phones.isEmpty else { return nil }
        let lines = lead.details.phones.map { phone in
            """
            <li><span class="figures">\(phone.grouped)</span>\
            \(CallButton(phone: phone, visitor: visitor, leadID: lead.id).html)</li>
            """ as HTML
        }
        return "<ul class=\"phones\">\(lines)</ul>"
    }

    private var origin: HTML {
        """
        <p>\(say(Words.made(lead.origin))) \(say.time(lead.createdAt)). \
        \(lead.callUUID.map(linkToCall))</p>\
        \(page.reasons.map { "<p>\(say($0))</p>" as HTML })
        """
    }

    private func linkToCall(_ uuid: String) -> HTML {
        "<a href=\"\(PageRoute.call(uuid).path)\">\(say(Words.madeByCall))</a>"
    }

    private var calls: HTML {
        guard !page.calls.isEmpty else {
            return EmptyState(line: say(Words.noCalls), next: say(Words.noCallsNext)).html
        }
        return CallsTable(calls: page.calls, say: say, visitor: visitor).html
    }
}

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
