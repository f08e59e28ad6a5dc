import CallRules
import Store

/// The page that merges two contacts in two steps: choose the other one, then confirm.
struct MergeView {
    let page: MergePage
    let visitor: Visitor

    private typealias Strings = MergeStrings
    private var localize: Localizer { visitor.localizer }
    private var route: PageRoute { visitor.route }

    func answer() -> Answer {
        PageLayout(
            title: localize(Strings.title(page.own.name)),
            content: """
                \(failure)
                \(page.other.map(preview) ?? choice)
                <p><a href="\(page.own.card.path)">\(localize(CommonStrings.toTheCard))</a></p>
                """
        ).answer(for: visitor, page.failure?.status ?? .ok)
    }

    private var failure: HTML? {
        switch page.failure {
        case .refused(let problems)?: problems.summary(localize, labels: [:])
        case .stale?: OvertakenNote(words: Strings.stale, localize: localize).html
        case nil: nil
        }
    }

    // Choosing

    private var choice: HTML {
        """
        <p class="lead">\(localize(Strings.lead))</p>
        \(page.suggested.isEmpty ? nil : "<h2>\(localize(Strings.sameNumber))</h2>\(table(page.suggested))" as HTML)
        <form class="inline" method="get" action="\(route.path)" role="search">
        \(TextField(
            name: MergePage.Field.search, label: localize(CommonStrings.search), value: page.search
        ).html)<button>\(localize(CommonStrings.find))</button></form>
        \(page.search.isEmpty ? nil : results)
        """
    }

    private var results: HTML {
        page.found.isEmpty ? "<p>\(localize(Strings.nobody))</p>" : table(page.found)
    }

    private func table(_ sides: [MergePage.Side]) -> HTML {
        let labels = sides.first?.facts.map(\.label) ?? []
        let heads = ([CommonStrings.title] + labels).map {
            "<th scope=\"col\">\(localize($0))</th>" as HTML
        }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="visually-hidden">\(localize(CommonStrings.choose))</span></th></tr></thead>
            <tbody>\(sides.map(row))</tbody></table></div>
            """
    }

    private func row(_ side: MergePage.Side) -> HTML {
        let values = side.facts.map {
            "<td data-label=\"\(localize($0.label))\">\($0.value)</td>" as HTML
        }
        return """
            <tr><td class="name">\(side.name)</td>\(values)<td class="act"><a class="button small" \
            href="\(route.path)?\(MergePage.Field.other)=\(side.id)">\(localize(CommonStrings.choose))\
            <span class="visually-hidden"> \(side.name)</span></a></td></tr>
            """
    }

    // Confirmation

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
                name: MergePage.Field.kept, legend: localize(Strings.whichStays),
                cards: sides.map(card), chosen: "\(page.own.id)"
            ).html)
            <div class="note"><p>\(localize(Strings.whatHappens))</p>
            <ul>\(page.consequences.map { "<li>\(localize($0))</li>" as HTML })</ul></div>
            <div class="buttons"><button class="primary">\(localize(Strings.merge))</button>
            <a class="button" href="\(page.own.card.path)">\(localize(CommonStrings.cancel))</a></div></form>
            """
    }

    private func card(_ side: MergePage.Side) -> RadioCards.Card {
        let help = side.facts.filter { !$0.value.isEmpty }
            .map { "\(localize($0.label)): \($0.value)" }.joined(separator: " · ")
        return RadioCards.Card(value: "\(side.id)", label: side.name, help: help)
    }
}

/// The texts of the merge page.
enum MergeStrings {
    static let lead = LocalizedText(
        uk: "Оберіть другу картку тієї самої людини чи компанії. Що буде, покажемо перед записом.",
        en:
            "Choose the other card of the same person or company. What will happen is shown before anything is written."
    )
    static let sameNumber = LocalizedText(
        uk: "Мають той самий номер", en: "They have the same number")
    static let nobody = LocalizedText(uk: "Нікого не знайдено.", en: "Nobody was found.")
    static let whichStays = LocalizedText(uk: "Яка картка залишиться", en: "Which card stays")
    static let whatHappens = LocalizedText(uk: "Що буде:", en: "What will happen:")
    static let merge = LocalizedText(uk: "Об’єднати", en: "Merge")
    static let stale = LocalizedText(
        uk: "Одну з карток щойно змінили. Перегляньте ще раз; нічого не об’єднано.",
        en: "One of the cards has just been changed. Look again; nothing was merged.")

    private static let keepsItsOwn = LocalizedText(
        uk: "Назва та решта полів – з картки, що залишиться; порожні візьмуться з другої.",
        en:
            "The name and the other fields are those of the card that stays; empty ones come from the other."
    )
    private static let otherGoes = LocalizedText(
        uk: "Другої картки більше не буде; об’єднання можна скасувати протягом доби.",
        en: "The other card goes; the merge can be undone for a day.")

    /// The effects of the merge of two contacts.
    static func consequences(
        phones: [PhoneNumber], calls: Int, externalIDs: [String], _ localize: Localizer
    ) -> [LocalizedText] {
        [keepsItsOwn, self.phones(phones), self.calls(calls, localize)]
            + (externalIDs.count > 1 ? [loses(externalIDs)] : []) + [otherGoes]
    }

    static func title(_ name: String) -> LocalizedText {
        LocalizedText(
            uk: "Об’єднати «\(name)» з іншою карткою", en: "Merge “\(name)” with another card")
    }

    private static func phones(_ phones: [PhoneNumber]) -> LocalizedText {
        let list = phones.map(\.grouped).joined(separator: ", ")
        return LocalizedText(uk: "Номери: \(list).", en: "Numbers: \(list).")
    }

    private static func calls(_ count: Int, _ localize: Localizer) -> LocalizedText {
        let counted = localize(count, .calls)
        return LocalizedText(uk: "Разом: \(counted).", en: "Together: \(counted).")
    }

    /// - Parameter externalIDs: the external ids of both.
    private static func loses(_ externalIDs: [String]) -> LocalizedText {
        let list = externalIDs.joined(separator: ", ")
        return LocalizedText(
            uk: "В обох є зовнішній ID (\(list)); залишиться той, що на картці, яка залишиться.",
            en: "Both have an external ID (\(list)); that of the card that stays remains.")
    }
}
