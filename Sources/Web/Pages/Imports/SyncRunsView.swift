import CallRules
import Store

/// The list of what the CRM sent by itself, with a button for each run whose calls can be taken back.
struct SyncRunsView {
    let runs: [(run: SyncRun, calls: Int)]
    let visitor: Visitor

    private typealias Strings = SyncStrings
    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        let heads = [
            CommonStrings.from, ImportStrings.kind, CommonStrings.added, CommonStrings.changed,
            Strings.removed, CommonStrings.who, CommonStrings.when, CommonStrings.calls,
        ]
        .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <section class="section"><h2>\(localize(Strings.title))</h2>
            <p class="lead">\(localize(Strings.help))</p>
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(runs.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ item: (run: SyncRun, calls: Int)) -> HTML {
        let run = item.run
        return """
            <tr\(.class, item.calls > 0 ? "tall" : nil)><td class="name">\(run.source)</td>
            <td data-label="\(localize(ImportStrings.kind))">\(localize(Strings.of(run.kind)))</td>
            <td class="figures told" data-label="\(localize(CommonStrings.added))">\(run.added)</td>
            <td class="figures told" data-label="\(localize(CommonStrings.changed))">\(run.changed)</td>
            <td class="figures told" data-label="\(localize(Strings.removed))">\(run.removed)</td>
            <td data-label="\(localize(CommonStrings.who))">\(run.actor)</td>
            <td class="at" data-label="\(localize(CommonStrings.when))">\(localize.time(run.begunAt))</td>
            <td class="under" data-label="\(localize(CommonStrings.calls))">\(CallsUndoing(
                calls: item.calls, route: .syncCallsUndoing(run.id.value), visitor: visitor
            ).html)</td></tr>
            """
    }
}

/// How many calls followed numbers to their cards, with a button that takes them back.
struct CallsUndoing {
    let calls: Int
    let route: PageRoute
    let visitor: Visitor

    /// Nil when there are none.
    var html: HTML? {
        guard calls > 0 else { return nil }
        return """
            <form method="post" action="\(route.path)" class="inline">\(FormGuard(visitor).html)\
            \(visitor.localizer(SyncStrings.followed(calls))) \
            <button class="small">\(visitor.localizer(CommonStrings.undo))</button></form>
            """
    }
}

/// The texts about what the CRM sent.
enum SyncStrings {
    static let title = LocalizedText(uk: "Надіслала CRM", en: "Sent by the CRM")
    static let help = LocalizedText(
        uk: """
            Картки, які CRM надсилає сама. Дзвінки, що були раніше, переходять до картки разом із номером; їх \
            можна повернути.
            """,
        en: """
            Cards that the CRM sends by itself. Earlier calls follow their number to the card; they can be taken \
            back.
            """)
    static let removed = LocalizedText(uk: "Вилучено", en: "Removed")

    static func followed(_ calls: Int) -> LocalizedText {
        LocalizedText(uk: "Додано дзвінків: \(calls)", en: "Calls added: \(calls)")
    }

    static func of(_ kind: SyncKind) -> LocalizedText {
        switch kind {
        case .clients: CommonStrings.clients
        case .leads: CommonStrings.leads
        case .employees: CommonStrings.employees
        }
    }
}
