import CallRules
import Store

/// Two cards that may be one person's: what the page for merging them shows.
struct MergePage {
    /// The card one came from.
    let own: Side
    /// The other one, once it is chosen.
    var other: Side?
    /// What has one of the same numbers.
    var suggested: [Side] = []
    let search: String
    var found: [Side] = []
    /// Why it could not be done; nil: it was not tried.
    var trouble: CardTrouble?

    init(own: Side, _ form: Form, _ trouble: CardTrouble?) {
        self.own = own
        self.trouble = trouble
        search = String((form[Field.search] ?? "").prefix(100))
    }

    /// One of the two.
    struct Side {
        let id: Int64
        /// When what is shown was saved.
        let version: Instant
        let name: String
        let card: PageRoute
        /// What stands on it, in the same order for both.
        let facts: [(label: Sentence, value: String)]
    }

    /// The names of the form's fields.
    enum Field {
        /// The id of the one that stays.
        static let kept = "kept"
        static let other = "with"
        static let search = "search"

        static func version(_ id: Int64) -> String { "version-\(id)" }
    }

    /// The id of the other one, when it is chosen.
    static func chosen(_ form: Form, besides own: Int64) -> Int64? {
        form[Field.other].flatMap { Int64($0) }.flatMap { $0 == own ? nil : $0 }
    }

    /// What the form says; nil when it names no two.
    static func merge<ID: RowID>(of own: ID, _ form: Form) -> Merge<ID>? {
        guard let other = chosen(form, besides: own.value),
            let kept = form[Field.kept].flatMap({ Int64($0) }), [own.value, other].contains(kept)
        else { return nil }
        let gone = kept == other ? own.value : other
        func seen(_ id: Int64) -> Instant {
            Instant(milliseconds: form[Field.version(id)].flatMap { Int64($0) } ?? 0)
        }
        return Merge(
            kept: ID(kept), keptSeen: seen(kept), gone: ID(gone), goneSeen: seen(gone))
    }
}

/// The page for merging: first the other one is chosen, then what will happen is said.
struct MergeView {
    let page: MergePage
    /// What becomes of both.
    let consequences: [Sentence]
    let visitor: Visitor

    private typealias Words = MergeWords
    private var say: Voice { visitor.voice }
    private var route: PageRoute { visitor.route }

    func answer() -> Answer {
        Frame(
            title: say(Words.title(page.own.name)),
            content: """
                \(trouble)
                \(page.other.map(preview) ?? choice)
                <p><a href="\(page.own.card.path)">\(say(Words.back))</a></p>
                """
        ).answer(for: visitor, page.trouble?.status ?? .ok)
    }

    private var trouble: HTML? {
        switch page.trouble {
        case .refused(let problems)?: Problems(problems).summary(say, labels: [:])
        case .overtaken?: OvertakenNote(words: Words.overtaken, say: say).html
        case nil: nil
        }
    }

    // Choosing

    private var choice: HTML {
        """
        <p class="lead">\(say(Words.lead))</p>
        \(page.suggested.isEmpty ? nil : "<h2>\(say(Words.sameNumber))</h2>\(table(page.suggested))" as HTML)
        <form class="inline" method="get" action="\(route.path)" role="search">
        \(TextField(
            name: MergePage.Field.search, label: say(Words.search), value: page.search
        ).html)<button>\(say(Words.find))</button></form>
        \(page.search.isEmpty ? nil : results)
        """
    }

    private var results: HTML {
        page.found.isEmpty ? "<p>\(say(Words.nobody))</p>" : table(page.found)
    }

