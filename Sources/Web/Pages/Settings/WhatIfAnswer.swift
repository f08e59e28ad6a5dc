import CallRules
import Store

/// Every rule with its verdict and its reason, and what would come of the call.
struct WhatIfAnswer {
    let visitor: Visitor
    let number: PhoneNumber
    let simulated: Simulated
    let choices: SettingChoices
    /// The module is on: else no rule runs.
    let isOn: Bool

    private var say: Voice { visitor.voice }

    var html: HTML {
        """
        <section class="panel" aria-labelledby="title-answer">
        <h2 id="title-answer">\(say(WhatIfWords.answer))</h2>
        <p class="figures">\(number.grouped.isEmpty ? say(NumberWords.hidden) : number.grouped)\
        \(CallButton(phone: number, visitor: visitor).html)</p>
        \(isOn ? nil : "<p>\(say(WhatIfWords.off))</p>" as HTML?)
        <ul class="verdicts">\(verdicts)\(isOn ? idle : [])</ul>
        <h3>\(say(WhatIfWords.lead))</h3>\(lead)
        <h3>\(say(WhatIfWords.notices))</h3>\(notices)
        <p class="help">\(Icon.info.html) \(say(WhatIfWords.nothingWritten))</p>
        </section>
        """
    }

    private var verdicts: [HTML] {
        simulated.decisions.map { Verdict($0, say, word: WhatIfWords.verdict).html }
    }

    /// The rules that did not run, and why they had no reason to.
    private var idle: [HTML] {
        let ran = Set(simulated.decisions.map(\.rule))
        return Rule.allCases.filter { !ran.contains($0) }.compactMap { rule in
            WhatIfWords.whyIdle(rule).map { why in
                Verdict(
                    name: say(WhatIfWords.name(rule)), word: say(WhatIfWords.idle),
                    reason: say(why), icon: .offline, isGood: false
                ).html
            }
        }
    }

    private var lead: HTML {
        guard let lead = simulated.lead else { return "<p>\(say(WhatIfWords.noLead))</p>" }
        let words = SettingValue(say: say, choices: choices)
        let facts: [(Sentence, String)] = [
            (WhatIfWords.leadName, lead.details.name),
            (WhatIfWords.status, lead.details.statusID.map { words.status($0.value) } ?? "–"),
            (WhatIfWords.source, lead.details.sourceID.map { words.source($0.value) } ?? "–"),
            (
                WhatIfWords.responsible,
                lead.details.responsibleID.map { words.employee($0.value) }
                    ?? say(WhatIfWords.nobody)
            ),
        ]
        return """
            <p>\(say(simulated.leadCreated ? WhatIfWords.newLead : WhatIfWords.knownLead))</p>
            <dl class="facts">\(facts.map { "<dt>\(say($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>
            \(simulated.leadCreated ? nil : link(to: lead.id))
            """
    }

    private func link(to lead: Lead.ID) -> HTML {
        "<p><a href=\"\(PageRoute.lead(lead.value).path)\">\(say(DiallingWords.toLead))</a></p>"
    }

    private var notices: HTML {
        guard !simulated.notices.isEmpty else {
            return "<p>\(say(WhatIfWords.noNotices))</p>"
        }
        let words = SettingValue(say: say, choices: choices)
        let lines = simulated.notices.map { notice in
            """
            <li><span class="badge plain">\(Icon.bell.html)</span><div>\
            <b>\(words.employee(notice.employeeID.value))</b><br>\(notice.text)</div></li>
            """ as HTML
        }
        return "<ul class=\"verdicts\">\(lines)</ul>"
    }
}

