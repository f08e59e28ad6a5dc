import CallRules
import HTTPTypes
import Store

/// The data of an endpoint's page.
struct WebhookEndpointPage {
    let endpoint: WebhookEndpoint
    let filter: WebhookDeliveryFilter
    let deliveries: Page<WebhookDelivery>
    let isFirst: Bool
    var form: CRMForm
    var problems: [FieldProblem] = []
    /// What came back of the test that was just sent; nil: none was.
    var tested: WebhookDelivery?
    /// Whether a test could not be sent, because others were under way.
    var isBusy = false
}

extension Pages {
    func showWebhookEndpoint(_ id: Int64) -> PageAction.Run {
        { visit in
            WebhookEndpointView(page: try webhookPage(id, visit), visitor: visit.visitor)
                .answer(news: visit.query["done"].flatMap(CRMFlash.init))
        }
    }

    /// Saves the form of an endpoint.
    func saveWebhookEndpoint(_ id: Int64) -> PageAction.Run {
        { visit in
            var page = try webhookPage(id, visit)
            page.form = CRMForm(visit.form)
            let (form, gate) = (page.form, options.webhookGate)
            var trial = page.endpoint.details
            page.problems = form.put(into: &trial, gate)
            if page.problems.isEmpty {
                let outcome = try store.updateWebhookEndpoint(
                    page.endpoint.id, by: visit.author(), at: visit.now
                ) { _ = form.put(into: &$0, gate) }
                switch outcome {
                case .saved: return .seeOther(CRMFlash.saved.path(on: .webhookEndpoint(id)))
                case .invalid(let problems), .conflict(let problems): page.problems = problems
                case .missing, .stale: throw PageRefusal.missing
                }
            }
            return WebhookEndpointView(page: page, visitor: visit.visitor)
                .answer(.unprocessableContent)
        }
    }

    /// Makes another secret and shows it once.
    func renewWebhookSecret(_ id: Int64) -> PageAction.Run {
        { visit in
            let endpoint = try webhookEndpoint(id)
            let secret = options.webhookSecret()
            let end = try store.renewWebhookSecret(
                of: endpoint.id, secret, by: visit.author(), at: visit.now)
            guard end != nil else { throw PageRefusal.missing }
            return NewWebhookSecret(
                visitor: visit.visitor, endpoint: endpoint, secret: WebhookSecret.text(secret)
            ).answer()
        }
    }

    /// Sends a test and shows the endpoint's page with what came back.
    func testWebhookEndpoint(_ id: Int64) -> PageAction.Run {
        { visit in
            let result = try options.webhooks.tryOut(WebhookEndpoint.ID(id), visit.author())
            var page = try webhookPage(id, visit)
            switch result {
            case .finished(let delivery): page.tested = delivery
            case .busy: page.isBusy = true
            case .missing: throw PageRefusal.missing
            }
            return WebhookEndpointView(page: page, visitor: visit.visitor).answer()
        }
    }

    func confirmWebhookEndpointDeletion(_ id: Int64) -> PageAction.Run {
        { visit in
            let endpoint = try webhookEndpoint(id)
            let localize = visit.localize
            return PageLayout(
                title: localize(CRMStrings.askDelete),
                content: """
                    <p class="lead"><span class="code">\(endpoint.details.url)</span></p>
                    <p>\(localize(CRMStrings.askDeleteWhy))</p>
                    <form class="buttons" method="post" \
                    action="\(PageRoute.webhookEndpointDeletion(id).path)">\(FormGuard(visit.visitor).html)
                    <button class="danger">\(localize(CommonStrings.delete))</button>
                    <a class="button" href="\(PageRoute.webhookEndpoint(id).path)">\
                    \(localize(CommonStrings.keep))</a></form>
                    """
            ).answer(for: visit.visitor)
        }
    }

    func deleteWebhookEndpoint(_ id: Int64) -> PageAction.Run {
        { visit in
            let isGone = try store.deleteWebhookEndpoint(
                WebhookEndpoint.ID(id), by: visit.author(), at: visit.now)
            guard isGone else { throw PageRefusal.missing }
            return .seeOther(CRMFlash.deleted.path(on: .crm))
        }
    }

    /// Has the failed deliveries sent again, or the events of a period.
    func requeueWebhooks(_ id: Int64) -> PageAction.Run {
        { visit in
            let endpoint = WebhookEndpoint.ID(id)
            let result: Store.Requeueing
            if visit.form["scope"] == "period" {
                let clock = visit.localize.companyClock
                let from = visit.form.optional("from")
                    .flatMap { TypedTime.instant($0, in: clock, .start) }
                let to = visit.form.optional("to").flatMap {
                    TypedTime.instant($0, in: clock, .end)
                }
                let after = try from.map { try store.lastEvent(before: $0) } ?? 0
                result = try store.replayWebhooks(
                    to: endpoint, after: after, before: to, by: visit.author(), at: visit.now)
            } else {
                result = try store.retryFailedWebhooks(
                    at: endpoint, by: visit.author(), at: visit.now)
            }
            return try answer(result, at: .webhookEndpoint(id))
        }
    }

    func showWebhookDelivery(_ id: Int64, _ seq: Int64) -> PageAction.Run {
        { visit in
            let endpoint = try webhookEndpoint(id)
            guard let delivery = try store.webhookDelivery(of: endpoint.id, seq: seq) else {
                throw PageRefusal.missing
            }
            return WebhookDeliveryView(
                endpoint: endpoint, delivery: delivery,
                body: options.webhooks.body(seq, delivery.type), visitor: visit.visitor
            ).answer()
        }
    }

    func retryWebhookDelivery(_ id: Int64, _ seq: Int64) -> PageAction.Run {
        { visit in
            let result = try store.retryWebhook(
                seq: seq, at: WebhookEndpoint.ID(id), by: visit.author(), at: visit.now)
            return try answer(result, at: .webhookEndpoint(id))
        }
    }

    private func answer(_ result: Store.Requeueing, at route: PageRoute) throws -> Answer {
        switch result {
        case .queued: .seeOther(CRMFlash.requeued.path(on: route))
        case .off: .seeOther(CRMFlash.off.path(on: route))
        case .missing: throw PageRefusal.missing
        }
    }

    private func webhookEndpoint(_ id: Int64) throws -> WebhookEndpoint {
        guard let endpoint = try store.webhookEndpoint(WebhookEndpoint.ID(id)) else {
            throw PageRefusal.missing
        }
        return endpoint
    }

    private func webhookPage(_ id: Int64, _ visit: PageVisit) throws -> WebhookEndpointPage {
        let endpoint = try webhookEndpoint(id)
        var filter = WebhookDeliveryFilter()
        filter.state = visit.query["state"].flatMap(WebhookDelivery.State.init)
        filter.type = visit.query["type"].flatMap(EventType.init)
        let cursor = visit.query["cursor"].flatMap { Cursor($0) }
        return WebhookEndpointPage(
            endpoint: endpoint, filter: filter,
            deliveries: try store.webhookDeliveries(
                of: endpoint.id, filter, Pagination(limit: 50, after: cursor)),
            isFirst: cursor == nil, form: CRMForm(endpoint.details))
    }
}
