import CallRules
import Store

/// The page for saying whose call it was.
struct CallClientView {
    let page: CallClientPage
    let visitor: Visitor

    private typealias Words = CallClientWords
    private var say: Voice { visitor.voice }
    private var party: CallParty { CallParty(call: page.call, say: say) }
    private var route: PageRoute { .callClient(page.call.uuid) }

    func answer() -> Answer {
        Frame(
            title: say(Words.title),
            content: """
                <p class="summary">\(CallBadge(call: page.call, say: say).html) \(party.html) \
                \(page.call.startedAt.map(say.time))</p>
                \(page.call.clientID == nil ? search : owner)
                <p><a href="\(PageRoute.call(page.call.uuid).path)">\(say(Words.toCall))</a></p>
                """
        ).answer(for: visitor)
    }

    private var owner: HTML {
        let name = party.name ?? ""
        let done = page.attached.map { $0.withNumber ? "number" : "call" } ?? "call"
        return """
            <p class="note">\(Icon.check.html) \(say(Words.belongs(name)))\
            \(page.attached?.withNumber == true ? " \(say(Words.withNumber))" : nil as HTML?)</p>
            <form class="buttons" method="post" action="\(route.path)">\(FormGuard(visitor).html)\
            <input type="hidden" name="done" value="\(done)">\
            <button>\(say(Words.detach))</button></form>
            """
    }

    private var search: HTML {
        """
        <p class="lead">\(say(Words.lead))</p>
        <form class="inline" method="get" action="\(route.path)" role="search">
        \(TextField(
            name: "search", label: say(Words.search), value: page.search,
            placeholder: say(Words.searchFor), hasFocus: true
        ).html)<button>\(say(Words.find))</button></form>
        \(suggestions)\(results)
        """
    }

    private var suggestions: HTML? {
        guard page.search.isEmpty, !page.similar.isEmpty else { return nil }
        return
            "<section class=\"section\"><h2>\(say(Words.similar))</h2>\(table(page.similar))</section>"
    }

    private var results: HTML? {
        guard !page.search.isEmpty else { return nil }
        return page.found.isEmpty
            ? EmptyState(line: say(Words.none), next: say(Words.noneNext)).html
            : table(page.found)
    }

    private func table(_ clients: [ClientRow]) -> HTML {
        let heads = [Words.name, Words.company, Words.phones]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="unseen">\(say(Words.choose))</span></th></tr></thead>
            <tbody>\(clients.map(row))</tbody></table></div>
            """
    }

    private func row(_ client: ClientRow) -> HTML {
        let details = client.details
        let phones = details.phones.prefix(3).map(\.grouped).joined(separator: ", ")
        return """
            <tr><td>\(details.name)</td>
            <td data-label="\(say(Words.company))">\(details.company ?? "")</td>
            <td data-label="\(say(Words.phones))"><span class="figures">\(phones)</span></td>
            <td><form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
            <button class="small" name="client_id" value="\(client.id.value)">\(say(Words.choose))\
            <span class="unseen"> \(details.name)</span></button></form></td></tr>
            """
    }
}

/// The words of the page for saying whose call it was.
enum CallClientWords {
    static let title = Sentence(uk: "Чий це дзвінок", en: "Whose call it was")
    static let lead = Sentence(
        uk: """
            Знайдіть клієнта, і дзвінок стане його дзвінком. Номер, якого ще ніхто не має, буде \
            записано на його картку.
            """,
        en: """
            Find the client, and the call becomes theirs. A number nobody has yet is written on \
            their card.
            """)
    static let search = Sentence(uk: "Пошук", en: "Search")
    static let searchFor = Sentence(
        uk: "Ім’я, компанія або номер телефону", en: "Name, company or telephone number")
    static let find = Sentence(uk: "Знайти", en: "Find")
    static let similar = Sentence(uk: "Схожий номер має", en: "A similar number belongs to")
    static let none = Sentence(uk: "Клієнта не знайдено", en: "No client was found")
    static let noneNext = Sentence(
        uk: "Спробуйте частину імені чи компанії або повний номер.",
        en: "Try part of the name or company, or a whole number.")
    static let name = Sentence(uk: "Клієнт", en: "Client")
    static let company = Sentence(uk: "Компанія", en: "Company")
    static let phones = Sentence(uk: "Номери", en: "Numbers")
    static let choose = Sentence(uk: "Обрати", en: "Choose")
    static let withNumber = Sentence(
        uk: "Номер записано на його картку.", en: "The number is written on their card.")
    static let detach = Sentence(uk: "Скасувати прив’язку", en: "Take it back")
    static let toCall = Sentence(uk: "До дзвінка", en: "To the call")

    static func belongs(_ name: String) -> Sentence {
        Sentence(uk: "Це дзвінок клієнта: \(name).", en: "This is a call of \(name).")
    }
}
