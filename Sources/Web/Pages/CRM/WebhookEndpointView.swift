import CallRules
import HTTPTypes
import Store

/// The page of one endpoint: its state, its messages, its form, its secret.
struct WebhookEndpointView {
    let page: WebhookEndpointPage
    let visitor: Visitor

    private typealias Strings = CRMStrings
    private var localize: Localizer { visitor.localizer }
    private var endpoint: WebhookEndpoint { page.endpoint }
    private var route: PageRoute { .webhookEndpoint(endpoint.id.value) }

    func answer(_ status: HTTPResponse.Status = .ok, news: CRMFlash? = nil) -> Answer {
        PageLayout(
            title: endpoint.details.description.isEmpty
                ? localize(CommonStrings.crm) : endpoint.details.description,
            news: news.map { localize($0.sentence) }, isWide: true,
            content: """
                <p class="lead"><span class="code">\(endpoint.details.url)</span> \
                \(EndpointBadge(state: endpoint.state, localize: localize).html)</p>
                \(page.problems.summary(localize, labels: CRMForm.labels))
                \(trial)
                <section class="section"><h2>\(localize(Strings.deliveries))</h2>\(deliveries)</section>
                <section class="section"><h2>\(localize(CommonStrings.settings))</h2>\(form)</section>
                <section class="section"><h2>\(localize(Strings.newSecret))</h2>\(secret)</section>
                <p><a class="button danger" href="\(PageRoute.webhookEndpointDeletion(endpoint.id.value).path)">\
                \(localize(CommonStrings.delete))</a></p>
                """
        ).answer(for: visitor, status)
    }

    private var trial: HTML {
        let result: HTML? = page.tested.map { delivery in
            """
            <div class="note" role="status" tabindex="-1" data-focus><p><b>\(localize(Strings.testAnswer)):</b> \
            \(DeliveryBadge(delivery: delivery, localize: localize).html)</p>\
            \(delivery.answerBox)</div>
            """
        }
        let busy: HTML? =
            page.isBusy
            ? "<p class=\"note alert\" role=\"alert\">\(localize(Strings.testBusy))</p>" : nil
        return """
            \(result)\(busy)
            <form method="post" action="\(PageRoute.webhookTest(endpoint.id.value).path)">\
            \(FormGuard(visitor).html)<button>\(Icon.outgoing.html) \(localize(Strings.test))</button></form>
            """
    }

    private var form: HTML {
        """
        <form class="form" method="post" action="\(route.path)" novalidate \
        data-unsaved="\(page.problems.isEmpty ? "" : "already")">\(FormGuard(visitor).html)
        \(CRMFields(form: page.form, problems: page.problems, localize: localize).html)
        <div class="buttons"><button class="primary">\(localize(CommonStrings.save))</button></div></form>
        """
    }

    private var secret: HTML {
        let old: HTML? = endpoint.oldSecretUntil.flatMap { end in
            end > localize.now
                ? "<p>\(localize(Strings.oldUntil)) \(localize.time(end)).</p>" : nil
        }
        return """
            <p class="help">\(localize(Strings.secretHelp))</p>\(old)
            <form method="post" action="\(PageRoute.webhookSecret(endpoint.id.value).path)">\
            \(FormGuard(visitor).html)<button>\(Icon.key.html) \(localize(Strings.newSecret))</button></form>
            """
    }

    private var deliveries: HTML {
        """
        \(filters)
        \(page.deliveries.items.isEmpty ? none : table)\(pages)
        <form class="inline filters" method="post" \
        action="\(PageRoute.webhookRequeueing(endpoint.id.value).path)">\(FormGuard(visitor).html)
        \(TextField(name: "from", label: localize(CallsStrings.name(of: .from)), kind: .date).html)
        \(TextField(name: "to", label: localize(CallsStrings.name(of: .to)), kind: .date).html)
        <div class="buttons"><button name="scope" value="period">\(Icon.history.html) \
        \(localize(Strings.againPeriod))</button>
        <button name="scope" value="failed">\(localize(Strings.againFailed))</button></div></form>
        <p class="help">\(localize(Strings.againHelp))</p>
        """
    }

    private var filters: HTML {
        let all = Choice.Option(value: "", label: localize(CommonStrings.all))
        let states = WebhookDelivery.State.allCases.map {
            Choice.Option(value: $0.rawValue, label: localize(Strings.state($0)))
        }
        let types = EventType.allCases.map {
            Choice.Option(value: $0.rawValue, label: localize(Strings.type($0)))
        }
        return """
            <form class="inline filters" method="get" action="\(route.path)" role="search">
            \(Choice(
                name: "state", label: localize(CommonStrings.state), options: [all] + states,
                chosen: page.filter.state?.rawValue ?? ""
            ).html)
            \(Choice(
                name: "type", label: localize(Strings.event), options: [all] + types,
                chosen: page.filter.type?.rawValue ?? ""
            ).html)
            <div class="buttons"><button>\(localize(CommonStrings.show))</button>
            <a class="button quiet" href="\(route.path)">\(localize(CommonStrings.reset))</a></div></form>
            """
    }

