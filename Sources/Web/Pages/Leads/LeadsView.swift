import CallRules
import Store

/// The list of leads.
struct LeadsView {
    let page: LeadsPage
    let visitor: Visitor

    private typealias Words = LeadWords
    private var say: Voice { visitor.voice }
    private var names: SettingValue { SettingValue(say: say, choices: page.choices) }

    func answer() -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: "\(search)\(CallButton.whyNot(visitor))\(table)"
        ).answer(for: visitor)
    }

    private var search: HTML {
        """
        <form class="inline" method="get" action="\(PageRoute.leads.path)" role="search">
        \(TextField(
            name: "search", label: say(Words.search), value: page.search,
            placeholder: say(Words.searchFor)
        ).html)<button>\(say(Words.find))</button></form>
        """
    }

    private var table: HTML {
        guard !page.leads.items.isEmpty else { return nothing }
        let heads = [Words.name, Words.phone, Words.status, Words.responsible, Words.created]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.leads.items.map(row))</tbody></table></div>
            \(older)
            \(DataLinks(kind: .leads, search: page.search, visitor: visitor).html)
            """
    }

    private func row(_ lead: LeadRow) -> HTML {
        let details = lead.details
        let path = PageRoute.lead(lead.id.value).path
        let responsible = details.responsibleID.map { names.employee($0.value) } ?? "–"
        return """
            <tr data-href="\(path)"><td><a href="\(path)">\(LeadName.shown(details.name))</a></td>
            <td data-label="\(say(Words.phone))">\(phone(lead))</td>
            <td data-label="\(say(Words.status))">\(LeadStatusBadge(details, page.choices)?.html)</td>
            <td data-label="\(say(Words.responsible))">\(responsible)</td>
            <td data-label="\(say(Words.created))">\(say.time(lead.createdAt))</td></tr>
            """
    }

    private func phone(_ lead: LeadRow) -> HTML? {
        lead.details.phones.first.map { phone in
            """
            <span><span class="figures">\(phone.grouped)</span>\
            \(CallButton(phone: phone, visitor: visitor, leadID: lead.id).html)</span>
            """
        }
    }

    private var nothing: HTML {
        page.search.isEmpty
            ? EmptyState(line: say(Words.nobody), next: say(Words.nobodyNext)).html
            : EmptyState(
                line: say(Words.nobodyFound), next: say(Words.nobodyFoundNext),
                action: "<a class=\"button\" href=\"\(PageRoute.leads.path)\">\(say(Words.all))</a>"
            ).html
    }

    private var older: HTML? {
        let search = "\(PageRoute.leads.path)?search=\(Pairs.encoded(page.search))"
        return PageLinks(
            say: say, label: Words.pages, first: Words.newest, next: Words.older,
            isFirst: page.isFirst, cursor: page.leads.next,
            path: { search + ($0.map { "&after=\($0.text)" } ?? "") }
        ).html
    }
}
