import CallRules
import Store

/// The answer: every rule with its decision and reason, and the effects of the call.
struct WhatIfAnswer {
    let visitor: Visitor
    let number: PhoneNumber
    let simulated: Simulated
    let choices: SettingChoices
    /// Whether the main switch is on; otherwise no rule runs.
    let isOn: Bool
    /// Whether what is typed on the page of the settings was used instead of the saved values.
    let isTyped: Bool

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        <section class="panel" aria-labelledby="title-answer">
        <h2 id="title-answer">\(localize(WhatIfStrings.answer))</h2>
        <div class="span figures">\(number.grouped.isEmpty ? localize(CommonStrings.hiddenNumber) : number.grouped)\
        \(CallButton(phone: number, visitor: visitor).html)</div>
        \(isOn ? nil : "<p>\(localize(WhatIfStrings.off))</p>" as HTML?)
        <ul class="verdicts">\(verdicts)\(isOn ? idle : [])</ul>
        <h3>\(localize(CommonStrings.lead))</h3>\(lead)
        <h3>\(localize(CommonStrings.notices))</h3>\(notices)
        <p class="help">\(Icon.info.html) \(localize(isTyped ? WhatIfStrings.ofTyped : WhatIfStrings.nothingWritten))</p>
        </section>
        """
    }

    private var verdicts: [HTML] {
        simulated.decisions.map { DecisionItem($0, localize, word: WhatIfStrings.verdict).html }
    }

    /// The rules that did not run, and why.
    private var idle: [HTML] {
        let ran = Set(simulated.decisions.map(\.rule))
        return Rule.allCases.filter { !ran.contains($0) }.compactMap { rule in
            WhatIfStrings.whyIdle(rule).map { why in
                DecisionItem(
                    name: localize(WhatIfStrings.name(rule)), word: localize(WhatIfStrings.idle),
                    reason: localize(why), icon: .offline, isGood: false
                ).html
            }
        }
    }

    private var lead: HTML {
        guard let lead = simulated.lead else { return "<p>\(localize(WhatIfStrings.noLead))</p>" }
        let words = SettingValue(localize: localize, choices: choices)
        let facts: [(LocalizedText, String)] = [
            (CommonStrings.title, LeadName.shown(lead.details.name)),
            (CommonStrings.status, lead.details.statusID.map { words.status($0.value) } ?? "–"),
            (CommonStrings.source, simulated.sourceName ?? "–"),
            (
                CommonStrings.responsible,
                lead.details.responsibleID.map { words.employee($0.value) }
                    ?? localize(CommonStrings.noOne)
            ),
        ]
        return """
            <p>\(localize(simulated.leadCreated ? WhatIfStrings.newLead : WhatIfStrings.knownLead))</p>
            <dl class="facts">\(facts.map { "<dt>\(localize($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>
            \(simulated.leadCreated ? nil : link(to: lead.id))
            """
    }

    private func link(to lead: Lead.ID) -> HTML {
        "<p><a href=\"\(PageRoute.lead(lead.value).path)\">\(localize(DiallingStrings.toLead))</a></p>"
    }

    private var notices: HTML {
        guard !simulated.notices.isEmpty else {
            return "<p>\(localize(WhatIfStrings.noNotices))</p>"
        }
        let words = SettingValue(localize: localize, choices: choices)
        let lines = simulated.notices.map { notice in
            """
            <li><span class="badge plain">\(Icon.bell.html)</span><div>\
            <b>\(words.employee(notice.employeeID.value))</b><br>\(GroupedNumbers.of(notice.text))</div></li>
            """ as HTML
        }
        return "<ul class=\"verdicts\">\(lines)</ul>"
    }
}

/// The texts of the form and of the answer.
enum WhatIfStrings {
    static let intro = LocalizedText(
        uk: """
            Опишіть дзвінок – і побачите, що зробило б кожне правило за збереженими налаштуваннями. \
            Нічого не буде записано.
            """,
        en: """
            Describe a call, and see what every rule would do under the saved settings. Nothing is \
            written.
            """)
    static let saved = LocalizedText(
        uk: "За збереженими налаштуваннями; нічого не записується.",
        en: "Under the saved settings; nothing is written.")
    static let typed = LocalizedText(
        uk: "За тим, що введено на цій сторінці, навіть не збереженим; нічого не записується.",
        en: "Under what is typed on this page, saved or not; nothing is written.")
    static let ofTyped = LocalizedText(
        uk: "За введеними значеннями. Нічого не записано.",
        en: "Under the typed values. Nothing was written.")
    static let unsavable = LocalizedText(
        uk: "Введені значення не можна зберегти, тож за ними не можна й перевірити:",
        en: "The typed values cannot be saved, so no call can be tried under them:")
    static let answer = LocalizedText(uk: "Ось що було б", en: "What would happen")
    static let off = LocalizedText(
        uk: "Модуль вимкнено: правила не виконуються.", en: "The module is off: no rule runs.")
    static let nothingWritten = LocalizedText(
        uk: "Нічого не записано.", en: "Nothing was written.")
    static let noLead = LocalizedText(uk: "Ліда не було б.", en: "There would be no lead.")
    static let newLead = LocalizedText(
        uk: "Було б створено нового ліда:", en: "A new lead would be created:")
    static let knownLead = LocalizedText(
        uk: "До дзвінка було б приєднано ліда:", en: "This lead would be joined to the call:")
    static let noNotices = LocalizedText(
        uk: "Сповіщень не було б.", en: "There would be no notices.")
    static let phoneHelp = LocalizedText(
        uk: "У будь-якому записі; порожньо – номер приховано.",
        en: "In any spelling; empty is a hidden number.")
    static let extensionHelp = LocalizedText(
        uk: "Хто відповів, телефонував або чий телефон дзвонив; можна не вказувати.",
        en: "Who answered, called, or was rung; may be left out.")

    static let labels: [String: LocalizedText] = [
        "direction": CommonStrings.direction,
        "outcome": CommonStrings.outcome,
        "phone": CommonStrings.phoneNumber,
        "extension": CommonStrings.extensionNumber,
    ]

    static func tooLong(_ limit: Int) -> LocalizedText {
        LocalizedText(
            uk: "має містити щонайбільше \(limit) символів",
            en: "must have at most \(limit) characters")
    }

    static func verdict(_ didSomething: Bool) -> LocalizedText {
        didSomething
            ? LocalizedText(uk: "спрацювало б", en: "would act")
            : LocalizedText(uk: "нічого не зробило б", en: "would do nothing")
    }

    static func name(_ direction: Facts.Direction) -> LocalizedText {
        switch direction {
        case .incoming: LocalizedText(uk: "Вхідний", en: "Incoming")
        case .outgoing: LocalizedText(uk: "Вихідний", en: "Outgoing")
        }
    }

    static func name(_ outcome: Call.Outcome) -> LocalizedText {
        switch outcome {
        case .answered: LocalizedText(uk: "Прийнятий", en: "Answered")
        case .missed: LocalizedText(uk: "Пропущений", en: "Missed")
        }
    }

    static let idle = LocalizedText(uk: "не виконувалося б", en: "would not run")

    /// The reason why a rule does not run; nil for a rule that only runs after another.
    static func whyIdle(_ rule: Rule) -> LocalizedText? {
        switch rule {
        case .reopen:
            LocalizedText(uk: "Лише для вихідних дзвінків.", en: "For outgoing calls only.")
        case .distribute:
            LocalizedText(
                uk: "Нового ліда немає або відповідальний уже відомий.",
                en: "There is no new lead, or its responsible is known.")
        case .notify:
            LocalizedText(uk: "Лише для вхідних дзвінків.", en: "For incoming calls only.")
        case .link, .create:
            LocalizedText(
                uk: "Дзвінок не дійшов до цього правила.",
                en: "The call does not come to this rule.")
        case .correct: nil
        }
    }

    /// The name of a rule; for a rule that runs at two moments, with the moment.
    static func name(_ rule: Rule, at moment: Moment) -> LocalizedText {
        switch (rule, moment) {
        case (.notify, .rings):
            LocalizedText(uk: "Сповіщення під час дзвінка", en: "Notices while it rings")
        case (.notify, .missed):
            LocalizedText(uk: "Сповіщення про пропущений", en: "Notices about a missed call")
        case (_, _): name(rule)
        }
    }

    static func name(_ rule: Rule) -> LocalizedText {
        switch rule {
        case .link: LocalizedText(uk: "Приєднання клієнта та ліда", en: "Joining client and lead")
        case .reopen: LocalizedText(uk: "Повторне відкриття ліда", en: "Reopening a lead")
        case .create: LocalizedText(uk: "Створення ліда", en: "Creating a lead")
        case .distribute: CommonStrings.leadDistribution
        case .notify: CommonStrings.notices
        case .correct: LocalizedText(uk: "Уточнення ліда", en: "Correcting the lead")
        }
    }
}
