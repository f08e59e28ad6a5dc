import CallRules
import Store

/// What reaches the person, and when not.
struct NoticePreferenceSection {
    let form: NoticePreferenceForm
    let problems: Problems
    let visitor: Visitor

    private var say: Voice { visitor.voice }

    var html: HTML {
        let choices = RadioCards(
            name: "notices", legend: say(Words.tell),
            cards: NoticePreference.Choice.allCases.map { choice in
                let (label, help) = words(choice)
                return RadioCards.Card(
                    value: choice.rawValue, label: say(label), help: say(help))
            }, chosen: form.choice, problem: problems["notices"].map(say.callAsFunction))
        return """
            <section class="section" id="notices"><h2>\(say(Words.title))</h2>
            <form class="form" method="post" action="\(PageRoute.noticePreference.path)">
            \(FormGuard(visitor).html)\(choices.html)
            <div class="inline">\(time("quiet_from", Words.from, form.from))\
            \(time("quiet_until", Words.until, form.until))</div>
            <p class="help">\(say(Words.quiet))</p>
            <div class="buttons"><button class="primary">\(say(Words.save))</button></div>
            </form></section>
            """
    }

    private func time(_ name: String, _ label: Sentence, _ value: String) -> HTML {
        TextField(
            name: name, label: say(label), value: value,
            problem: problems[name].map(say.callAsFunction), kind: .time
        ).html
    }

    private func words(_ choice: NoticePreference.Choice) -> (label: Sentence, help: Sentence) {
        switch choice {
        case .everything: (Words.everything, Words.everythingMeans)
        case .silent: (Words.silent, Words.silentMeans)
        case .missedOnly: (Words.missedOnly, Words.missedOnlyMeans)
        case .nothing: (Words.nothing, Words.nothingMeans)
        }
    }

    private enum Words {
        static let title = Sentence(uk: "Сповіщення", en: "Notifications")
        static let tell = Sentence(uk: "Про що Вам повідомляти", en: "What to tell you")
        static let everything = Sentence(uk: "Про все", en: "Everything")
        static let everythingMeans = Sentence(
            uk: "На сторінці та пушами у Ваші браузери.",
            en: "On the page, and as pushes to your browsers.")
        static let silent = Sentence(uk: "Без пушів", en: "No pushes")
        static let silentMeans = Sentence(uk: "Лише на сторінці.", en: "On the page only.")
        static let missedOnly = Sentence(
            uk: "Пуші лише про пропущені", en: "Pushes of missed calls only")
        static let missedOnlyMeans = Sentence(
            uk: "І про призначених Вам лідів; решта – на сторінці.",
            en: "And of leads given to you; the rest stays on the page.")
        static let nothing = Sentence(uk: "Ні про що", en: "Nothing")
        static let nothingMeans = Sentence(
            uk: "Ні на сторінці, ні пушами.", en: "Neither on the page nor as pushes.")
        static let from = Sentence(uk: "Тихі години від", en: "Quiet hours from")
        static let until = Sentence(uk: "до", en: "until")
        static let quiet = Sentence(
            uk: """
                У тихі години пуші не надходять, повідомлення лишаються на сторінці. \
                Порожні поля – пуші в будь-який час.
                """,
            en: """
                No pushes come in quiet hours; notices stay on the page. \
                Empty fields mean pushes at any time.
                """)
        static let save = Sentence(uk: "Зберегти", en: "Save")
    }
}
