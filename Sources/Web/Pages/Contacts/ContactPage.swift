import CallRules
import HTTPTypes
import Store

/// The data of the page of a client's or a lead's card.
struct ContactPage<Card: ContactCard> {
    let card: Card
    /// The latest first; at most 25.
    let calls: [CallRow]
    let choices: SettingChoices
    /// Merges into it that can be undone.
    let merges: [MergeRow]
    /// The address of its card in the CRM; nil: the settings have no address for such cards.
    let cardInCRM: String?
}

extension Pages {
    func show<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let card: Card = try card(id, visit)
            let page = ContactPage(
                card: card,
                calls: try store.calls(
                    card.callFilter, Pagination(limit: 25), seenBy: visit.viewer()
                ).items,
                choices: try store.settingChoices(at: visit.now),
                merges: try store.merges(into: Card.Row.owner(card.row.id), at: visit.now),
                cardInCRM: card.address(
                    in: CRMLinks(settings: store.settings.settings, base: visit.addresses.pages)))
            return Card.answer(page, news: ContactsFlash(visit.query), for: visit.visitor)
        }
    }
}

/// The names and values at the top of a card.
struct ContactFacts {
    /// In display order; nil is shown as a dash.
    let facts: [(LocalizedText, HTML?)]
    /// The text below; nil: none.
    let help: LocalizedText?
    let localize: Localizer

    var html: HTML {
        """
        <dl class="facts">\
        \(facts.map { "<dt>\(localize($0.0))</dt><dd>\($0.1 ?? "–")</dd>" as HTML })</dl>\
        \(help.map { "<p class=\"help\">\(localize($0))</p>" as HTML })
        """
    }
}

/// The latest calls of a card, with a link to all of them.
struct ContactCalls {
    let table: CallsTable
    /// The number of all its calls.
    let count: Int
    /// The filter of the call log for these calls.
    let query: [CallsQuery.Field: String]

    var html: HTML {
        let localize = table.localize
        guard !table.calls.isEmpty else {
            return EmptyState(
                line: localize(CommonStrings.noCallsYet),
                next: localize(CommonStrings.callsAppearHere)
            ).html
        }
        return """
            \(table.html)\
            \(AllCalls(count: count, shown: table.calls.count, query: query, localize: localize).html)
            """
    }
}
