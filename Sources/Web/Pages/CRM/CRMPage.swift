import CallRules
import HTTPTypes
import Store

/// The data of the screen “CRM”.
struct CRMPage {
    let endpoints: [WebhookEndpoint]
    let readers: [FeedReader]
    /// The number of the newest event.
    let newest: Int64
    /// The secret for JWTs; nil: there is none.
    let ssoSecret: SSOSecret?
    var form = CRMForm()
    var problems: [FieldProblem] = []
}

/// The result of the last action, read from the query.
enum CRMFlash: String {
    case saved, deleted, requeued, off
    case ssoOff = "sso-off"

    var sentence: LocalizedText {
        switch self {
        case .saved: CommonStrings.saved
        case .deleted: CommonStrings.deleted
        case .requeued: CRMStrings.queuedAgain
        case .off: CRMStrings.switchedOn
        case .ssoOff: SSOStrings.nowOff
        }
    }

    func path(on route: PageRoute) -> String { route.path(with: [("done", rawValue)]) }
}

extension Pages {
    func showCRM(_ visit: PageVisit) throws -> Answer {
        CRMView(page: try crmPage(), visitor: visit.visitor)
            .answer(news: visit.query["done"].flatMap(CRMFlash.init))
    }

    /// Adds an endpoint and shows its secret once.
    func addWebhookEndpoint(_ visit: PageVisit) throws -> Answer {
        var page = try crmPage()
        page.form = CRMForm(visit.form)
        var details = WebhookEndpointDetails(url: "", types: .all)
        page.problems = page.form.put(into: &details, options.webhookGate)
        if page.problems.isEmpty {
            let secret = options.webhookSecret()
            let outcome = try store.createWebhookEndpoint(
                details, secret: secret, by: visit.author(), at: visit.now)
            switch outcome {
            case .saved(let endpoint):
                return NewWebhookSecret(
                    visitor: visit.visitor, endpoint: endpoint, secret: WebhookSecret.text(secret)
                ).answer()
            case .invalid(let problems), .conflict(let problems): page.problems = problems
            case .missing, .stale: throw PageRefusal.missing
            }
        }
        return CRMView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
    }

    private func crmPage() throws -> CRMPage {
        CRMPage(
            endpoints: try store.webhookEndpoints(), readers: try store.readersOfFeed(),
            newest: store.newestEvent, ssoSecret: try store.ssoSecret())
    }
}

/// The screen “CRM”: the endpoints, the form of a new one, and who reads the feed.
struct CRMView {
    let page: CRMPage
    let visitor: Visitor

    private typealias Strings = CRMStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok, news: CRMFlash? = nil) -> Answer {
        PageLayout(
            title: localize(CommonStrings.crm), news: news.map { localize($0.sentence) },
            isWide: true,
            content: """
                <p class="lead">\(localize(Strings.lead))</p>
                \(page.problems.summary(localize, labels: CRMForm.labels))
                \(table)
                <section class="section"><h2>\(localize(Strings.feed))</h2>\(feed)</section>
                <section class="section"><h2>\(localize(Strings.new))</h2>\(form)</section>
                \(SSOSection(secret: page.ssoSecret, visitor: visitor).html)
                """
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        """
        <form class="form" method="post" action="\(PageRoute.crm.path)" novalidate \
        data-unsaved="\(page.problems.isEmpty ? "" : "already")">\(FormGuard(visitor).html)
        \(CRMFields(form: page.form, problems: page.problems, localize: localize).html)
        <div class="buttons"><button class="primary">\(localize(Strings.add))</button></div></form>
        """
    }

    private var table: HTML {
        guard !page.endpoints.isEmpty else {
            return EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
        }
        let heads = [Strings.url, CommonStrings.state, Strings.types, Strings.last]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.endpoints.map(row))</tbody></table></div>
            """
    }

    private func row(_ endpoint: WebhookEndpoint) -> HTML {
        let path = PageRoute.webhookEndpoint(endpoint.id.value).path
        let about: HTML? =
            endpoint.details.description.isEmpty
            ? nil : "<small class=\"wideonly\"><br>\(endpoint.details.description)</small>"
        let types: HTML
        switch endpoint.details.types {
        case .all: types = "\(localize(Strings.all))"
        case .some(let some): types = "\(localize(some.count, .eventTypes))"
        }
        return """
            <tr data-href="\(path)"><td class="name"><a class="plain" href="\(path)">\
            <span class="code">\(endpoint.details.url)</span></a>\(about)</td>
            <td data-label="\(localize(CommonStrings.state))"><span>\
            \(EndpointBadge(state: endpoint.state, localize: localize).html)</span></td>
            <td data-label="\(localize(Strings.types))">\(types)</td>
            <td class="at" data-label="\(localize(Strings.last))"><span>\
            \(endpoint.lastDelivery?.last.map { attempt($0) } ?? "–")</span></td></tr>
            """
    }

    private func attempt(_ attempt: WebhookDelivery.Attempt) -> HTML {
        let status: HTML? = attempt.status.map { " · HTTP \($0)" }
        return "\(localize.time(attempt.endedAt))\(status)"
    }

    private var feed: HTML {
        let lines = page.readers.map { reader in
            """
            <dt>\(reader.name)</dt><dd>\(localize.time(reader.at)), \(localize(Strings.behind)): \
            \(localize.figure(Int(max(0, page.newest - reader.seq))))</dd>
            """ as HTML
        }
        let list: HTML =
            lines.isEmpty
            ? "<p>\(localize(Strings.feedNever))</p>" : "<dl class=\"facts\">\(lines)</dl>"
        return """
            <p class="help">\(localize(Strings.feedHelp)) <span class="code">GET …/api/v1/events</span></p>
            \(list)
            """
    }
}

/// The state of an endpoint, as a word, an icon and a colour.
struct EndpointBadge {
    let state: WebhookEndpoint.State
    let localize: Localizer

    var html: HTML {
        switch state {
        case .on: badge(.good, .check, CRMStrings.on)
        case .failing(let since):
            "\(badge(.bad, .warning, CRMStrings.failing)) \(localize(CRMStrings.since)) \(localize.time(since))"
        case .off(nil): badge(.plain, .pause, CRMStrings.off)
        case .off(.gone?): badge(.bad, .cross, CRMStrings.offGone)
        case .off(.failing?): badge(.bad, .cross, CRMStrings.offFailing)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> HTML {
        Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }
}

/// The page with the secret of an endpoint; it is shown once.
struct NewWebhookSecret {
    let visitor: Visitor
    let endpoint: WebhookEndpoint
    let secret: String

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(CRMStrings.secretTitle),
            content: """
                <p class="lead"><span class="code">\(endpoint.details.url)</span></p>
                <div class="note alert"><p>\(Icon.key.html) \(localize(CRMStrings.secretOnce))</p></div>
                \(CopyableAddress(id: "secret", url: secret, name: localize(CRMStrings.secretTitle)).html(localize))
                <p><a class="button primary" href="\(PageRoute.webhookEndpoint(endpoint.id.value).path)">\
                \(localize(CRMStrings.copied))</a></p>
                """
        ).answer(for: visitor)
    }
}
