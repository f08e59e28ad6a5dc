import CallRules
import Store

/// What the rules did with a call: ignored it, created a lead, reopened one (with a link to it), or sent
/// notices. `html` is nil when they did nothing.
struct CallResult {
    let call: CallRow
    let localize: Localizer

    var html: HTML? {
        if call.ignoredBy != nil {
            return Badge(
                meaning: .plain, icon: .mute, word: localize(IgnoredNumbersStrings.ignored)
            ).html
        }
        if call.leadCreated {
            return link(Badge(meaning: .good, icon: .plus, word: localize(Strings.made)))
        }
        if call.leadReopened {
            return link(Badge(meaning: .good, icon: .history, word: localize(Strings.reopened)))
        }
        guard call.noticeCount > 0 else { return nil }
        return Badge(meaning: .plain, icon: .bell, word: localize(call.noticeCount, .notices)).html
    }

    private func link(_ badge: Badge) -> HTML {
        guard let lead = call.openLeadID else { return badge.html }
        return "<a class=\"plain\" href=\"\(PageRoute.lead(lead.value).path)\">\(badge.html)</a>"
    }

    /// The same as plain text, for an exported file; nil when they did nothing.
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
