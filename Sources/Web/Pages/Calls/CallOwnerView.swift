import CallRules
import Store

/// The page that assigns a call to a client or a lead.
struct CallOwnerView {
    let page: CallOwnerPage
    let visitor: Visitor

    private var words: CallOwnerStrings { CallOwnerStrings(kind: page.kind) }
    private var localize: Localizer { visitor.localizer }
    private var route: PageRoute { page.kind.route(page.call.uuid) }

    func answer(news: ContactsFlash?) -> Answer {
        PageLayout(
            title: localize(words.title), news: news?.line(localize),
            content: """
                <p class="summary">\(CallBadge(call: page.call, localize: localize).html) \
                \(CallParty(call: page.call, localize: localize).html) \
                \(page.call.startedAt.map(localize.time))</p>
                \(page.owner.map(standing))\(search)
                <p><a href="\(PageRoute.call(page.call.uuid).path)">\(localize(words.toCall))</a></p>
                """
        ).answer(for: visitor)
    }

    private func standing(_ owner: CallOwnerPage.Person) -> HTML {
        let notes = page.attachment.map {
            AttachmentNotes(attachments: [$0], visitor: visitor).html
        }
        return """
            <section class="panel"><p>\(Icon.check.html) \(localize(words.belongs)) \
            <a href="\(owner.card.path)">\(owner.name)</a></p>\(notes ?? detachment)</section>
            """
    }

    private var detachment: HTML {
        """
        <form class="buttons" method="post" action="\(route.path)">\(FormGuard(visitor).html)\
        <button name="step" value="detach">\(localize(words.detach))</button></form>
        """
    }

    private var search: HTML {
        """
        <p class="lead">\(localize(page.owner == nil ? words.lead : words.another))</p>
        <form class="inline" method="get" action="\(route.path)" role="search">
        \(TextField(
            name: "search", label: localize(words.search), value: page.search,
            placeholder: localize(words.searchFor), hasFocus: page.owner == nil
        ).html)<button>\(localize(words.find))</button></form>
        \(suggestions)\(results)
        """
    }

    private var suggestions: HTML? {
        guard page.search.isEmpty, !page.similar.isEmpty else { return nil }
        return
            "<section class=\"section\"><h2>\(localize(words.similar))</h2>\(table(page.similar))</section>"
    }

    private var results: HTML? {
        guard !page.search.isEmpty else { return nil }
        return page.found.isEmpty
            ? EmptyState(line: localize(words.none), next: localize(words.noneNext)).html
            : table(page.found)
    }

    private func table(_ people: [CallOwnerPage.Person]) -> HTML {
        let heads = [words.name, words.company, words.phones]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="visually-hidden">\(localize(words.choose))</span></th></tr></thead>
            <tbody>\(people.map(row))</tbody></table></div>
            """
    }

    private func row(_ person: CallOwnerPage.Person) -> HTML {
        let phones = person.phones.prefix(3).map(\.grouped).joined(separator: ", ")
        return """
            <tr><td class="name">\(person.name)</td>
            <td data-label="\(localize(words.company))">\(person.company)</td>
            <td data-label="\(localize(words.phones))"><span class="figures">\(phones)</span></td>
            <td class="act"><form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
            <button class="small" name="\(page.kind.field)" value="\(person.id)">\(localize(words.choose))\
            <span class="visually-hidden"> \(person.name)</span></button></form></td></tr>
            """
    }
}

/// Texts of the page that assigns a call.
struct CallOwnerStrings {
    let kind: CallOwnerPage.Kind

    private func of(_ client: LocalizedText, _ lead: LocalizedText) -> LocalizedText {
        switch kind {
        case .client: client
        case .lead: lead
        }
    }

    var title: LocalizedText {
        of(
            LocalizedText(uk: "Чий це дзвінок", en: "Whose call it was"),
            LocalizedText(uk: "Якого ліда цей дзвінок", en: "Which lead’s call it was"))
    }
    var lead: LocalizedText {
        of(
            LocalizedText(
                uk: """
                    Знайдіть клієнта, і дзвінок стане його дзвінком. Номер, якого ще ніхто не має, буде \
                    записано на його картку.
                    """,
                en: """
                    Find the client, and the call becomes theirs. A number nobody has yet is written on \
                    their card.
                    """),
            LocalizedText(
                uk: """
                    Знайдіть ліда, і дзвінок стане його дзвінком. Номер, якого не має інший відкритий \
                    лід, буде записано на його картку.
                    """,
                en: """
                    Find the lead, and the call becomes its call. A number no other open lead has is \
                    written on its card.
                    """))
    }
    var another: LocalizedText {
        of(
            LocalizedText(
                uk: "Якщо це дзвінок іншого клієнта, знайдіть його.",
                en: "If it was another client’s call, find them."),
            LocalizedText(
                uk: "Якщо це дзвінок іншого ліда, знайдіть його.",
                en: "If it was another lead’s call, find it."))
    }
    var searchFor: LocalizedText { of(ClientStrings.searchFor, LeadStrings.searchFor) }
    var name: LocalizedText {
        of(CommonStrings.client, CommonStrings.lead)
    }
    var none: LocalizedText {
        of(
            LocalizedText(uk: "Клієнта не знайдено", en: "No client was found"),
            LocalizedText(uk: "Ліда не знайдено", en: "No lead was found"))
    }
    var belongs: LocalizedText {
        of(
            LocalizedText(uk: "Це дзвінок клієнта:", en: "This is a call of"),
            LocalizedText(uk: "Це дзвінок ліда:", en: "This is a call of the lead"))
    }
    var detach: LocalizedText {
        of(
            LocalizedText(uk: "Це не його дзвінок", en: "It is not their call"),
            LocalizedText(uk: "Це не його дзвінок", en: "It is not its call"))
    }

    let search = CommonStrings.search
    let find = CommonStrings.find
    let similar = LocalizedText(
        uk: "Той самий або схожий номер має", en: "The same or a similar number belongs to")
    let noneNext = CommonStrings.tryPartOfName
    let company = CommonStrings.company
    let phones = CommonStrings.numbers
    let choose = CommonStrings.choose
    let toCall = CommonStrings.toTheCall
}
