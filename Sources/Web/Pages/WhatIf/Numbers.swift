import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Shows the normalised number and its contact.
    func showNumbers(_ visit: PageVisit) throws -> Answer {
        let text = visit.query.verbatim("number")
        var bench = NumberBench(visitor: visit.visitor, typed: text ?? "")
        if let text {
            if text.unicodeScalars.count > 60 {
                bench.problem = WhatIfStrings.tooLong(60)
            } else {
                let number = PhoneNumber(text)
                bench.result = (number, try store.matches(of: number, seenBy: visit.viewer()))
            }
        }
        return bench.answer()
    }
}

/// The page for testing numbers.
struct NumberBench {
    let visitor: Visitor
    let typed: String
    var problem: LocalizedText?
    var result: (number: PhoneNumber, matches: NumberMatches)?

    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        PageLayout(
            title: localize(CommonStrings.numberCheck),
            content: """
                <p class="lead">\(localize(NumberStrings.lead))</p>
                <form method="get" action="\(PageRoute.numbers.path)" class="form">
                \(field)<div class="buttons"><button class="primary">\(localize(CommonStrings.check))</button></div>
                </form>
                \(result.map { shown($0.number, $0.matches) })
                """
        ).answer(for: visitor, problem == nil ? .ok : .unprocessableContent)
    }

    private var field: HTML {
        TextField(
            name: "number", label: localize(CommonStrings.number), value: typed,
            help: localize(NumberStrings.numberHelp), problem: problem.map { localize($0) },
            kind: .telephone,
            hasFocus: true
        ).html
    }

    private func shown(_ number: PhoneNumber, _ matches: NumberMatches) -> HTML {
        let facts: [(LocalizedText, String)] = [
            (
                CommonStrings.kind,
                localize(NumberStrings.name(matches.isOwnLine ? .own : number.numberClass))
            ),
            (NumberStrings.canonical, number.e164 ?? localize(CommonStrings.none)),
            (
                NumberStrings.grouped,
                number.e164 == nil ? localize(CommonStrings.none) : number.grouped
            ),
        ]
        return """
            <section class="panel" aria-labelledby="title-result">
            <h2 id="title-result">\(localize(CommonStrings.outcome))</h2>
            <dl class="facts">\(facts.map { "<dt>\(localize($0.0))</dt><dd class=\"figures\">\($0.1)</dd>" as HTML })</dl>
            \(CallButton(phone: number, visitor: visitor, isInWords: true).html)
            <h3>\(localize(NumberStrings.exact))</h3>
            \(list(matches.clients, matches.leads, nobody: NumberStrings.nobody))
            <h3>\(localize(NumberStrings.similar))</h3>
            <p class="help">\(localize(NumberStrings.similarHelp))</p>
            \(list(matches.similarClients, matches.similarLeads, nobody: NumberStrings.noSimilar))
            </section>
            """
    }

    private func list(_ clients: [ClientRow], _ leads: [LeadRow], nobody: LocalizedText) -> HTML {
        let lines =
            clients.map { client in
                let company = client.details.company.map { " (\($0))" } ?? ""
                let path = PageRoute.client(client.id.value).path
                return line(
                    CommonStrings.client,
                    "<a href=\"\(path)\">\(client.details.name)\(company)</a>",
                    client.details.phones)
            }
            + leads.map { lead in
                let path = PageRoute.lead(lead.id.value).path
                return line(
                    CommonStrings.lead,
                    "<a href=\"\(path)\">\(LeadName.shown(lead.details.name))</a>",
                    lead.details.phones)
            }
        return lines.isEmpty ? "<p>\(localize(nobody))</p>" : "<ul class=\"verdicts\">\(lines)</ul>"
    }

    private func line(_ kind: LocalizedText, _ name: HTML, _ phones: [PhoneNumber]) -> HTML {
        let numbers = phones.map(\.grouped).joined(separator: ", ")
        return """
            <li><span class="badge plain">\(Icon.person.html)</span><div>\(localize(kind)): \(name)\
            <br><span class="figures">\(numbers)</span></div></li>
            """
    }
}

/// The texts of the page.
enum NumberStrings {
    static let lead = LocalizedText(
        uk: "Як модуль прочитає номер у будь-якому записі та кому він належить.",
        en: "How the module reads a number in any spelling, and whose it is.")
    static let numberHelp = LocalizedText(
        uk: "Наприклад 050 123-45-67, 80501234567 або 0048501234567.",
        en: "For example 050 123-45-67, 80501234567 or 0048501234567.")
    static let canonical = LocalizedText(uk: "Зберігається як", en: "Stored as")
    static let grouped = LocalizedText(uk: "Показується як", en: "Shown as")
    static let exact = LocalizedText(uk: "Цей номер мають", en: "Who has this number")
    static let nobody = LocalizedText(
        uk: "Ніхто: для правил номер невідомий.", en: "Nobody: for the rules it is unknown.")
    static let similar = LocalizedText(uk: "Схожі номери", en: "Similar numbers")
    static let similarHelp = LocalizedText(
        uk: "Збігаються лише останні дев’ять цифр. Правила на них не зважають.",
        en: "Only the last nine digits are the same. The rules do not look at them.")
    static let noSimilar = LocalizedText(uk: "Схожих немає.", en: "There are none.")

    static func name(_ numberClass: PhoneNumber.Class) -> LocalizedText {
        switch numberClass {
        case .external: LocalizedText(uk: "повний номер", en: "complete number")
        case .short:
            LocalizedText(
                uk: "короткий: з клієнтами не порівнюється",
                en: "short: not compared with clients")
        case .hidden: LocalizedText(uk: "прихований", en: "hidden")
        case .own:
            LocalizedText(
                uk: "власна лінія компанії: з клієнтами не порівнюється",
                en: "the company’s own line: not compared with clients")
        case .other:
            LocalizedText(
                uk: "неповний або з помилкою", en: "incomplete or misspelt")
        }
    }
}
