import CallRules
import Store

/// One line about how far the journal can be relied on, and what keeps it from more.
struct CompletenessNote {
    let coverage: Coverage
    let visitor: Visitor

    private var say: Voice { visitor.voice }

    var html: HTML {
        guard let trouble = coverage.trouble else {
            return "<p class=\"lead\">\(standing)\(way)</p>"
        }
        return """
            <div class="note alert"><p>\(Icon.warning.html) \(standing)</p>
            <p>\(say(Words.failed)) \(say(trouble.sentence))\(way)</p></div>
            """
    }

    private var standing: HTML {
        switch (coverage.completeness, coverage.isConnected) {
        case (let complete?, _): "\(say(Words.until)) \(say.time(complete.until))."
        case (nil, true): "\(say(Words.never))"
        case (nil, false): "\(say(Words.notConnected))"
        }
    }

    /// Administrators can do something about it; on the page for that they are already there.
    private var way: HTML? {
        guard visitor.isAdmin, visitor.route != .reconciliation else { return nil }
        return " <a href=\"\(PageRoute.reconciliation.path)\">\(say(Words.more))</a>"
    }

    private enum Words {
        static let until = Sentence(uk: "Журнал повний до", en: "The journal is complete up to")
        static let never = Sentence(
            uk: "Журнал ще не звіряли з історією Phonet.",
            en: "The journal has not been compared with Phonet’s history yet.")
        static let notConnected = Sentence(
            uk: "Phonet ще не підключено, тож журнал немає з чим звіряти.",
            en: "Phonet is not connected yet, so there is nothing to compare the journal with.")
        static let failed = Sentence(
            uk: "Остання звірка не вдалася.", en: "The last comparison failed.")
        static let more = Sentence(uk: "Звірка з Phonet", en: "Comparison with Phonet")
    }
}
