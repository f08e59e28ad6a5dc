import CallRules
import Store

/// The quarantine: strangers by their addresses, and the way to trust one.
struct QuarantineView {
    let page: QuarantinePage
    let visitor: Visitor

    private var say: Voice { visitor.voice }

    func answer(news: SettingsNews?) -> Answer {
        Frame(
            title: say(MessagesWords.quarantine),
            action: """
                <a class="button" href="\(PageRoute.messages.path)">\(say(MessagesWords.title))</a>
                """,
            news: news.map { say($0.sentence) }, isWide: true,
            content: """
                <p class="lead">\(say(Words.lead))</p>\(page.strangers.isEmpty ? nobody : table)
                <p class="muted">\(say(Words.lookups)) \(say.time(page.startedAt)): \
                \(page.lookups.strangers). \(unwritten)</p>
                """
        ).answer(for: visitor)
    }

    private var unwritten: HTML? {
        page.lookups.unwritten > 0
            ? "\(say(Words.unwritten)): \(page.lookups.unwritten)." : nil
    }

    private var nobody: HTML {
        EmptyState(line: say(Words.nobody), next: say(Words.nobodyNext)).html
    }

    private var table: HTML {
        let heads = [
            MessagesWords.source, Words.messages, Words.first, Words.last, Words.sample,
            Words.trust,
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.strangers.map(row))</tbody></table></div>
            """
    }

    private func row(_ stranger: Stranger) -> HTML {
        let all = PageRoute.messages.path(with: [
            ("status", MessageStatus.quarantined.rawValue), ("source", stranger.sourceIP),
        ])
        let kinds = Endpoint.allCases.compactMap { endpoint in
            stranger.messages[endpoint].map { "\(say(MessageWords.of(endpoint))) – \($0)" }
        }
        return """
            <tr><td><b class="figures">\(stranger.sourceIP)</b></td>
            <td data-label="\(say(Words.messages))"><span><a href="\(all)">\(stranger.total)</a> \
            <small>\(kinds.joined(separator: ", "))</small></span></td>
            <td data-label="\(say(Words.first))">\(say.time(stranger.firstAt))</td>
            <td data-label="\(say(Words.last))">\(say.time(stranger.lastAt))</td>
            <td data-label="\(say(Words.sample))"><a href="\(PageRoute.message(stranger.sample).path)">\
            \(say(Words.look))</a></td>
            <td data-label="\(say(Words.trust))">\(trust(stranger.sourceIP))</td></tr>
            """
    }

    private func trust(_ address: String) -> HTML {
        """
        <form method="post" action="\(PageRoute.trustedNetworks.path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="back" value="\(PageRoute.quarantine.path)">\
        <button class="small" name="network" value="\(address)"\
        \(.label, "\(say(ConnectionWords.trust)): \(address)")>\(say(ConnectionWords.trust))</button>\
        </form>
        """
    }

    private enum Words {
        static let lead = Sentence(
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
        static let messages = Sentence(uk: "Повідомлень", en: "Messages")
        static let first = Sentence(uk: "Перше", en: "First")
        static let last = Sentence(uk: "Останнє", en: "Latest")
        static let sample = Sentence(uk: "Зразок", en: "Sample")
        static let look = Sentence(uk: "переглянути", en: "look at it")
        static let trust = Sentence(uk: "Довіра", en: "Trust")
        static let nobody = Sentence(uk: "Карантин порожній", en: "The quarantine is empty")
        static let nobodyNext = Sentence(
            uk: "Усі повідомлення надійшли з адрес, яким довірено.",
            en: "All messages came from addresses that are trusted.")
        static let lookups = Sentence(
            uk: "Запитів про номер від чужих, на які відповіли «не знайдено», від",
            en: "Strangers’ questions about numbers, answered “not found”, since")
        static let unwritten = Sentence(
            uk: "Не записано до журналу, бо їх було забагато за секунду",
            en: "Left out of the journal, because too many came in a second")
    }
}
