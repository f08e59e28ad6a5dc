import CallRules
import HTTPTypes
import Store

/// The page of the webhook log.
struct WebhookLogView {
    let page: WebhookLogPage
    let visitor: Visitor

    private typealias Strings = WebhookLogStrings
    private var localize: Localizer { visitor.localizer }
    private var query: WebhookLogQuery { page.query }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        PageLayout(
            title: localize(CommonStrings.phonetLog), action: quarantine,
            news: page.replayed?.line(localize),
            isWide: true,
            content: """
                <p class="lead">\(localize(Strings.lead))</p>
                \(replay)\(filters)
                \(page.messages.items.isEmpty ? none : table)\(pages)
                """
        ).answer(for: visitor, status)
    }

    private var quarantine: HTML {
        let count = page.quarantined
        let shown: HTML? = count > 0 ? " <span class=\"count\">\(count)</span>" : nil
        return """
            <a class="button" href="\(PageRoute.quarantine.path)">\(Icon.lock.html) \
            \(localize(Strings.quarantine))\(shown)</a>
            """
    }

    /// How far the replay of many messages is.
    private var replay: HTML? {
        page.replay.map { replay in
            let heading =
                replay.hasFailed
                ? Strings.replayFailed : replay.isRunning ? Strings.replayRuns : Strings.replayDone
            return """
                <section class="note" id="replay"\(replay.isRunning ? " data-live" : nil as HTML?)>
                <p id="replay-state">\(localize(heading)) \(ReplayFlash(replay.counts).line(localize))</p>
                </section>
                """
        }
    }

    private var filters: HTML {
        let values =
            [query.status?.rawValue ?? "", query.endpoint?.rawValue ?? ""]
            + query.days.values.map(\.value)
        return FilterBar(
            route: .webhookLog,
            search: FilterBar.Search(
                name: "source", value: query.source, placeholder: localize(Strings.sourceAddress)),
            fields: [
                choice(
                    .status, CommonStrings.outcome, query.status?.rawValue,
                    WebhookMessageStrings.statuses),
                choice(
                    .endpoint, Strings.endpoint, query.endpoint?.rawValue,
                    WebhookMessageStrings.endpoints),
                query.days.fields(localize),
            ],
            count: values.count { !$0.isEmpty }, isOpen: !query.days.problems.isEmpty,
            localize: localize
        ).html
    }

    private func choice(
        _ field: WebhookLogQuery.Field, _ label: LocalizedText, _ chosen: String?,
        _ options: [(value: String, name: LocalizedText)]
    ) -> HTML {
        let all = Choice.Option(value: "", label: localize(CommonStrings.all))
        return Choice(
            name: field.rawValue, label: localize(label),
            options: [all]
                + options.map { Choice.Option(value: $0.value, label: localize($0.name)) },
            chosen: chosen ?? ""
        ).html
    }

    private var table: HTML {
        let heads = [
            CommonStrings.outcome, CommonStrings.when, Strings.endpoint, CommonStrings.from,
            CommonStrings.reason,
            CommonStrings.call,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <form class="form" method="post" action="\(PageRoute.webhookReplays.path)">\
            \(FormGuard(visitor).html)\(query.hidden)
            <div class="tablebox"><table class="lined"><thead><tr>\(heads)\
            <th scope="col" class="act"><span class="visually-hidden">\(localize(Strings.mark))</span></th></tr></thead>
            <tbody>\(page.messages.items.map(row))</tbody></table></div>
            <p class="help">\(localize(Strings.replayHelp))</p>
            <div class="buttons"><button name="scope" value="marked">\(Icon.history.html) \
            \(localize(Strings.replayMarked))</button>
            <button name="scope" value="all">\(localize(Strings.replayAll))</button></div></form>
            """
    }

    private func row(_ message: WebhookMessageRow) -> HTML {
        let path = PageRoute.webhookMessage(message.id).path
        let call = message.callUUID.map { uuid in
            "<a href=\"\(PageRoute.call(uuid).path)\">\(localize(CommonStrings.callWord))</a>"
                as HTML
        }
        let label = localize(Strings.markOne(message.id))
        return """
            <tr data-href="\(path)"><td class="name"><a class="plain" href="\(path)">\
            \(WebhookMessageStrings.badge(message.status, localize))</a></td>
            <td class="at" data-label="\(localize(CommonStrings.when))">\(localize.time(message.receivedAt))</td>
            <td data-label="\(localize(Strings.endpoint))">\(localize(WebhookMessageStrings.of(message.endpoint)))</td>
            <td data-label="\(localize(CommonStrings.from))"><span><span class="figures">\(message.sourceIP)\
            </span> \(WebhookMessageStrings.trust(message, localize))</span></td>
            <td class="free" data-label="\(localize(CommonStrings.reason))">\(localize(WebhookMessageStrings.reason(message)))</td>
            <td data-label="\(localize(CommonStrings.call))">\(call)</td>
            <td class="act" data-label="\(localize(Strings.mark))"><input type="checkbox" name="id" \
            value="\(message.id)"\(.label, label)></td></tr>
            """
    }

    private var pages: HTML? {
        PageLinks(
            localize: localize, label: CommonStrings.pages, first: CallsStrings.latest,
            next: CommonStrings.earlier,
            isFirst: query.after == nil, cursor: page.messages.next,
            path: { query.path(after: $0) }
        ).html
    }

    private var none: HTML {
        // A page reads a limited number of messages, so the next page may have matches.
        page.messages.next == nil
            ? EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
            : EmptyState(line: localize(Strings.noneSoFar), next: localize(Strings.noneSoFarNext))
                .html
    }
}