    private var table: HTML {
        let heads = [
            Strings.event, CommonStrings.state, Strings.record, Strings.tries, Strings.nextTry,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.deliveries.items.map(row))</tbody></table></div>
            """
    }

    private func row(_ delivery: WebhookDelivery) -> HTML {
        let path = PageRoute.webhookDelivery(endpoint.id.value, delivery.seq).path
        return """
            <tr data-href="\(path)"><td class="name"><a class="plain" href="\(path)">\
            \(localize(Strings.type(delivery.type))) <small class="figures">\(delivery.seq)</small></a></td>
            <td data-label="\(localize(CommonStrings.state))"><span>\
            \(DeliveryBadge(delivery: delivery, localize: localize).html)</span></td>
            <td data-label="\(localize(Strings.record))"><span class="code">\(delivery.recordText)</span></td>
            <td data-label="\(localize(Strings.tries))" class="figures told">\(delivery.tries)</td>
            <td class="at" data-label="\(localize(Strings.nextTry))">\(delivery.dueAt.map(localize.time))</td></tr>
            """
    }

    private var pages: HTML? {
        PageLinks(
            localize: localize, label: CommonStrings.pages, first: CallsStrings.latest,
            next: CommonStrings.earlier, isFirst: page.isFirst, cursor: page.deliveries.next,
            path: { cursor in
                let fields: [(String, String)] = [
                    ("state", page.filter.state?.rawValue ?? ""),
                    ("type", page.filter.type?.rawValue ?? ""), ("cursor", cursor?.text ?? ""),
                ]
                return route.path(with: fields.filter { !$0.1.isEmpty })
            }
        ).html
    }

    private var none: HTML {
        EmptyState(
            line: localize(Strings.noDeliveries), next: localize(Strings.noDeliveriesNext)
        ).html
    }
}

/// What became of a delivery, as a word, an icon and a colour, and why.
struct DeliveryBadge {
    let delivery: WebhookDelivery
    let localize: Localizer

    var html: HTML {
        let (meaning, icon): (Badge.Meaning, Icon) =
            switch delivery.state {
            case .waiting: delivery.last == nil ? (.plain, .pause) : (.alert, .history)
            case .delivered: (.good, .check)
            case .failed: (.bad, .cross)
            case .dropped: (.plain, .cross)
            }
        let badge = Badge(
            meaning: meaning, icon: icon, word: localize(CRMStrings.state(delivery.state))
        ).html
        let status: HTML? = delivery.last?.status.map { " HTTP \($0)" }
        let cause: HTML? = CRMStrings.cause(delivery).map { " <small>\(localize($0))</small>" }
        return "\(badge)\(status)\(cause)"
    }
}

/// One message to an endpoint: request, what is signed, answer.
struct WebhookDeliveryView {
    let endpoint: WebhookEndpoint
    let delivery: WebhookDelivery
    /// The body as it would be sent now; nil: the event was purged.
    let body: [UInt8]?
    let visitor: Visitor

    private typealias Strings = CRMStrings
    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        let own = PageRoute.webhookDelivery(endpoint.id.value, delivery.seq)
        return PageLayout(
            title: "\(localize(Strings.type(delivery.type))) \(delivery.seq)",
            content: """
                <p class="lead">\(DeliveryBadge(delivery: delivery, localize: localize).html)</p>
                <dl class="facts">\(facts)</dl>
                <form class="buttons" method="post" action="\(own.path)">\(FormGuard(visitor).html)
                <button>\(Icon.history.html) \(localize(Strings.again))</button>
                <a class="button" href="\(PageRoute.webhookEndpoint(endpoint.id.value).path)">\
                \(localize(Strings.deliveries))</a></form>
                <section class="section"><h2>\(localize(Strings.request))</h2><pre class="code" tabindex="0">\(request)</pre></section>
                <section class="section"><h2>\(localize(Strings.signed))</h2>
                <p class="help">\(localize(Strings.signedHelp))</p>
                <pre class="code" tabindex="0">evt_\(delivery.seq).\(seconds).\(text ?? "…")</pre></section>
                <section class="section"><h2>\(localize(Strings.answer))</h2>\(result)</section>
                """
        ).answer(for: visitor)
    }

    private var text: String? { body.map { String(decoding: $0, as: UTF8.self) } }
    private var seconds: Int64 {
        (delivery.last?.endedAt ?? localize.now).milliseconds / 1000
    }

    private var facts: HTML {
        """
        <dt>\(localize(Strings.event))</dt><dd><span class="code">\(delivery.type.rawValue)</span></dd>
        <dt>\(localize(Strings.record))</dt><dd><span class="code">\(delivery.recordText)</span></dd>
        <dt>\(localize(Strings.tries))</dt><dd>\(delivery.tries)</dd>
        <dt>\(localize(Strings.nextTry))</dt><dd>\(delivery.dueAt.map(localize.time) ?? "–")</dd>
        <dt>\(localize(Strings.last))</dt><dd>\(delivery.last.map { localize.time($0.endedAt) } ?? "–")</dd>
        <dt>\(localize(Strings.took))</dt><dd>\(delivery.last?.milliseconds.map { "\($0)" } ?? "–")</dd>
        """
    }

    private var request: HTML {
        """
        POST \(endpoint.details.url)
        content-type: application/json
        webhook-id: evt_\(delivery.seq)
        webhook-timestamp: \(seconds)
        webhook-signature: v1,…

        \(text ?? localize(Strings.noBody))
        """
    }

    private var result: HTML {
        guard let last = delivery.last, let status = last.status else {
            return "<p>\(localize(Strings.noAnswer))</p>"
        }
        return """
            <p>HTTP \(status)</p>\
            \(delivery.answerBox)
            """
    }
}

extension WebhookDelivery {
    /// The start of the answer; nil: there was none, or it was empty.
    fileprivate var answerBox: HTML? {
        answerText.flatMap { $0.isEmpty ? nil : "<pre class=\"code\" tabindex=\"0\">\($0)</pre>" }
    }
}
