import CallRules
import Store

/// The live card of a call: who calls, who is responsible for the client or lead, the last call,
/// and the actions.
struct LiveCard {
    let live: LiveCall
    let settings: Settings
    /// Of calls, by position.
    let categories: [CallCategory]
    let visitor: Visitor

    private typealias Strings = LiveCardStrings
    private var localize: Localizer { visitor.localizer }
    private var call: CallRow { live.call }
    private var party: CallParty { CallParty(call: call, localize: localize) }
    private var isOutgoing: Bool { call.direction == .outgoing }

    var html: HTML {
        """
        <article class="livecard \(meaning.rawValue)" data-call="\(call.uuid)"\(live.stage.isLive ? "" : " data-ended" as HTML)>
        <div class="top">\(state)\(more)\(fold)\(dismissal)</div>
        <p class="who" title="\(party.title)"><a href="\(PageRoute.call(call.uuid).path)">\(party.title)</a></p>
        \(lines.map { "<p>\($0)</p>" as HTML })
        \(note)
        <div class="buttons">\(buttons)\(sound)</div>
        </article>
        """
    }

    private var meaning: Badge.Meaning {
        switch live.stage {
        case .ringing: .alert
        case .talking, .answered: .good
        case .missed: isOutgoing ? .plain : .bad
        }
    }

    private var state: HTML {
        let icon: Icon =
            switch live.stage {
            case .ringing: isOutgoing ? .outgoing : .bell
            case .talking: .online
            case .answered: .check
            case .missed: isOutgoing ? .outgoing : .missed
            }
        let word = localize(Strings.state(live.stage, isOutgoing: isOutgoing))
        return "<p>\(Badge(meaning: meaning, icon: icon, word: word).html) \(clock) \(moment)</p>"
    }

    /// When an ended call was: the news of it may come late.
    private var moment: HTML? { live.stage.isLive ? nil : call.startedAt.map(localize.time) }

    /// The number of ended cards under this one. The script shows it.
    private var more: HTML? {
        guard !live.stage.isLive else { return nil }
        return """
            <button type="button" class="quiet small" data-more hidden>\(localize(Strings.more)) <span></span></button>
            """
    }

    /// Folds the card to one line, and unfolds it. The script shows it.
    private var fold: HTML {
        let word = localize(Strings.fold)
        return """
            <button type="button" class="quiet" data-fold hidden title="\(word)" aria-label="\(word)">\(Icon.fold.html)</button>
            """
    }

    private var clock: HTML? {
        switch live.stage {
        case .talking(let since?):
            let seconds = localize.now.seconds(since: since)
            return """
                <span class="figures" role="timer" data-seconds="\(seconds)">\(Localizer.duration(seconds: seconds))</span>
                """
        case .answered:
            return call.talkSeconds.map {
                "<span class=\"figures\">\(Localizer.duration(seconds: $0))</span>"
            }
        case .ringing, .talking, .missed: return nil
        }
    }

    private var dismissal: HTML {
        """
        <form method="post" action="\(PageRoute.callDismissal(call.uuid).path)" data-dismiss>\
        \(FormGuard(visitor).html)\(back)<button class="quiet" title="\(localize(Strings.dismiss))" \
        aria-label="\(localize(Strings.dismiss))">\(Icon.cross.html)</button></form>
        """
    }

    /// The hidden field with the page to return to. The script sets it to the page on which the
    /// card is shown.
    private var back: HTML {
        "<input type=\"hidden\" name=\"back\" value=\"\(visitor.route.redirectTarget.path)\">"
    }

    /// The form of a note, when the talk is over.
    private var note: HTML? {
        // The call's own page has the form already.
        guard live.stage == .answered, visitor.route != .call(call.uuid) else { return nil }
        return CallNoteForm(
            call: call, categories: categories, visitor: visitor,
            back: visitor.route.redirectTarget
        ).html
    }

    // Lines about the party

    private var lines: [HTML] {
        [number, ignored, owner, lead, before].compactMap(\.self)
    }

    private var number: HTML? {
        let line = call.line.map { localize(Strings.line(localize.line($0))) }
        let parts = [party.name == nil ? nil : party.number, line].compactMap(\.self)
        let spans = parts.map { "<span class=\"figures\">\($0)</span>" as HTML }
        // Lines break between the numbers, not within one.
        return spans.dropFirst().reduce(spans.first) { "\($0) · \($1)" }
    }

