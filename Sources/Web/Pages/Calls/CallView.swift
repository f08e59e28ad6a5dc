import CallRules
import HTTPTypes
import Store

/// The page of one call: parties, times, recording, decisions of the rules and notices.
struct CallView {
    let page: CallPage
    let visitor: Visitor

    private typealias Strings = CallStrings
    private var localize: Localizer { visitor.localizer }
    private var call: CallRow { page.detail.call }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        PageLayout(
            title: CallParty(call: call, localize: localize).title, action: callBack, isWide: true,
            follows: .call, extraAssets: [.player],
            aside: "<div id=\"call-aside\" class=\"part\" data-part>\(aside)</div>",
            content: """
                <p id="call-summary" class="summary" data-part>\(CallBadge(call: call, localize: localize).html) \
                \(call.startedAt.map(localize.time))</p>
                \(note)
                <div id="call-facts" data-part>\(facts)</div>
                <div id="call-recordings" class="part" data-part>\
                \(Player.all(of: page.detail, visitor: visitor, mayListen: page.mayListen))</div>
                <div id="call-course" class="part" data-part>\(CallTimeline(detail: page.detail, localize: localize).html)</div>
                <div id="call-messages" class="part" data-part>\(CallMessages(messages: page.messages, localize: localize).html)</div>
                """
        ).answer(for: visitor, status)
    }

    private var note: HTML {
        """
        <section class="panel" id="note" data-part><h2>\(localize(CallNoteStrings.heading))</h2>\(overtaken)
        \(CallNoteForm(
            call: call, categories: page.categories, visitor: visitor, typed: page.sentNote?.typed,
            problems: page.sentNote?.problems ?? [], rows: 3, offersNone: true
        ).html)</section>
        """
    }

    /// What somebody else wrote while the visitor did; nil: nobody did.
    private var overtaken: HTML? {
        guard page.sentNote?.isStale == true else { return nil }
        let said = [call.names.category, call.note.text].compactMap(\.self)
        return """
            <div class="note alert" role="alert" tabindex="-1" data-focus>\
            <p>\(Icon.warning.html) \(localize(CallNoteStrings.overtaken))</p>\
            <p>\(said.isEmpty ? localize(CallNoteStrings.nothing) : said.joined(separator: " · "))</p></div>
            """
    }

    private var facts: HTML {
        let party = CallParty(call: call, localize: localize)
        let items: [(LocalizedText, HTML?)] = [
            (CommonStrings.client, client),
            (CommonStrings.company, call.names.company.map { name in "\(name)" }),
            (CommonStrings.lead, lead),
            (CommonStrings.number, "<span class=\"figures\">\(party.number)</span>"),
            (CommonStrings.employee, employee),
            (
                CommonStrings.line,
                call.line.map(localize.lineName)
            ),
            (Strings.started, call.startedAt.map(exact)),
            (Strings.answered, call.answeredAt.map(exact)),
            (Strings.ended, call.endedAt.map(exact)),
            (CommonStrings.wait, call.waitSeconds.map(duration)),
            (CommonStrings.talk, call.talkSeconds.map(duration)),
            (Strings.transfers, call.transferHistory.map { way in "\(way)" }),
            (Strings.source, "\(localize(Strings.origin(call.origin)))"),
        ]
        let shown = items.compactMap { name, value in
            value.map { "<dt>\(localize(name))</dt><dd>\($0)</dd>" as HTML }
        }
        return "<section class=\"panel\"><dl class=\"facts pairs\">\(shown)</dl></section>"
    }

    private var callBack: HTML? {
        CallButton(
            phone: call.number, visitor: visitor,
            leadID: call.openLeadID, isInWords: true
        ).html
    }

    private var client: HTML? {
        let way = change(.callClient(call.uuid), isKnown: call.clientID != nil)
        guard call.clientID != nil, let name = call.names.client else { return way }
        guard let id = call.openClientID else { return "\(name) \(way)" }
        return "<a href=\"\(PageRoute.client(id.value).path)\">\(name)</a> \(way)"
    }

    private var lead: HTML? {
        let way = change(.callLead(call.uuid), isKnown: call.leadID != nil)
        guard call.leadID != nil, let name = call.names.lead else { return way }
        let made: HTML? =
            call.leadCreated ? "<small>\(localize(Strings.leadCreated))</small> " : nil
        guard let id = call.openLeadID else { return "\(LeadName.shown(name)) \(made)\(way)" }
        return """
            <a href="\(PageRoute.lead(id.value).path)">\(LeadName.shown(name))</a> \(made)\(way)
            """
    }

    /// The link to assign the call; nil for a call without an outside party.
    private func change(_ route: PageRoute, isKnown: Bool) -> HTML? {
        guard isKnown || call.direction != .internal else { return nil }
        return """
            <small><a href="\(route.path)">\(localize(isKnown ? Strings.change : Strings.choose))</a></small>
            """
    }

    private var employee: HTML? {
        switch (call.names.employee, call.extension) {
        case (let name?, let number?): "\(name) <small>\(number)</small>"
        case (let name?, nil): "\(name)"
        case (nil, let number?): "\(number) <small>\(localize(Strings.unmapped))</small>"
        case (nil, nil): nil
        }
    }

    /// The time of day; the heading and the tooltip show the day.
    private func exact(_ instant: Instant) -> HTML {
        """
        <time datetime="\(Timestamp.text(instant))" title="\(localize.fullTime(instant))">\(localize.exactClock(instant))</time>
        """
    }

    private func duration(_ seconds: Int) -> HTML {
        "<span class=\"figures\">\(Localizer.duration(seconds: seconds))</span>"
    }

    // The side column

    private var aside: HTML {
        """
        <section class="panel"><h2>\(localize(Strings.decisions))</h2>\(decisions)</section>
        <section class="panel"><h2>\(localize(CommonStrings.notices))</h2>\(notices)</section>
        \(ignoring)
        """
    }

    /// What the ignore list does with the number, and the buttons; nil: it cannot be ignored.
    private var ignoring: HTML? {
        typealias Ignored = IgnoredNumbersStrings
        let then: HTML? = call.ignoredBy.map { _ in "<p>\(localize(Ignored.ignoredThen))</p>" }
        let now: HTML?
        if let entry = page.ignored {
            let form = StopIgnoringForm(id: entry.id.value, visitor: visitor, origin: "call").html
            now = "<p>\(localize(Ignored.ignored(entry.reason)))</p>\(form)"
        } else {
            now = IgnoreForm(number: call.number, visitor: visitor, origin: "call").html.map {
                "<p class=\"help\">\(localize(Ignored.ignoreHelp))</p>\($0)"
            }
        }
        guard then != nil || now != nil, call.direction != .internal else { return nil }
        return """
            <section class="panel" id="ignoring"><h2>\(localize(Ignored.ignore))</h2>\(then)\(now)</section>
            """
    }

    private var decisions: HTML {
        guard !page.detail.decisions.isEmpty else { return nothing(Strings.noDecisions) }
        let verdicts = page.detail.decisions.map {
            DecisionItem($0, localize, word: Strings.verdict).html
        }
        return "<ul class=\"verdicts\">\(verdicts)</ul>"
    }

    private var notices: HTML {
        guard !page.detail.notices.isEmpty else { return nothing(Strings.noNotices) }
        let items = page.detail.notices.map { notice in
            DecisionItem(
                name: notice.employeeName, word: GroupedNumbers.of(notice.text),
                reason: localize(Strings.resolution(of: notice)),
                icon: .bell, isGood: notice.sentAt != nil
            ).html
        }
        return "<ul class=\"verdicts\">\(items)</ul>"
    }

    private func nothing(_ sentence: LocalizedText) -> HTML {
        "<p class=\"muted\">\(localize(sentence))</p>"
    }
}
