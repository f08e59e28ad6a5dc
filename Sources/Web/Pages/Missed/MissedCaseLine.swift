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
        """
        <tr\(.dataHref, callPath)><td class="sign">\(standing.sign)</td>
        <td class="name free">\(who)</td><td class="figures wideonly">\(name == nil ? nil : "\(number.grouped)")</td>
        \(cell(page.query.isEnded ? Strings.result : Strings.waits, ending ?? waiting, page.query.isEnded ? "short" : "figures"))
        \(cell(CommonStrings.calls, "\(calls)"))
        \(cell(CommonStrings.when, last, "at"))
        \(cell(CommonStrings.line, row.lastCall?.line.map(localize.lineName), "wideonly short spare"))
        \(cell(CommonStrings.responsible, "\(row.responsible?.name ?? localize(Strings.anybody))", "wideonly short"))
        <td class="act">\(action)</td></tr>
        """
    }

    private func cell(_ name: LocalizedText, _ content: HTML?, _ place: String? = nil) -> HTML {
        "<td\(.class, place) data-label=\"\(localize(name))\">\(content)</td>"
    }

    private var shown: ShownCase { ShownCase(phone: row.phone, openedAt: row.openedAt) }
    private var callPath: String? { row.lastCall.map { PageRoute.call($0.uuid).path } }

    /// Its state: how long it has waited, or how it ended.
    private var standing: Badge {
        switch row.state {
        case .open:
            return Badge(
                meaning: WaitingClock.meaning(ofSeconds: waitedSeconds), icon: .missed,
                word: localize(
                    opening.map { Strings.waitsFrom(localize.shortTime($0)) }
                        ?? Strings.waits(localize.span(seconds: waitedSeconds))))
        case .returned:
            let how = row.returned?.direction == .incoming ? Strings.gotThrough : Strings.calledBack
            return Badge(meaning: .good, icon: .check, word: localize(how))
        case .closed:
            let how = row.closed.map { Strings.reason($0.closing.reason) } ?? Strings.other
            return Badge(meaning: .plain, icon: .cross, word: localize(how))
        }
    }

    /// When its clock starts; nil: it runs.
    private var opening: Instant? {
        let clock = page.clocks.of(row.line)
        guard waitedSeconds == 0, !clock.isOpen(at: localize.now) else { return nil }
        return clock.opening(atOrAfter: localize.now)
    }

    private var waitedSeconds: Int { row.waitingSeconds(at: localize.now, page.clocks) }

    /// How long it has waited in working time; before its clock starts: when it starts.
    private var waiting: HTML {
        let clock = page.clocks.of(row.line)
        let note: HTML? =
            clock.isOpen(at: row.openedAt)
            ? nil
            : " \(Badge(meaning: .plain, icon: .pause, word: localize(HoursStrings.outside)).sign)"
        if opening != nil { return "\(standing.word)\(note)" }
        return """
            <span class="badge \(standing.meaning.rawValue)"><span class="narrow">\(localize(CommonStrings.waits)) </span>\
            \(localize.span(seconds: waitedSeconds))</span>\(note)
            """
    }

    /// How it ended, by whom, and what they wrote; nil: it waits.
    private var ending: HTML? {
        guard row.state != .open else { return nil }
        let name = row.closed?.actor ?? row.returned?.employeeName
        let parts = [standing.word, name, row.closed?.closing.note].compactMap(\.self)
        let words = parts.joined(separator: " · ")
        return "<span title=\"\(words)\">\(words)</span>"
    }

    private var who: HTML {
        let words = name ?? number.grouped
        guard let callPath else { return "<span data-from-people>\(words)</span>" }
        return "<a class=\"plain\" href=\"\(callPath)\" data-from-people>\(words)</a>"
    }

    /// The name of the client, else of the lead, else the one from Phonet; nil: unknown.
    private var name: String? {
        if let client = row.clientName { return client + (row.company.map { " (\($0))" } ?? "") }
        if let name = row.leadName, name != row.phone { return name }
        return row.lastCall?.contactName.flatMap { name in
            PhoneNumber(name).e164 == row.phone ? nil : name
        }
    }

    /// How often they called, if more than once, and how often they were called back.
    private var calls: String {
        [
            row.missedCalls > 1 ? localize(row.missedCalls, .missedCalls) : nil,
            row.attempts > 0 ? localize(row.attempts, .attempts) : nil,
        ].compactMap(\.self).joined(separator: " · ")
    }

    /// When its last call was missed; of an ended one when it ended.
    private var last: HTML { localize.time(row.closed?.at ?? row.endedAt ?? row.lastMissedAt) }

    private var action: HTML? {
        let call = CallButton(phone: number, visitor: visitor, leadID: row.openLeadID).html
        switch row.state {
        case .open: return "<div>\(closing)\(call)</div>"
        case .closed: return "<div>\(reopening)\(call)</div>"
        case .returned: return call
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
            <details class="drop" name="closing"\(.open, if: isRefused)><summary title="\(localize(CommonStrings.close))"><span class="narrow">\(Icon.cross.html)</span>\
            <span class="wideonly">\(localize(CommonStrings.close))</span>\
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