/// The words of the question and of its answer.
enum WhatIfWords {
    static let title = Sentence(uk: "Що буде, якщо", en: "What if")
    static let lead = Sentence(uk: "Лід", en: "Lead")
    static let intro = Sentence(
        uk: """
            Опишіть дзвінок – і побачите, що зробило б кожне правило за збереженими налаштуваннями. \
            Нічого не буде записано.
            """,
        en: """
            Describe a call, and see what every rule would do under the saved settings. Nothing is \
            written.
            """)
    static let saved = Sentence(
        uk: "За збереженими налаштуваннями; нічого не записується.",
        en: "Under the saved settings; nothing is written.")
    static let ask = Sentence(uk: "Перевірити", en: "Try it")
    static let answer = Sentence(uk: "Ось що було б", en: "What would happen")
    static let off = Sentence(
        uk: "Модуль вимкнено: правила не виконуються.", en: "The module is off: no rule runs.")
    static let notices = Sentence(uk: "Повідомлення", en: "Notices")
    static let nothingWritten = Sentence(
        uk: "Нічого не записано.", en: "Nothing was written.")
    static let noLead = Sentence(uk: "Ліда не було б.", en: "There would be no lead.")
    static let newLead = Sentence(
        uk: "Було б створено нового ліда:", en: "A new lead would be made:")
    static let knownLead = Sentence(
        uk: "До дзвінка було б приєднано ліда:", en: "This lead would be joined to the call:")
    static let leadName = Sentence(uk: "Назва", en: "Name")
    static let status = Sentence(uk: "Статус", en: "Status")
    static let source = Sentence(uk: "Джерело", en: "Source")
    static let responsible = Sentence(uk: "Відповідальний", en: "Responsible")
    static let nobody = Sentence(uk: "нікого", en: "nobody")
    static let noNotices = Sentence(
        uk: "Нікому б не повідомили.", en: "Nobody would be told.")
    static let phoneHelp = Sentence(
        uk: "У будь-якому записі; порожньо – номер приховано.",
        en: "In any spelling; empty is a hidden number.")
    static let extensionHelp = Sentence(
        uk: "Хто відповів, телефонував або чий телефон дзвонив; можна не вказувати.",
        en: "Who answered, called, or was rung; may be left out.")

    static let labels: [String: Sentence] = [
        "direction": Sentence(uk: "Напрямок", en: "Direction"),
        "outcome": Sentence(uk: "Результат", en: "Outcome"),
        "phone": Sentence(uk: "Номер телефону", en: "Telephone number"),
        "extension": Sentence(uk: "Внутрішній номер", en: "Internal number"),
    ]

    static func tooLong(_ limit: Int) -> Sentence {
        Sentence(
            uk: "має містити щонайбільше \(limit) символів",
            en: "must have at most \(limit) characters")
    }

    static func verdict(_ didSomething: Bool) -> Sentence {
        didSomething
            ? Sentence(uk: "спрацювало б", en: "would act")
            : Sentence(uk: "нічого не зробило б", en: "would do nothing")
    }

    static func name(_ direction: Facts.Direction) -> Sentence {
        switch direction {
        case .incoming: Sentence(uk: "Вхідний", en: "Incoming")
        case .outgoing: Sentence(uk: "Вихідний", en: "Outgoing")
        }
    }

    static func name(_ outcome: Call.Outcome) -> Sentence {
        switch outcome {
        case .answered: Sentence(uk: "Прийнятий", en: "Answered")
        case .missed: Sentence(uk: "Пропущений", en: "Missed")
        }
    }

    static let idle = Sentence(uk: "не виконувалося б", en: "would not run")

    /// Nil for a rule that needs no explaining: it only follows another.
    static func whyIdle(_ rule: Rule) -> Sentence? {
        switch rule {
        case .reopen:
            Sentence(uk: "Лише для вихідних дзвінків.", en: "For outgoing calls only.")
        case .distribute:
            Sentence(
                uk: "Нового ліда немає або відповідальний уже відомий.",
                en: "There is no new lead, or its responsible is known.")
        case .notify: Sentence(uk: "Лише для вхідних дзвінків.", en: "For incoming calls only.")
        case .link, .create:
            Sentence(
                uk: "Дзвінок не дійшов до цього правила.",
                en: "The call does not come to this rule.")
        case .correct: nil
        }
    }

    /// A rule that looks at a call twice says at which moment.
    static func name(_ rule: Rule, at moment: Moment) -> Sentence {
        switch (rule, moment) {
        case (.notify, .rings):
            Sentence(uk: "Сповіщення під час дзвінка", en: "Telling people while it rings")
        case (.notify, .missed):
            Sentence(uk: "Сповіщення про пропущений", en: "Telling people of a missed call")
        case (_, _): name(rule)
        }
    }

    static func name(_ rule: Rule) -> Sentence {
        switch rule {
        case .link: Sentence(uk: "Приєднання клієнта та ліда", en: "Joining client and lead")
        case .reopen: Sentence(uk: "Повторне відкриття ліда", en: "Opening a lead again")
        case .create: Sentence(uk: "Створення ліда", en: "Making a lead")
        case .distribute: Sentence(uk: "Розподіл лідів", en: "Distribution of leads")
        case .notify: Sentence(uk: "Сповіщення", en: "Telling people")
        case .correct: Sentence(uk: "Уточнення ліда", en: "Correcting the lead")
        }
    }
}
