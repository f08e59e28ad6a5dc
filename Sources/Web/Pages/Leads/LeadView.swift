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
            title: LeadName.shown(lead.details.name), isWide: true,
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
