import CallRules
import Store

/// The section of "My page" with the notice preference.
struct NoticePreferenceSection {
    let form: NoticePreferenceForm
    /// The channels to choose from; empty: there is no choice.
    let channels: [ChannelKind]
    let problems: [FieldProblem]
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }
    private var ways: NoticeWayStrings {
        NoticeWayStrings(hasTelegram: channels.contains(.telegram))
    }

    var html: HTML {
        let choices = RadioCards(
            name: "notices", legend: localize(Strings.tell),
            cards: NoticePreference.Choice.allCases.map { choice in
                let (label, help) = words(choice)
                return RadioCards.Card(
                    value: choice.rawValue, label: localize(label), help: localize(help))
            }, chosen: form.choice, problem: problems["notices"].map(localize.callAsFunction))
        return """
            <section class="section" id="notices"><h2>\(localize(CommonStrings.notices))</h2>
            <form class="form" method="post" action="\(PageRoute.noticePreference.path)">
            \(FormGuard(visitor).html)\(choices.html)
            \(channels.isEmpty ? nil : matrix)
            <div class="inline">\(time("quiet_from", Strings.from, form.from))\
            \(time("quiet_until", CommonStrings.until, form.until))</div>
            <p class="help">\(localize(ways.quiet))</p>
            <div class="buttons"><button class="primary">\(localize(CommonStrings.save))</button></div>
            </form></section>
            """
    }

    /// Which kinds go by which channel.
    private var matrix: HTML {
        """
        <input type="hidden" name="channels" value="1">
        <table class="ways"><caption>\(localize(Strings.ways))</caption>
        <thead><tr><th scope="col">\(localize(CommonStrings.notices))</th>\
        \(channels.map { "<th scope=\"col\">\(localize(name($0)))</th>" as HTML })</tr></thead>
        <tbody>\(NoticeKind.allCases.map(row))</tbody></table>
        """
    }

    private func row(_ kind: NoticeKind) -> HTML {
        let label = localize(name(kind))
        return """
            <tr><th scope="row">\(label)</th>\(channels.map { box(kind, label, $0) })</tr>
            """
    }

    private func box(_ kind: NoticeKind, _ label: String, _ channel: ChannelKind) -> HTML {
        let one = NoticeByChannel(kind: kind, channel: channel)
        let isOn = !(form.unwanted ?? []).contains(one)
        return """
            <td><input type="checkbox" name="\(one.field)" value="1"\(isOn ? " checked" : HTML.empty) \
            aria-label="\(label), \(localize(name(channel)))"></td>
            """
    }

    private func name(_ kind: NoticeKind) -> LocalizedText {
        switch kind {
        case .incomingCall: CommonStrings.incomingCall
        case .missedCall: CommonStrings.missedCall
        case .leadAssigned: Strings.leadAssigned
        }
    }

    private func name(_ channel: ChannelKind) -> LocalizedText {
        switch channel {
        case .webPush: Strings.browser
        case .telegram, .webhook: CommonStrings.telegram
        }
    }

    private func time(_ name: String, _ label: LocalizedText, _ value: String) -> HTML {
        TextField(
            name: name, label: localize(label), value: value,
            problem: problems[name].map(localize.callAsFunction), kind: .time
        ).html
    }

    private func words(_ choice: NoticePreference.Choice) -> (
        label: LocalizedText, help: LocalizedText
    ) {
        switch choice {
        case .everything: (Strings.everything, ways.everythingMeans)
        case .silent: (ways.silent, ways.silentMeans)
        case .missedOnly: (ways.missedOnly, Strings.missedOnlyMeans)
        case .nothing: (Strings.nothing, ways.nothingMeans)
        }
    }

    private enum Strings {
        static let ways = LocalizedText(
            uk: "Що якою дорогою надходить", en: "What comes by which way")
        static let leadAssigned = LocalizedText(
            uk: "Призначений лід", en: "Assigned lead")
        static let browser = LocalizedText(uk: "Браузер", en: "Browser")
        static let tell = LocalizedText(uk: "Про що Вам повідомляти", en: "What to tell you")
        static let everything = LocalizedText(uk: "Про все", en: "Everything")
        static let missedOnlyMeans = LocalizedText(
            uk: "І про призначених Вам лідів; решта – на сторінці.",
            en: "And of leads given to you; the rest stays on the page.")
        static let nothing = LocalizedText(uk: "Ні про що", en: "Nothing")
        static let from = LocalizedText(uk: "Тихі години від", en: "Quiet hours from")
    }
}
