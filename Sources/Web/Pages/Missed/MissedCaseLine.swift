import CallRules
import Store

/// One case in the list: a row of its table.
struct MissedCaseLine {
    let row: MissedCaseRow
    let page: MissedCasesPage
    let visitor: Visitor

    private typealias Strings = MissedCasesStrings
    private var localize: Localizer { visitor.localizer }
    private var number: PhoneNumber { PhoneNumber(row.phone) }

    var html: HTML {
        let columns: [(LocalizedText, HTML)] = [
            (CommonStrings.who, who), (CommonStrings.calls, calls),
            (Strings.attempts, "\(attempts)"),
            (CommonStrings.responsible, "\(row.responsible?.name ?? localize(Strings.anybody))"),
        ]
        return """
            <tr data-row="\(row.id.value)"\(.dataHref, callPath)><td>\(standing)</td>
            \(columns.map { "<td data-label=\"\(localize($0.0))\">\($0.1)</td>" as HTML })
            <td class="last">\(action)</td></tr>
            """
    }

    private var shown: ShownCase { ShownCase(phone: row.phone, openedAt: row.openedAt) }
    private var callPath: String? { row.lastCall.map { PageRoute.call($0.uuid).path } }

    private var standing: HTML {
        switch row.state {
        case .open: return waiting
        case .returned:
            let how = row.returned?.direction == .incoming ? Strings.gotThrough : Strings.calledBack
            return ending(.good, .check, how, by: row.returned?.employeeName)
        case .closed:
            let how = row.closed.map { Strings.reason($0.closing.reason) } ?? Strings.other
            return ending(.plain, .cross, how, by: row.closed?.actor)
        }
    }

    /// How long it has waited in working time; before its clock starts: when it starts.
    private var waiting: HTML {
        let clock = page.clocks.of(row.line)
        let seconds = row.waitingSeconds(at: localize.now, page.clocks)
        var words = localize(Strings.waits(localize.span(seconds: seconds)))
        if seconds == 0, !clock.isOpen(at: localize.now),
            let opening = clock.opening(atOrAfter: localize.now)
        {
            words = localize(Strings.waitsFrom(localize.shortTime(opening)))
        }
        let badge = Badge(
            meaning: WaitingClock.meaning(ofSeconds: seconds), icon: .history, word: words)
        let note: HTML? =
            clock.isOpen(at: row.openedAt)
            ? nil : "<br><small>\(localize(HoursStrings.outside))</small>"
        return note.map { "<span>\(badge.html)\($0)</span>" } ?? badge.html
    }

    private func ending(
        _ meaning: Badge.Meaning, _ icon: Icon, _ how: LocalizedText, by name: String?
    ) -> HTML {
        let lines = [
            (row.closed?.at ?? row.endedAt).map(localize.time), name.map { "\($0)" },
            row.closed?.closing.note.map { "\($0)" },
        ]
        .compactMap { $0 }
        let shown = lines.dropFirst().reduce(lines.first ?? .empty) { "\($0) · \($1)" }
        return """
            <span>\(Badge(meaning: meaning, icon: icon, word: localize(how)).html)\
            <br><small>\(shown)</small></span>
            """
    }

    private var who: HTML {
        let button = CallButton(phone: number, visitor: visitor, leadID: row.openLeadID).html
        let figures: HTML = "<span class=\"figures\">\(number.grouped)\(button)</span>"
        return name.map { "<span>\($0)<br>\(figures)</span>" } ?? figures
    }

    /// The name of the client, else of the lead, else the one from Phonet; nil: unknown.
    private var name: HTML? {
        if let client = row.clientName {
            return "\(client)\(row.company.map { " (\($0))" as HTML })"
        }
        if let name = row.leadName, name != row.phone {
            guard let lead = row.openLeadID else { return "\(name)" }
            return "<a href=\"\(PageRoute.lead(lead.value).path)\">\(name)</a>"
        }
        return row.lastCall?.contactName.flatMap { name in
            PhoneNumber(name).e164 == row.phone ? nil : "\(name)"
        }
    }

    private var calls: HTML {
        let times = row.missedCalls
        let last: HTML =
            times > 1
            ? "\(localize(Strings.last)) \(localize.time(row.lastMissedAt))"
            : localize.time(row.lastMissedAt)
        let linked: HTML = callPath.map { "<a href=\"\($0)\">\(last)</a>" } ?? last
        return "<span>\(localize(times, .missedCalls)), \(linked)\(line)</span>"
    }

    private var line: HTML? {
        row.lastCall?.line.map { line in
            """
            <br><small>\(localize(Strings.to)) \(localize.lineName(line))</small>
            """
        }
    }

    private var attempts: String {
        row.attempts > 0 ? localize(row.attempts, .attempts) : localize(Strings.noAttempts)
    }

    private var action: HTML? {
        switch row.state {
        case .open: closing
        case .closed: reopening
        case .returned: nil
        }
    }

    private var reopening: HTML {
        let path = PageRoute.missedCaseReopening(row.id.value).path
        return """
            <form method="post" action="\(path)">\(FormGuard(visitor).html)\(page.query.hidden)\
            \(shown.hidden)<button class="small">\(localize(Strings.reopen))\
            <span class="visually-hidden">: \(number.grouped)</span></button></form>
            """
    }

    private var closing: HTML {
        let path = PageRoute.missedCaseClosing(row.id.value).path
        let isRefused = page.refused?.id == row.id
        let typed = isRefused ? page.refused ?? TypedClosing(of: row.id) : TypedClosing(of: row.id)
        let none = Choice.Option(value: "", label: localize(Strings.choose))
        let reasons = CaseClosing.Reason.choices.map {
            Choice.Option(value: $0.rawValue, label: localize(Strings.reason($0)))
        }
        return """
            <details name="closing"\(.open, if: isRefused)><summary>\(localize(CommonStrings.close))\
            <span class="visually-hidden">: \(number.grouped)</span></summary>
            <div class="menu"><form class="form" method="post" action="\(path)">\(FormGuard(visitor).html)\(page.query.hidden)
            \(shown.hidden)
            \(Choice(
                name: TypedClosing.name("reason", row.id), label: localize(Strings.whyClose),
                options: [none] + reasons, chosen: typed.reason,
                problem: typed.problems["reason"].map(localize.callAsFunction)
            ).html)
            \(TextField(
                name: TypedClosing.name("note", row.id), label: localize(CommonStrings.note), value: typed.note,
                help: localize(Strings.noteHelp), problem: typed.problems["note"].map(localize.callAsFunction)
            ).html)
            <div class="buttons"><button>\(localize(Strings.closeCase))</button></div></form>
            <p class="help">\(localize(IgnoredNumbersStrings.ignoreHelp))</p>
            \(IgnoreForm(number: number, visitor: visitor, origin: "missed", hidden: page.query.hidden).html)</div></details>
            """
    }
}

/// The waiting times at which the colour changes, in seconds.
enum WaitingClock {
    /// Warning from this many seconds on.
    static let alertSeconds = 20 * 60
    /// Too long from this many seconds on.
    static let lateSeconds = 60 * 60

    static func meaning(ofSeconds seconds: Int) -> Badge.Meaning {
        seconds >= lateSeconds ? .bad : seconds >= alertSeconds ? .alert : .plain
    }
}
