import CallRules
import Store

/// The page of a lead's contact card.
struct LeadView {
    let page: ContactPage<LeadCard>
    let visitor: Visitor

    private typealias Strings = LeadStrings
    private var localize: Localizer { visitor.localizer }
    private var lead: LeadRow { page.card.lead }
    private var id: Int64 { lead.id.value }
    private var sharing: NumberSharing { page.card.sharing }
    private var names: SettingValue { SettingValue(localize: localize, choices: page.choices) }

    func answer(news: ContactsFlash?) -> Answer {
        PageLayout(
            title: LeadName.shown(lead.details.name), action: edit, news: news?.line(localize),
            isWide: true,
            content: """
                <div class="beside"><div><section class="section">\(facts)</section>\(others)
                <section class="section"><h2>\(localize(Strings.origin))</h2>\(origin)</section></div>
                <aside>\(aside)</aside></div>
                <section class="section"><h2>\(localize(CommonStrings.calls))</h2>\(calls)</section>
                """
        ).answer(for: visitor)
    }

    private var edit: HTML {
        """
        <a class="button" href="\(PageRoute.leadEditing(id).path)">\(Icon.pencil.html) \(localize(CommonStrings.edit))</a>
        """
    }

    private var facts: HTML {
        let details = lead.details
        let holders = sharing.leads.filter(isOpen).map {
            PhoneList.Other(
                name: LeadName.shown($0.details.name), route: .lead($0.id.value),
                phones: $0.details.phones)
        }
        let facts: [(LocalizedText, HTML?)] = [
            (
                CommonStrings.numbers,
                PhoneList(
                    phones: details.phones, others: holders, visitor: visitor, leadID: lead.id
                ).html
            ),
            (CommonStrings.status, status),
            (CommonStrings.source, details.sourceID.map { "\(names.source($0.value))" }),
            (
                CommonStrings.responsible,
                details.responsibleID.map { "\(names.employee($0.value))" }
            ),
        ]
        return ContactFacts(
            facts: facts + PhoneList.others(details.otherPhones),
            help: holders.isEmpty ? nil : Strings.sharedHelp, localize: localize
        ).html
    }

    private func isOpen(_ lead: LeadRow) -> Bool {
        page.choices.statuses.contains { $0.id == lead.details.statusID && $0.kind == .active }
    }

    private var status: HTML {
        let options = page.choices.statuses.map { status in
            """
            <option value="\(status.id.value)"\(.selected, if: status.id == lead.details.statusID)>\(status.name)</option>
            """ as HTML
        }
        return """
            \(LeadStatusBadge(lead.details, page.choices)?.html)
            <form class="inline" method="post" action="\(PageRoute.leadStatusChange(id).path)">\
            \(FormGuard(visitor).html)<select name="status_id" aria-label="\(localize(CommonStrings.status))">\
            \(options)</select><button class="small">\(localize(Strings.changeStatus))</button></form>
            """
    }

    private var others: HTML? {
        guard !sharing.clients.isEmpty || !sharing.leads.isEmpty else { return nil }
        let clients = sharing.clients.map { client in
            """
            <li><span class="badge plain">\(Icon.clients.html)</span><div>\
            <a href="\(PageRoute.client(client.id.value).path)">\(client.details.name)</a> \
            <small>\(client.details.company ?? "")</small></div></li>
            """ as HTML
        }
        return """
            <section class="section"><h2>\(localize(Strings.others))</h2>
            \(clients.isEmpty ? nil : "<ul class=\"verdicts\">\(clients)</ul>" as HTML)
            \(sharing.leads.isEmpty ? nil : LeadLines(leads: sharing.leads, visitor: visitor, choices: page.choices).html)
            </section>
            """
    }

    private var origin: HTML {
        """
        <p>\(localize(Strings.made(lead.origin))) \(localize.time(lead.createdAt)). \
        \(page.card.callUUID.map(linkToCall))</p>\
        \(page.card.decisions.map { "<p>\(localize($0.reason))</p>" as HTML })
        """
    }

    private func linkToCall(_ uuid: String) -> HTML {
        "<a href=\"\(PageRoute.call(uuid).path)\">\(localize(Strings.madeByCall))</a>"
    }

    private var calls: HTML {
        ContactCalls(
            table: CallsTable(
                calls: page.calls, localize: localize, visitor: visitor,
                columns: CallsTable.Column.card(hasNumbers: lead.details.phones.count > 1)),
            count: page.card.calls, query: [.leadID: "\(id)"]
        ).html
    }

    // The side column

    private var aside: HTML {
        """
        \(ContactAside(
            attachments: page.card.attachments, merges: page.merges, createdAt: lead.createdAt,
            updatedAt: lead.updatedAt, externalID: lead.details.externalID,
            cardInCRM: page.cardInCRM, visitor: visitor,
            merge: .leadMerge(id), deletion: .leadDeletion(id), deletionWords: Strings.deleteLink
        ).html)\
        \(page.card.turns.isEmpty ? nil : turns)
        """
    }

    private var turns: HTML {
        let items = page.card.turns.map { turn in
            let skipped = turn.skipped.map {
                "\(names.employee($0.employee.value)) – \(localize(Strings.skipped($0.why)))"
            }
            return DecisionItem(
                name: turn.employee.map { names.employee($0.value) }
                    ?? localize(Strings.nobodyGotIt),
                word: "\(localize(Strings.mode(turn.mode))), \(localize.shortTime(turn.at))",
                reason: skipped.isEmpty
                    ? localize(Strings.skippedNobody) : skipped.joined(separator: ", "),
                icon: .history, isGood: turn.employee != nil
            ).html
        }
        return """
            <section class="panel"><h2>\(localize(Strings.turns))</h2>\
            <ul class="verdicts">\(items)</ul></section>
            """
    }
}
