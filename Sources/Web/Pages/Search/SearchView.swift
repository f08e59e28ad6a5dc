import CallRules
import Store
import WebForms

/// The search page, and its results alone for the dialog.
struct SearchView {
    let page: SearchPage
    let visitor: Visitor

    private typealias Strings = SearchStrings
    private var localize: Localizer { visitor.localizer }

    var answer: Answer {
        PageLayout(
            title: localize(CommonStrings.search), isWide: true, content: "\(form)\(part)\(keys)"
        )
        .answer(for: visitor)
    }

    /// The results.
    var part: HTML { "<div class=\"found\" data-found>\(groups ?? nothing)</div>" }

    private var form: HTML {
        """
        <form class="search" method="get" action="\(PageRoute.search.path)" role="search">
        <input type="search" name="q" value="\(page.typed)" maxlength="100" \
        aria-label="\(localize(CommonStrings.search))" placeholder="\(localize(Strings.placeholder))" data-focus>
        <button>\(Icon.search.html) \(localize(CommonStrings.find))</button></form>
        """
    }

    private var nothing: HTML {
        if page.results == nil { return "<p class=\"muted\">\(localize(Strings.hint))</p>" }
        return """
            <p>\(localize(Strings.nothing))</p><p class="muted">\(localize(Strings.hint))</p>
            """
    }

    private var groups: HTML? {
        guard let found = page.results, !found.isEmpty else { return nil }
        let groups: [HTML?] = [
            group(
                CommonStrings.clients, found.clients.map(client),
                all: found.hasMoreClients ? PageRoute.clients : nil, Strings.allClients),
            group(
                CommonStrings.leads, found.leads.map(lead),
                all: found.hasMoreLeads ? PageRoute.leads : nil, Strings.allLeads),
            group(CommonStrings.calls, found.calls.map(call), all: nil, Strings.allClients),
        ]
        return "\(groups.compactMap(\.self))"
    }

    /// - Parameter all: the list with the rest; nil: this is all, or there is no such list.
    private func group(
        _ name: LocalizedText, _ rows: [HTML], all: PageRoute?, _ more: LocalizedText
    ) -> HTML? {
        guard !rows.isEmpty else { return nil }
        let rest: HTML? = all.map {
            """
            <li><a class="rest" href="\($0.path)?search=\(PercentEncoding.encoded(page.typed))">\(localize(more))</a></li>
            """
        }
        return """
            <section><h2>\(localize(name))</h2><ul>\(rows)\(rest)</ul></section>
            """
    }

    private func client(_ client: ClientRow) -> HTML {
        row(
            PageRoute.client(client.id.value), Icon.clients.html, client.details.name,
            detail: client.details.company, phone: best(client.details.phones), aside: nil)
    }

    private func lead(_ lead: LeadRow) -> HTML {
        row(
            PageRoute.lead(lead.id.value), Icon.leads.html, lead.details.name, detail: nil,
            phone: best(lead.details.phones), aside: nil)
    }

    private func call(_ call: CallRow) -> HTML {
        let party = CallParty(call: call, localize: localize)
        let when = call.startedAt.map { localize.time($0) }
        let who: HTML? = call.names.employee.map { "<span>\($0)</span>" }
        return row(
            PageRoute.call(call.uuid),
            "<span class=\"kind\">\(CallBadge(call: call, localize: localize).html)</span>",
            party.title, detail: nil, phone: party.name == nil ? nil : party.number,
            aside: "\(who)\(when)")
    }

    private func row(
        _ route: PageRoute, _ mark: HTML, _ name: String, detail: String?, phone: String?,
        aside: HTML?
    ) -> HTML {
        let detail: HTML? = detail.map { "<small>\($0)</small>" }
        let phone: HTML? = phone.map { "<span class=\"figures\">\($0)</span>" }
        let aside: HTML? = aside.map { "<span class=\"aside\">\($0)</span>" }
        return """
            <li><a href="\(route.path)" data-hit>\(mark)<b>\(name)</b>\(detail)\(phone)\(aside)</a></li>
            """
    }

    /// The number with the digits that were typed, else the first.
    private func best(_ phones: [PhoneNumber]) -> String? {
        let digits = page.typed.filter { $0.isASCII && $0.isNumber }
        let fitting = phones.first { $0.e164?.contains(digits) ?? false }
        return (fitting ?? phones.first)?.grouped
    }

    /// What the keyboard does, for everybody; the dialog of the key `?` shows it, too.
    private var keys: HTML {
        let rows = Strings.keys.map { key, what -> HTML in
            let caps = key.map { cap -> HTML in "<kbd>\(cap)</kbd>" }
            return "<div><dt>\(caps)</dt><dd>\(localize(what))</dd></div>"
        }
        return """
            <section class="keys" data-keys><h2>\(localize(Strings.keyboard))</h2><dl>\(rows)</dl></section>
            """
    }
}

/// The way to the search, at the top of the sidebar. `finder.js` opens its dialog instead of the page.
struct SearchLink {
    let visitor: Visitor

    var html: HTML {
        let localize = visitor.localizer
        return """
            <a class="finder" href="\(PageRoute.search.path)" data-finder \
            aria-label="\(localize(CommonStrings.search))" data-label="\(localize(CommonStrings.search))" data-close="\(localize(CommonStrings.close))" \
            data-placeholder="\(localize(SearchStrings.placeholder))" \
            data-hint="\(localize(SearchStrings.hint))" data-failed="\(localize(SearchStrings.failed))">\
            \(Icon.search.html)<span>\(localize(CommonStrings.search))</span><kbd>/</kbd></a>
            """
    }
}
