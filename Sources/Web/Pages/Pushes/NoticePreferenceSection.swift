import CallRules
import Store

/// The section of "My page" with the notice preference.
struct NoticePreferenceSection {
    let form: NoticePreferenceForm
    let problems: [FieldProblem]
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

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
            <div class="inline">\(time("quiet_from", Strings.from, form.from))\
            \(time("quiet_until", CommonStrings.until, form.until))</div>
            <p class="help">\(localize(Strings.quiet))</p>
            <div class="buttons"><button class="primary">\(localize(CommonStrings.save))</button></div>
            </form></section>
            """
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
        case .everything: (Strings.everything, Strings.everythingMeans)
        case .silent: (Strings.silent, Strings.silentMeans)
        case .missedOnly: (Strings.missedOnly, Strings.missedOnlyMeans)
        case .nothing: (Strings.nothing, Strings.nothingMeans)
        }
    }

    private enum Strings {
        static let tell = LocalizedText(uk: "Про що Вам повідомляти", en: "What to tell you")
        static let everything = LocalizedText(uk: "Про все", en: "Everything")
        static let everythingMeans = LocalizedText(
            uk: "На сторінці та пушами у Ваші браузери.",
            en: "On the page, and as pushes to your browsers.")
        static let silent = LocalizedText(uk: "Без пушів", en: "No pushes")
        static let silentMeans = LocalizedText(uk: "Лише на сторінці.", en: "On the page only.")
        static let missedOnly = LocalizedText(
            uk: "Пуші лише про пропущені", en: "Pushes of missed calls only")
        static let missedOnlyMeans = LocalizedText(
            uk: "І про призначених Вам лідів; решта – на сторінці.",
            en: "And of leads given to you; the rest stays on the page.")
        static let nothing = LocalizedText(uk: "Ні про що", en: "Nothing")
        static let nothingMeans = LocalizedText(
            uk: "Ні на сторінці, ні пушами.", en: "Neither on the page nor as pushes.")
        static let from = LocalizedText(uk: "Тихі години від", en: "Quiet hours from")
        static let quiet = LocalizedText(
            uk: """
                У тихі години пуші не надходять, сповіщення лишаються на сторінці. Порожні поля – \
                пуші в будь-який час.
                """,
            en: """
                No pushes come in quiet hours; notices stay on the page. \
                Empty fields mean pushes at any time.
                """)
    }
}
