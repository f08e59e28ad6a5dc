import CallRules
import Store

/// What the rules did with a call: ignored it, created a lead, reopened one (with a link to it), or sent
/// notices. `sign` is nil when they did nothing.
struct CallResult {
    let call: CallRow
    let localize: Localizer

    /// An icon with its words in the tooltip, as a link where it is about a lead that the viewer may open.
    var sign: HTML? {
        guard let badge else { return nil }
        guard call.leadCreated || call.leadReopened, call.ignoredBy == nil,
            let lead = call.openLeadID
        else { return badge.sign }
        return "<a class=\"plain\" href=\"\(PageRoute.lead(lead.value).path)\">\(badge.sign)</a>"
    }

    private var badge: Badge? {
        guard let words else { return nil }
        if call.ignoredBy != nil { return Badge(meaning: .plain, icon: .mute, word: words) }
        if call.leadCreated { return Badge(meaning: .good, icon: .plus, word: words) }
        if call.leadReopened { return Badge(meaning: .good, icon: .history, word: words) }
        return Badge(meaning: .plain, icon: .bell, word: words)
    }

    /// As plain text, for an exported file; nil when they did nothing.
    var words: String? {
        if call.ignoredBy != nil { return localize(IgnoredNumbersStrings.ignored) }
        if call.leadCreated { return localize(Strings.made) }
        if call.leadReopened { return localize(Strings.reopened) }
        return call.noticeCount > 0 ? localize(call.noticeCount, .notices) : nil
    }

    private enum Strings {
        static let made = LocalizedText(uk: "новий лід", en: "new lead")
        static let reopened = LocalizedText(uk: "лід відкрито знову", en: "lead reopened")
    }
}
