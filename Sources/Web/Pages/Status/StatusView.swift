import CallRules
import Store

/// The page that says how the gateway is.
struct StatusView {
    let page: StatusPage
    let visitor: Visitor

    private typealias Words = StatusWords
    private var say: Voice { visitor.voice }

    func answer() -> Answer {
        let facts: [(Sentence, HTML)] = [
            (Words.eyes, eyes),
            (Words.lastMessage, page.lastMessage.map(say.time) ?? "\(say(Words.never))"),
            (Words.waitingNotices, "\(page.waitingNotices)"),
            (Words.pushesUnderWay, "\(page.pushes.underWay)"),
            (Words.browsers, browsers),
        ]
        return Frame(
            title: say(Words.title),
            content: """
                \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
                <section class="panel"><dl class="facts">\
                \(facts.map { "<dt>\(say($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl></section>
                """
        ).answer(for: visitor)
    }

    private var eyes: HTML {
        guard let eyes = page.eyes else { return "\(say(Words.notMeasured))" }
        let (median, slowest) = (seconds(eyes.median), seconds(eyes.slowest))
        return """
            <b class="figures">\(median)</b> \
            <span class="muted">\(say(Words.slowest(slowest, of: eyes.count)))</span>
            """
    }

    private var browsers: HTML {
        let broken = page.pushes.troubles.values.reduce(0, +)
        let count: HTML = "\(page.pushes.subscriptions)"
        guard broken > 0 else { return count }
        return "\(count) <span class=\"badge bad\">\(say(Words.broken(broken)))</span>"
    }

    /// `0,4 с`
    private func seconds(_ milliseconds: Int) -> String {
        let tenths = (milliseconds + 50) / 100
        let point = say(Sentence(uk: ",", en: "."))
        return "\(tenths / 10)\(point)\(tenths % 10) \(say(Words.second))"
    }
}

/// The words of the status page.
enum StatusWords {
    static let title = Sentence(uk: "Стан", en: "Status")
    static let eyes = Sentence(uk: "Від події до екрана", en: "From event to screen")
    static let lastMessage = Sentence(
        uk: "Останнє повідомлення Phonet", en: "Last message of Phonet’s")
    static let waitingNotices = Sentence(
        uk: "Сповіщення, що чекають на надсилання", en: "Notices waiting to be sent")
    static let pushesUnderWay = Sentence(uk: "Пуші в дорозі", en: "Pushes under way")
    static let browsers = Sentence(
        uk: "Браузери, що отримують пуші", en: "Browsers that get pushes")
    static let never = Sentence(uk: "ще не було", en: "none yet")
    static let notMeasured = Sentence(uk: "ще не виміряно", en: "not measured yet")
    static let second = Sentence(uk: "с", en: "s")

    static func broken(_ count: Int) -> Sentence {
        Sentence(uk: "не доходять: \(count)", en: "not arriving: \(count)")
    }

    static func slowest(_ time: String, of count: Int) -> Sentence {
        Sentence(
            uk: "95 зі 100 – до \(time); виміряно разів: \(count)",
            en: "95 of 100 within \(time); measured \(count) times")
    }
}
