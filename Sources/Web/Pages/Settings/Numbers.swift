import CallRules
import HTTPTypes
import Store

extension Pages {
    /// What any spelling of a number becomes, and whose it is.
    func showNumbers(_ visit: PageVisit) throws -> Answer {
        let text = visit.query.verbatim("number")
        var bench = NumberBench(visitor: visit.visitor, typed: text ?? "")
        if let text {
            if text.unicodeScalars.count > 60 {
                bench.problem = WhatIfWords.tooLong(60)
            } else {
                let number = PhoneNumber(text)
                bench.result = (number, try store.matches(of: number))
            }
        }
        return bench.answer()
    }
}

/// The test bench for numbers.
struct NumberBench {
    let visitor: Visitor
    let typed: String
    var problem: Sentence?
    var result: (number: PhoneNumber, matches: NumberMatches)?

    private var say: Voice { visitor.voice }

    func answer() -> Answer {
        Frame(
            title: say(NumberWords.title),
            content: """
                <p class="lead">\(say(NumberWords.lead))</p>
                <form method="get" action="\(PageRoute.numbers.path)" class="form">
                \(field)<div class="buttons"><button class="primary">\(say(NumberWords.check))</button></div>
                </form>
                \(result.map { shown($0.number, $0.matches) })
                """
        ).answer(for: visitor, problem == nil ? .ok : .unprocessableContent)
    }

    private var field: HTML {
        TextField(
            name: "number", label: say(NumberWords.number), value: typed,
            help: say(NumberWords.numberHelp), problem: problem.map { say($0) }, kind: .telephone,
            hasFocus: true
        ).html
    }

    private func shown(_ number: PhoneNumber, _ matches: NumberMatches) -> HTML {
        let facts: [(Sentence, String)] = [
            (NumberWords.kind, say(NumberWords.name(number.numberClass))),
            (NumberWords.canonical, number.e164 ?? say(NumberWords.none)),
            (NumberWords.grouped, number.e164 == nil ? say(NumberWords.none) : number.grouped),
        ]
        return """
            <section class="panel" aria-labelledby="title-result">
            <h2 id="title-result">\(say(NumberWords.result))</h2>
            <dl class="facts">\(facts.map { "<dt>\(say($0.0))</dt><dd class=\"figures\">\($0.1)</dd>" as HTML })</dl>
            \(CallButton(phone: number, visitor: visitor, isInWords: true).html)\(CallButton.whyNot(visitor))
            <h3>\(say(NumberWords.exact))</h3>
            \(list(matches.clients, matches.leads, nobody: NumberWords.nobody))
            <h3>\(say(NumberWords.similar))</h3>
            <p class="help">\(say(NumberWords.similarHelp))</p>
            \(list(matches.similarClients, matches.similarLeads, nobody: NumberWords.noSimilar))
            </section>
            """
    }

    private func list(_ clients: [ClientRow], _ leads: [LeadRow], nobody: Sentence) -> HTML {
        let lines =
            clients.map { client in
                let company = client.details.company.map { " (\($0))" } ?? ""
                let path = PageRoute.client(client.id.value).path
                return line(
                    NumberWords.client, "<a href=\"\(path)\">\(client.details.name)\(company)</a>",
                    client.details.phones)
            }
            + leads.map { lead in
                let path = PageRoute.lead(lead.id.value).path
                return line(
                    NumberWords.ofLead, "<a href=\"\(path)\">\(lead.details.name)</a>",
                    lead.details.phones)
            }
        return lines.isEmpty ? "<p>\(say(nobody))</p>" : "<ul class=\"verdicts\">\(lines)</ul>"
    }

    private func line(_ kind: Sentence, _ name: HTML, _ phones: [PhoneNumber]) -> HTML {
        let numbers = phones.map(\.grouped).joined(separator: ", ")
        return """
            <li><span class="badge plain">\(Icon.person.html)</span><div>\(say(kind)): \(name)\
            <br><span class="figures">\(numbers)</span></div></li>
            """
    }
}

/// The words of the bench.
enum NumberWords {
    static let title = Sentence(uk: "Перевірка номера", en: "Number check")
    static let lead = Sentence(
        uk: "Як модуль прочитає номер у будь-якому записі та кому він належить.",
        en: "How the module reads a number in any spelling, and whose it is.")
    static let number = Sentence(uk: "Номер", en: "Number")
    static let numberHelp = Sentence(
        uk: "Наприклад 050 123-45-67, 80501234567 або 0048501234567.",
        en: "For example 050 123-45-67, 80501234567 or 0048501234567.")
    static let check = Sentence(uk: "Перевірити", en: "Check")
    static let result = Sentence(uk: "Результат", en: "Result")
    static let kind = Sentence(uk: "Вид", en: "Kind")
    static let canonical = Sentence(uk: "Зберігається як", en: "Stored as")
    static let grouped = Sentence(uk: "Показується як", en: "Shown as")
    static let none = Sentence(uk: "немає", en: "none")
    static let exact = Sentence(uk: "Цей номер мають", en: "Who has this number")
    static let nobody = Sentence(
        uk: "Ніхто: для правил номер невідомий.", en: "Nobody: for the rules it is unknown.")
    static let similar = Sentence(uk: "Схожі номери", en: "Similar numbers")
    static let similarHelp = Sentence(
        uk: "Збігаються лише останні дев’ять цифр. Правила на них не зважають.",
        en: "Only the last nine digits are the same. The rules do not look at them.")
    static let noSimilar = Sentence(uk: "Схожих немає.", en: "There are none.")
    static let client = Sentence(uk: "Клієнт", en: "Client")
    static let ofLead = Sentence(uk: "Лід", en: "Lead")
    static let hidden = Sentence(uk: "Номер приховано", en: "Hidden number")

    static func name(_ numberClass: PhoneNumber.Class) -> Sentence {
        switch numberClass {
        case .external: Sentence(uk: "повний номер", en: "complete number")
        case .short:
            Sentence(
                uk: "короткий: з клієнтами не порівнюється",
                en: "short: not compared with clients")
        case .hidden: Sentence(uk: "прихований", en: "hidden")
        case .other:
            Sentence(
                uk: "неповний або з помилкою", en: "incomplete or misspelt")
        }
    }
}
