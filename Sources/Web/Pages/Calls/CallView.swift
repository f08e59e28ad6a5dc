import CallRules
import Store

/// The page of one call: who, how it went, what can be heard, what the rules did.
struct CallView {
    let page: CallPage
    let visitor: Visitor

    private typealias Words = CallWords
    private var say: Voice { visitor.voice }
    private var call: CallRow { page.detail.call }

    func answer() -> Answer {
        Frame(
            title: CallParty(call: call, say: say).title, action: callBack, isWide: true,
            aside: aside,
            content: """
                <p class="summary">\(CallBadge(call: call, say: say).html) \
                \(call.startedAt.map(say.time))</p>
                \(facts)
                \(Player(call: call, visitor: visitor, mayListen: page.mayListen).html)
                \(CallTimeline(detail: page.detail, say: say).html)
                \(CallMessages(messages: page.messages, say: say).html)
                """
        ).answer(for: visitor)
    }

    private var facts: HTML {
        let party = CallParty(call: call, say: say)
        let items: [(Sentence, HTML?)] = [
            (Words.client, client),
            (Words.company, call.names.company.map { name in "\(name)" }),
            (Words.lead, lead),
            (Words.number, "<span class=\"figures\">\(party.number)</span>"),
            (Words.employee, employee),
            (Words.line, call.trunk.map { line in "<span class=\"figures\">\(line)</span>" }),
            (Words.started, call.startedAt.map(exact)),
            (Words.answered, call.answeredAt.map(exact)),
            (Words.ended, call.endedAt.map(exact)),
            (Words.wait, call.waitSeconds.map(duration)),
            (Words.talk, call.talkSeconds.map(duration)),
            (Words.transfers, call.transferHistory.map { way in "\(way)" }),
            (Words.source, "\(say(Words.origin(call.origin)))"),
        ]
        let shown = items.compactMap { name, value in
            value.map { "<dt>\(say(name))</dt><dd>\($0)</dd>" as HTML }
        }
        return "<section class=\"panel\"><dl class=\"facts pairs\">\(shown)</dl></section>"
    }

    private var callBack: HTML? {
        CallButton(
            phone: PhoneNumber(call.phone ?? call.rawNumber), visitor: visitor,
            leadID: call.leadID, isInWords: true
        ).html
    }

    private var client: HTML? {
        let way = change(.callClient(call.uuid), isKnown: call.clientID != nil)
        guard let id = call.clientID, let name = call.names.client else { return way }
        return "<a href=\"\(PageRoute.client(id.value).path)\">\(name)</a> \(way)"
    }

    private var lead: HTML? {
        let way = change(.callLead(call.uuid), isKnown: call.leadID != nil)
        guard let id = call.leadID, let name = call.names.lead else { return way }
        let made: HTML? = call.leadCreated ? "<small>\(say(Words.leadCreated))</small> " : nil
        return """
            <a href="\(PageRoute.lead(id.value).path)">\(LeadName.shown(name))</a> \(made)\(way)
            """
    }

    /// The way to say whose call it was; nothing for a call with nobody outside.
    private func change(_ route: PageRoute, isKnown: Bool) -> HTML? {
        guard isKnown || call.direction != .internal else { return nil }
        return """
            <small><a href="\(route.path)">\(say(isKnown ? Words.change : Words.choose))</a></small>
            """
    }

    private var employee: HTML? {
        switch (call.names.employee, call.extension) {
        case (let name?, let number?): "\(name) <small>\(number)</small>"
        case (let name?, nil): "\(name)"
        case (nil, let number?): "\(number) <small>\(say(Words.unmapped))</small>"
        case (nil, nil): nil
        }
    }

    /// The day stands above, and in the title.
    private func exact(_ instant: Instant) -> HTML {
        """
        <time datetime="\(Timestamp.text(instant))" title="\(say.fullTime(instant))">\(say.exactClock(instant))</time>
        """
    }

    private func duration(_ seconds: Int) -> HTML {
        "<span class=\"figures\">\(Voice.duration(seconds: seconds))</span>"
    }

    // Beside it

    private var aside: HTML {
        """
        <section class="panel"><h2>\(say(Words.decisions))</h2>\(decisions)</section>
        <section class="panel"><h2>\(say(Words.notices))</h2>\(notices)</section>
        """
    }

    private var decisions: HTML {
        guard !page.detail.decisions.isEmpty else { return nothing(Words.noDecisions) }
        let verdicts = page.detail.decisions.map {
            Verdict($0, say, word: Words.verdict).html
        }
        return "<ul class=\"verdicts\">\(verdicts)</ul>"
    }

    private var notices: HTML {
        guard !page.detail.notices.isEmpty else { return nothing(Words.noNotices) }
        let items = page.detail.notices.map { notice in
            Verdict(
                name: notice.employeeName, word: notice.text, reason: say(Words.fate(of: notice)),
                icon: .bell, isGood: notice.sentAt != nil
            ).html
        }
        return "<ul class=\"verdicts\">\(items)</ul>"
    }

    private func nothing(_ sentence: Sentence) -> HTML { "<p class=\"muted\">\(say(sentence))</p>" }
}
