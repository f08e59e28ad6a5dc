import CallRules
import Store

/// The page for saying whose call it was.
struct CallOwnerView {
    let page: CallOwnerPage
    let visitor: Visitor

    private var words: CallOwnerWords { CallOwnerWords(kind: page.kind) }
    private var say: Voice { visitor.voice }
    private var route: PageRoute { page.kind.route(page.call.uuid) }

    func answer(news: PeopleNews?) -> Answer {
        Frame(
            title: say(words.title), news: news?.line(say),
            content: """
                <p class="summary">\(CallBadge(call: page.call, say: say).html) \
                \(CallParty(call: page.call, say: say).html) \
                \(page.call.startedAt.map(say.time))</p>
                \(page.owner.map(standing))\(search)
                <p><a href="\(PageRoute.call(page.call.uuid).path)">\(say(words.toCall))</a></p>
                """
        ).answer(for: visitor)
    }

    private func standing(_ owner: CallOwnerPage.Person) -> HTML {
        let notes = page.attachment.map {
            AttachmentNotes(attachments: [$0], visitor: visitor).html
        }
        return """
            <section class="panel"><p>\(Icon.check.html) \(say(words.belongs)) \
            <a href="\(owner.card.path)">\(owner.name)</a></p>\(notes ?? detachment)</section>
            """
    }

    private var detachment: HTML {
        """
        <form class="buttons" method="post" action="\(route.path)">\(FormGuard(visitor).html)\
        <button name="step" value="detach">\(say(words.detach))</button></form>
        """
    }

    private var search: HTML {
        """
        <p class="lead">\(say(page.owner == nil ? words.lead : words.another))</p>
        <form class="inline" method="get" action="\(route.path)" role="search">
        \(TextField(
            name: "search", label: say(words.search), value: page.search,
            placeholder: say(words.searchFor), hasFocus: page.owner == nil
        ).html)<button>\(say(words.find))</button></form>
        \(suggestions)\(results)
        """
    }

    private var suggestions: HTML? {
        guard page.search.isEmpty, !page.similar.isEmpty else { return nil }
        return
            "<section class=\"section\"><h2>\(say(words.similar))</h2>\(table(page.similar))</section>"
    }

    private var results: HTML? {
        guard !page.search.isEmpty else { return nil }
        return page.found.isEmpty
            ? EmptyState(line: say(words.none), next: say(words.noneNext)).html
            : table(page.found)
    }

    private func table(_ people: [CallOwnerPage.Person]) -> HTML {
        let heads = [words.name, words.company, words.phones]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="unseen">\(say(words.choose))</span></th></tr></thead>
            <tbody>\(people.map(row))</tbody></table></div>
            """
    }

    private func row(_ person: CallOwnerPage.Person) -> HTML {
        let phones = person.phones.prefix(3).map(\.grouped).joined(separator: ", ")
        return """
            <tr><td>\(person.name)</td>
            <td data-label="\(say(words.company))">\(person.company)</td>
            <td data-label="\(say(words.phones))"><span class="figures">\(phones)</span></td>
            <td><form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
            <button class="small" name="\(page.kind.field)" value="\(person.id)">\(say(words.choose))\
            <span class="unseen"> \(person.name)</span></button></form></td></tr>
            """
    }
}

/// The words of the page for saying whose call it was.
struct CallOwnerWords {
    let kind: CallOwnerPage.Kind

    private func of(_ client: Sentence, _ lead: Sentence) -> Sentence {
        switch kind {
        case .client: client
        case .lead: lead
        }
    }

    var title: Sentence {
        of(
            Sentence(uk: "Чий це дзвінок", en: "Whose call it was"),
            Sentence(uk: "Якого ліда цей дзвінок", en: "Which lead’s call it was"))
    }
    var lead: Sentence {
        of(
            Sentence(
                uk: """
                    Знайдіть клієнта, і дзвінок стане його дзвінком. Номер, якого ще ніхто не має, буде \
                    записано на його картку.
                    """,
                en: """
                    Find the client, and the call becomes theirs. A number nobody has yet is written on \
                    their card.
                    """),
            Sentence(
                uk: """
                    Знайдіть ліда, і дзвінок стане його дзвінком. Номер, якого не має інший відкритий \
                    лід, буде записано на його картку.
                    """,
                en: """
                    Find the lead, and the call becomes its call. A number no other open lead has is \
                    written on its card.
                    """))
    }
    var another: Sentence {
        of(
            Sentence(
                uk: "Якщо це дзвінок іншого клієнта, знайдіть його.",
                en: "If it was another client’s call, find them."),
            Sentence(
                uk: "Якщо це дзвінок іншого ліда, знайдіть його.",
                en: "If it was another lead’s call, find it."))
    }
    var searchFor: Sentence { of(ClientWords.searchFor, LeadWords.searchFor) }
    var name: Sentence {
        of(Sentence(uk: "Клієнт", en: "Client"), Sentence(uk: "Лід", en: "Lead"))
    }
    var none: Sentence {
        of(
            Sentence(uk: "Клієнта не знайдено", en: "No client was found"),
            Sentence(uk: "Ліда не знайдено", en: "No lead was found"))
    }
    var belongs: Sentence {
        of(
            Sentence(uk: "Це дзвінок клієнта:", en: "This is a call of"),
            Sentence(uk: "Це дзвінок ліда:", en: "This is a call of the lead"))
    }
    var detach: Sentence {
        of(
            Sentence(uk: "Це не його дзвінок", en: "It is not their call"),
            Sentence(uk: "Це не його дзвінок", en: "It is not its call"))
    }

    let search = Sentence(uk: "Пошук", en: "Search")
    let find = Sentence(uk: "Знайти", en: "Find")
    let similar = Sentence(
        uk: "Той самий або схожий номер має", en: "The same or a similar number belongs to")
    let noneNext = Sentence(
        uk: "Спробуйте частину назви або кілька цифр номера.",
        en: "Try part of the name, or some digits of the number.")
    let company = Sentence(uk: "Компанія", en: "Company")
    let phones = Sentence(uk: "Номери", en: "Numbers")
    let choose = Sentence(uk: "Обрати", en: "Choose")
    let toCall = Sentence(uk: "До дзвінка", en: "To the call")
}
