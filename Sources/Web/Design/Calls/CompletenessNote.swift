import CallRules
import Store

/// One line that says up to when the call log is complete, or why it is not.
struct CompletenessNote {
    let coverage: Coverage
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        guard let failure = coverage.failure else {
            return "<p class=\"lead\">\(standing)\(way)</p>"
        }
        return """
            <div class="note alert"><p>\(Icon.warning.html) \(standing)</p>
            <p>\(localize(Strings.failed)) \(localize(failure.sentence))\(way)</p></div>
            """
    }

    private var standing: HTML {
        switch (coverage.completeness, coverage.isConnected) {
        case (let complete?, _): "\(localize(Strings.until)) \(localize.time(complete.until))."
        case (nil, true): "\(localize(Strings.never))"
        case (nil, false): "\(localize(Strings.notConnected))"
        }
    }

    /// The link to the page where administrators can act; nil on that page.
    private var way: HTML? {
        guard visitor.isAdmin, visitor.route != .reconciliation else { return nil }
        return
            " <a href=\"\(PageRoute.reconciliation.path)\">\(localize(CommonStrings.reconciliation))</a>"
    }

    private enum Strings {
        static let until = LocalizedText(
            uk: "Журнал дзвінків повний до", en: "The call log is complete up to")
        static let never = LocalizedText(
            uk: "Журнал дзвінків ще не звіряли з історією Phonet.",
            en: "The call log has not been reconciled with Phonet’s history yet.")
        static let notConnected = LocalizedText(
            uk: "Phonet ще не підключено, тож журнал дзвінків немає з чим звіряти.",
            en: "Phonet is not connected yet, so there is nothing to reconcile the call log with.")
        static let failed = LocalizedText(
            uk: "Остання звірка не вдалася.", en: "The last reconciliation failed.")
    }
}
