import CallRules
import Store

/// The quarantine: untrusted sources by address, with a form that trusts one.
struct QuarantineView {
    let page: QuarantinePage
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    func answer(news: SettingsFlash?) -> Answer {
        PageLayout(
            title: localize(WebhookLogStrings.quarantine),
            action: """
                <a class="button" href="\(PageRoute.webhookLog.path)">\(Icon.incoming.html) \(localize(CommonStrings.phonetLog))</a>
                """,
            news: news.map { localize($0.sentence) }, isWide: true,
            content: """
                <p class="lead">\(localize(Strings.lead))</p>\(page.untrustedSources.isEmpty ? nobody : table)
                <p class="muted">\(localize(Strings.lookups)) \(localize.time(page.startedAt)): \
                \(page.lookups.untrustedSources). \(unwritten)</p>
                """
        ).answer(for: visitor)
    }

    private var unwritten: HTML? {
        page.lookups.unwritten > 0
            ? "\(localize(Strings.unwritten)): \(page.lookups.unwritten)." : nil
    }

    private var nobody: HTML {
        EmptyState(line: localize(Strings.nobody), next: localize(Strings.nobodyNext)).html
    }

    private var table: HTML {
        let heads = [
            CommonStrings.from, Strings.messages, Strings.first, Strings.last, Strings.sample,
            Strings.trust,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.untrustedSources.map(row))</tbody></table></div>
            """
    }

    private func row(_ untrusted: UntrustedSource) -> HTML {
        let all = PageRoute.webhookLog.path(with: [
            ("status", WebhookMessageStatus.quarantined.rawValue), ("source", untrusted.sourceIP),
        ])
        let kinds = Endpoint.allCases.compactMap { endpoint in
            untrusted.messages[endpoint].map {
                "\(localize(WebhookMessageStrings.of(endpoint))) – \($0)"
            }
        }
        return """
            <tr\(.class, untrusted.cause == nil ? nil : "tall")><td class="name"><b class="figures">\(untrusted.sourceIP)</b></td>
            <td data-label="\(localize(Strings.messages))"><span><a href="\(all)">\(untrusted.total)</a> \
            <small>\(kinds.joined(separator: ", "))</small></span></td>
            <td class="wideonly" data-label="\(localize(Strings.first))">\(localize.time(untrusted.firstAt))</td>
            <td class="told" data-label="\(localize(Strings.last))">\(localize.time(untrusted.lastAt))</td>
            <td data-label="\(localize(Strings.sample))"><a href="\(PageRoute.webhookMessage(untrusted.sample).path)">\
            \(localize(Strings.look))</a></td>
            <td class="\(untrusted.cause == nil ? "act" : "under")" data-label="\(localize(Strings.trust))">\(untrusted.cause.map(cause) ?? trust(untrusted.sourceIP))</td></tr>
            """
    }

    /// Trusting the address would not release these messages.
    private func cause(_ reason: WebhookReason) -> HTML {
        "<span>\(localize(WebhookReasonStrings.of(reason)))</span>"
    }

    private func trust(_ address: String) -> HTML {
        """
        <form method="post" action="\(PageRoute.trustedNetworks.path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="back" value="\(PageRoute.quarantine.path)">\
        <button class="small" name="network" value="\(address)"\
        \(.label, "\(localize(ConnectionStrings.trust)): \(address)")>\(localize(ConnectionStrings.trust))</button>\
        </form>
        """
    }

    private enum Strings {
        static let lead = LocalizedText(
            uk: """
                Повідомлення з адрес, яким не довірено, чекають тут і ні на що не впливають. \
                Довіряйте лише тим, про які знаєте, що це Phonet: погляньте на зразок або запитайте \
                підтримку Phonet. Щойно адресі довірять, усе, що з неї чекало, подіє.
                """,
            en: """
                Messages from addresses that are not trusted wait here without effect. Trust only \
                those you know to be Phonet’s: look at a sample, or ask Phonet’s support. As soon as \
                an address is trusted, all that waited from it takes effect.
                """)
        static let messages = LocalizedText(uk: "Повідомлень", en: "Messages")
        static let first = LocalizedText(uk: "Перше", en: "First")
        static let last = LocalizedText(uk: "Останнє", en: "Latest")
        static let sample = LocalizedText(uk: "Зразок", en: "Sample")
        static let look = LocalizedText(uk: "переглянути", en: "look at it")
        static let trust = LocalizedText(uk: "Довіра", en: "Trust")
        static let nobody = LocalizedText(uk: "Карантин порожній", en: "The quarantine is empty")
        static let nobodyNext = LocalizedText(
            uk: "Усі повідомлення надійшли з адрес, яким довірено.",
            en: "All messages came from addresses that are trusted.")
        static let lookups = LocalizedText(
            uk: "Запитів за номером з недовірених адрес, на які відповіли «не знайдено», від",
            en: "Number lookups from untrusted addresses, answered “not found”, since")
        static let unwritten = LocalizedText(
            uk: "Не записано до журналу Phonet, бо їх було забагато за секунду",
            en: "Left out of the Phonet log, because too many came in a second")
    }
}