    private func table(_ sides: [MergePage.Side]) -> HTML {
        let labels = sides.first?.facts.map(\.label) ?? []
        let heads = ([Words.name] + labels).map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="unseen">\(say(Words.choose))</span></th></tr></thead>
            <tbody>\(sides.map(row))</tbody></table></div>
            """
    }

    private func row(_ side: MergePage.Side) -> HTML {
        let values = side.facts.map {
            "<td data-label=\"\(say($0.label))\">\($0.value)</td>" as HTML
        }
        return """
            <tr><td>\(side.name)</td>\(values)<td><a class="button small" \
            href="\(route.path)?\(MergePage.Field.other)=\(side.id)">\(say(Words.choose))\
            <span class="unseen"> \(side.name)</span></a></td></tr>
            """
    }

    // What will happen

    private func preview(_ other: MergePage.Side) -> HTML {
        let sides = [page.own, other]
        let versions = sides.map { side in
            """
            <input type="hidden" name="\(MergePage.Field.version(side.id))" \
            value="\(side.version.milliseconds)">
            """ as HTML
        }
        return """
            <form class="form" method="post" action="\(route.path)">\(FormGuard(visitor).html)\
            <input type="hidden" name="\(MergePage.Field.other)" value="\(other.id)">\(versions)
            \(RadioCards(
                name: MergePage.Field.kept, legend: say(Words.whichStays),
                cards: sides.map(card), chosen: "\(page.own.id)"
            ).html)
            <div class="note"><p>\(say(Words.whatHappens))</p>
            <ul>\(consequences.map { "<li>\(say($0))</li>" as HTML })</ul></div>
            <div class="buttons"><button class="primary">\(say(Words.merge))</button>
            <a class="button" href="\(page.own.card.path)">\(say(Words.cancel))</a></div></form>
            """
    }

    private func card(_ side: MergePage.Side) -> RadioCards.Card {
        let help = side.facts.filter { !$0.value.isEmpty }
            .map { "\(say($0.label)): \($0.value)" }.joined(separator: " · ")
        return RadioCards.Card(value: "\(side.id)", label: side.name, help: help)
    }
}

/// The words of the page for merging.
enum MergeWords {
    static let lead = Sentence(
        uk: "Оберіть другу картку тієї самої людини чи компанії. Що буде, покажемо перед записом.",
        en:
            "Choose the other card of the same person or company. What will happen is shown before anything is written."
    )
    static let sameNumber = Sentence(uk: "Мають той самий номер", en: "They have the same number")
    static let search = Sentence(uk: "Пошук", en: "Search")
    static let find = Sentence(uk: "Знайти", en: "Find")
    static let nobody = Sentence(uk: "Нікого не знайдено.", en: "Nobody was found.")
    static let name = Sentence(uk: "Назва", en: "Name")
    static let calls = Sentence(uk: "Дзвінки", en: "Calls")
    static let choose = Sentence(uk: "Обрати", en: "Choose")
    static let whichStays = Sentence(uk: "Яка картка залишиться", en: "Which card stays")
    static let whatHappens = Sentence(uk: "Що буде:", en: "What will happen:")
    static let merge = Sentence(uk: "Об’єднати", en: "Merge")
    static let cancel = Sentence(uk: "Скасувати", en: "Cancel")
    static let back = Sentence(uk: "До картки", en: "To the card")
    static let overtaken = Sentence(
        uk: "Одну з карток щойно змінили. Перегляньте ще раз; нічого не об’єднано.",
        en: "One of the cards has just been changed. Look again; nothing was merged.")

    static let keepsItsOwn = Sentence(
        uk: "Назва та решта полів – з картки, що залишиться; порожні візьмуться з другої.",
        en:
            "The name and the other fields are those of the card that stays; empty ones come from the other."
    )
    static let goneForGood = Sentence(
        uk: "Другої картки більше не буде; скасувати це не можна.",
        en: "The other card will be no more; this cannot be undone.")

    static func title(_ name: String) -> Sentence {
        Sentence(uk: "Об’єднати «\(name)» з іншою карткою", en: "Merge “\(name)” with another card")
    }

    static func phones(_ phones: [PhoneNumber]) -> Sentence {
        let list = phones.map(\.grouped).joined(separator: ", ")
        return Sentence(uk: "Номери: \(list).", en: "Numbers: \(list).")
    }

    static func calls(_ count: Int, _ say: Voice) -> Sentence {
        let counted = say(count, .calls)
        return Sentence(uk: "Разом: \(counted).", en: "Together: \(counted).")
    }

    /// - Parameter externalIDs: of both.
    static func loses(_ externalIDs: [String]) -> Sentence {
        let list = externalIDs.joined(separator: ", ")
        return Sentence(
            uk: "В обох є зовнішній ID (\(list)); залишиться той, що на картці, яка залишиться.",
            en: "Both have an external ID (\(list)); that of the card that stays remains.")
    }
}
