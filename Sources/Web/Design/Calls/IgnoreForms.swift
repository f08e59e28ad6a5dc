import CallRules
import Store

/// Two buttons that put a number on the ignore list: spam, or nobody who buys. `html` is nil for a number that
/// has no E.164 form.
struct IgnoreForm {
    let number: PhoneNumber
    let visitor: Visitor
    /// The page that the form is on: `call` or `missed`.
    let origin: String
    /// Further hidden fields.
    var hidden: [HTML] = []
    /// Whether there is a button for spam only, where there is little room.
    var isShort = false

    private typealias Strings = IgnoredNumbersStrings

    var html: HTML? {
        guard let phone = number.e164, number.pseudonym == nil else { return nil }
        let reasons = isShort ? [Strings.spam] : [Strings.spam, Strings.noClient]
        let localize = visitor.localizer
        let buttons = reasons.map { reason in
            """
            <button class="small" name="reason" value="\(localize(reason))" title="\(localize(Strings.ignoreHelp))">\
            \(Icon.mute.html) \(localize(reason))</button>
            """ as HTML
        }
        return """
            <form class="buttons ignore" method="post" action="\(PageRoute.ignoredNumbers.path)">\(FormGuard(visitor).html)\
            <input type="hidden" name="origin" value="\(origin)"><input type="hidden" name="number" value="\(phone)">\
            <input type="hidden" name="back" value="\(visitor.route.redirectTarget.path)">\(hidden)\(buttons)</form>
            """
    }
}

/// The button that takes an entry from the ignore list.
struct StopIgnoringForm {
    let id: Int64
    let visitor: Visitor
    /// The page that the form is on; nil: the list itself.
    var origin: String?
    /// Further hidden fields.
    var hidden: [HTML] = []
    var words = IgnoredNumbersStrings.stop

    var html: HTML {
        let from = origin.map {
            "<input type=\"hidden\" name=\"origin\" value=\"\($0)\">" as HTML
        }
        return """
            <form class="buttons" method="post" action="\(PageRoute.ignoredNumberRemoval(id).path)">\(FormGuard(visitor).html)\
            \(from)<input type="hidden" name="back" value="\(visitor.route.redirectTarget.path)">\(hidden)\
            <button class="small">\(visitor.localizer(words))</button></form>
            """
    }
}

/// The note that a number is ignored now, with “Undo”.
struct IgnoredNote {
    let entry: IgnoredNumberRow
    let visitor: Visitor
    /// The page that the form is on; nil: the list itself.
    var origin: String?
    let hidden: [HTML]

    var html: HTML {
        let said = IgnoredNumbersStrings.added(IgnoredNote.number(entry), entry.reason)
        return """
            <div class="note undo" role="status"><p>\(Icon.mute.html) \(visitor.localizer(said))</p>
            \(StopIgnoringForm(
                id: entry.id.value, visitor: visitor, origin: origin, hidden: hidden, words: CommonStrings.undo
            ).html)</div>
            """
    }

    /// The number in groups of digits; a beginning with dots behind it.
    static func number(_ entry: IgnoredNumberRow) -> String {
        entry.isPrefix
            ? IgnoredNumbersStrings.anyAfter(entry.number) : PhoneNumber(entry.number).grouped
    }
}