    private var ignored: HTML? {
        live.ignored.map { entry in
            let word = localize(IgnoredNumbersStrings.ignored(entry.reason))
            return Badge(meaning: .plain, icon: .mute, word: word).html
        }
    }

    private var owner: HTML? {
        guard call.clientID != nil else {
            return live.openLead == nil ? "\(localize(Strings.unknown))" : nil
        }
        guard let admin = live.clientAdmin else { return "\(localize(CommonStrings.client))" }
        return
            "\(localize(admin.id == visitor.employee?.id ? Strings.own : Strings.client(of: admin.name)))"
    }

    private var lead: HTML? {
        guard let lead = live.openLead else { return nil }
        let whose: String? = lead.responsible.map { person in
            person.id == visitor.employee?.id ? localize(Strings.ownLead) : person.name
        }
        let details = [lead.status, whose].compactMap(\.self).joined(separator: ", ")
        let name: HTML =
            call.openLeadID == nil
            ? "\(LeadName.shown(lead.name))"
            : """
            <a href="\(PageRoute.lead(lead.id.value).path)">\(LeadName.shown(lead.name))</a>
            """
        return """
            \(localize(CommonStrings.lead)): \(name) <span class="muted">\(details)</span>
            """
    }

    private var before: HTML? {
        let last: HTML? = live.lastCall.flatMap { last in
            last.startedAt.map {
                "\(localize(CommonStrings.lastCall)) \(localize.time($0)), \(outcome(last))"
            }
        }
        let today: String? =
            live.attemptsToday > 1 ? localize(Strings.today(live.attemptsToday, localize)) : nil
        guard let last else { return today.map { "\($0)" } ?? "\(localize(Strings.first))" }
        return today.map { "\(last) · \($0)" } ?? last
    }

    private func outcome(_ call: CallRow) -> String {
        switch call.outcome {
        case .answered?:
            call.names.employee.map { localize(Strings.talkedTo($0)) } ?? localize(Strings.answered)
        case .missed?:
            localize(call.direction == .outgoing ? Strings.noAnswer : CommonStrings.missedCallWord)
        case nil: localize(Strings.unsettled)
        }
    }

    // Actions

    private var buttons: [HTML] {
        let isKnown = call.clientID != nil || live.openLead != nil
        let open = isKnown || call.number.e164 == nil ? self.open : nil
        let new: [HTML?] =
            isKnown || call.number.e164 == nil
            ? [] : live.ignored == nil ? [createLead, chooseClient, spam] : [chooseClient]
        let callBack = live.stage.isLive ? nil : self.callBack
        let isMissed = live.stage == .missed
        let stop: HTML? = live.ignored.map {
            StopIgnoringForm(id: $0.id.value, visitor: visitor, origin: "call").html
        }
        return
            ((isMissed ? [callBack, open] : [open]) + new + [stop] + (isMissed ? [] : [callBack]))
            .compactMap(\.self)
    }

    private var open: HTML {
        "<a class=\"button small\" href=\"\(card)\">\(localize(CommonStrings.`open`))</a>"
    }

    /// The link to the contact card: in the CRM when it has an address there, else in the gateway. For an
    /// unknown party, and for a contact whose card the visitor may not open, the call's page.
    private var card: String {
        live.card(CRMLinks(settings: settings, base: Route.prefix))
    }

    /// The button for a number that nobody knows: spam.
    private var spam: HTML? {
        IgnoreForm(number: call.number, visitor: visitor, origin: "call", isShort: true).html
    }

    private var createLead: HTML {
        """
        <form method="post" action="\(PageRoute.callLead(call.uuid).path)">\(FormGuard(visitor).html)\
        <button class="small\(live.stage == .missed ? "" : " primary")">\(Icon.plus.html) \(localize(Strings.createLead))</button></form>
        """
    }

    private var chooseClient: HTML {
        """
        <a class="button small" href="\(PageRoute.callClient(call.uuid).path)">\(localize(Strings.chooseClient))</a>
        """
    }

    private var callBack: HTML? {
        CallButton(
            phone: call.number, visitor: visitor,
            leadID: call.openLeadID, isInWords: true
        ).html
    }

    /// The button that switches the sound of ringing on or off. The script shows it, because only
    /// the script can play the sound. Nil unless an incoming call is ringing.
    private var sound: HTML? {
        guard live.stage == .ringing, !isOutgoing else { return nil }
        return """
            <button type="button" class="quiet small" data-sound aria-pressed="false" hidden>\
            \(Icon.sound.html) \(localize(Strings.sound))</button>
            """
    }
}
