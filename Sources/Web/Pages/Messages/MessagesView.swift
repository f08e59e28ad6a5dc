import CallRules
import HTTPTypes
import Store

/// The journal of webhook messages.
struct MessagesView {
    let page: MessagesPage
    let visitor: Visitor

    private typealias Words = MessagesWords
    private var say: Voice { visitor.voice }
    private var query: MessagesQuery { page.query }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        Frame(
            title: say(Words.title), action: quarantine, news: page.replayed?.line(say),
            isWide: true,
            content: """
                <p class="lead">\(say(Words.lead))</p>
                \(rest)\(filters)
                \(page.messages.items.isEmpty ? none : table)\(pages)
                """
        ).answer(for: visitor, status)
    }

    private var quarantine: HTML {
        let count = page.quarantined
        let shown: HTML? = count > 0 ? " <span class=\"count\">\(count)</span>" : nil
        return """
            <a class="button" href="\(PageRoute.quarantine.path)">\(Icon.lock.html) \
            \(say(Words.quarantine))\(shown)</a>
            """
    }

    /// The way on when the filter leaves more than one batch.
    private var rest: HTML? {
        page.replayed?.last.map { last in
            """
            <form class="note" method="post" action="\(PageRoute.messageReplays.path)">\
            \(FormGuard(visitor).html)\(query.hidden)
            <input type="hidden" name="last" value="\(last)">
            <p>\(say(Words.rest))</p>
            <button name="scope" value="all">\(say(Words.goOn))</button></form>
            """
        }
    }

    private var filters: HTML {
        let path = PageRoute.messages.path
        return """
            <form class="inline filters" method="get" action="\(path)" role="search">
            \(choice(.status, Words.verdict, query.status?.rawValue, MessageWords.statuses))
            \(choice(.endpoint, Words.endpoint, query.endpoint?.rawValue, MessageWords.endpoints))
            \(TextField(name: "source", label: say(Words.source), value: query.source).html)
            \(query.days.fields(say))
            <div class="buttons"><button>\(say(CallsWords.show))</button>
            <a class="button quiet" href="\(path)">\(say(CallsWords.reset))</a></div></form>
            """
    }

    private func choice(
        _ field: MessagesQuery.Field, _ label: Sentence, _ chosen: String?,
        _ options: [(value: String, name: Sentence)]
    ) -> HTML {
        let all = Choice.Option(value: "", label: say(Words.all))
        return Choice(
            name: field.rawValue, label: say(label),
            options: [all] + options.map { Choice.Option(value: $0.value, label: say($0.name)) },
            chosen: chosen ?? ""
        ).html
    }

    private var table: HTML {
        let heads = [
            Words.verdict, Words.time, Words.endpoint, Words.source, Words.reason, Words.call,
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <form class="form" method="post" action="\(PageRoute.messageReplays.path)">\
            \(FormGuard(visitor).html)\(query.hidden)
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)\
            <th scope="col"><span class="unseen">\(say(Words.mark))</span></th></tr></thead>
            <tbody>\(page.messages.items.map(row))</tbody></table></div>
            <p class="help">\(say(Words.replayHelp))</p>
            <div class="buttons"><button name="scope" value="marked">\(Icon.history.html) \
            \(say(Words.replayMarked))</button>
            <button name="scope" value="all">\(say(Words.replayAll))</button></div></form>
            """
    }

    private func row(_ message: MessageRow) -> HTML {
        let path = PageRoute.message(message.id).path
        let call = message.callUUID.map { uuid in
            "<a href=\"\(PageRoute.call(uuid).path)\">\(say(Words.callLink))</a>" as HTML
        }
        let label = say(Words.markOne(message.id))
        return """
            <tr data-href="\(path)"><td><a class="plain" href="\(path)">\
            \(MessageWords.badge(message.status, say))</a></td>
            <td data-label="\(say(Words.time))">\(say.time(message.receivedAt))</td>
            <td data-label="\(say(Words.endpoint))">\(say(MessageWords.of(message.endpoint)))</td>
            <td data-label="\(say(Words.source))"><span><span class="figures">\(message.sourceIP)\
            </span> \(MessageWords.trust(message, say))</span></td>
            <td data-label="\(say(Words.reason))">\(MessageWords.reason(message.reason, say))</td>
            <td data-label="\(say(Words.call))">\(call)</td>
            <td data-label="\(say(Words.mark))"><input type="checkbox" name="id" \
            value="\(message.id)"\(.label, label)></td></tr>
            """
    }

    private var pages: HTML? {
        PageLinks(
            say: say, label: CallsWords.pages, first: CallsWords.latest, next: CallsWords.earlier,
            isFirst: query.after == nil, cursor: page.messages.next,
            path: { query.path(after: $0) }
        ).html
    }

    private var none: HTML {
        // A page looks through so many messages only.
        page.messages.next == nil
            ? EmptyState(line: say(Words.none), next: say(Words.noneNext)).html
            : EmptyState(line: say(Words.noneSoFar), next: say(Words.noneSoFarNext)).html
    }
}
