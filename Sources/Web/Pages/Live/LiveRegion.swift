import CallRules
import Store

/// The region of every page with the live cards. The script refreshes it together with the bell and
/// the window title.
struct LiveRegion {
    let picture: LiveSnapshot
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }
    private var state: LiveState { picture.state }

    var html: HTML {
        """
        <aside id="live" class="live" aria-label="\(localize(Strings.title))" data-poll="\(PageRoute.live.path)" \
        data-lists="\(visitor.lists.text)" data-person="\(visitor.employee?.id.value ?? 0)" \
        data-sight="\(visitor.viewer?.mark ?? "")" \
        data-stamp="\(state.stamp.text)" data-newest="\(state.newestAt?.milliseconds ?? 0)">
        <p id="live-drafts" class="drafts" data-person="\(visitor.employee?.id.value ?? 0)" hidden>\(Icon.note.html) \
        \(localize(CallNoteStrings.drafts)): <span></span></p>
        <div id="live-cards" aria-live="polite">\(cards)</div></aside>
        """
    }

    var cards: HTML {
        let cards = state.calls.map {
            LiveCard(
                live: $0, settings: picture.settings, categories: picture.categories,
                visitor: visitor
            ).html
        }
        return "\(cards)"
    }

    /// The prefix of the window title: `(2) `.
    static func count(_ picture: LiveSnapshot) -> String {
        let unread = picture.state.unread
        return unread == 0 ? "" : "(\(NoticeBell.shown(unread))) "
    }

    private enum Strings {
        static let title = LocalizedText(uk: "Дзвінок зараз", en: "The call just now")
    }
}
