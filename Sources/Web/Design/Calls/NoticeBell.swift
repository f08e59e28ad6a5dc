import CallRules
import CompanyTime
import Store

/// The bell: the number of unread notices, the latest of them, and the link to all.
struct NoticeBell {
    let state: LiveState
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML { "<details id=\"bell\" class=\"bell\">\(content)</details>" }

    /// The part that the script replaces. The script keeps it open or closed as it was.
    var content: HTML {
        let count = NoticeBell.shown(state.unread)
        let what = state.unread == 0 ? localize(Strings.none) : localize(Strings.some(count))
        return """
            <summary title="\(what)">\(Icon.bell.html)<span class="visually-hidden">\(what)</span>\
            \(state.unread == 0 ? nil : "<span class=\"count\" aria-hidden=\"true\">\(count)</span>" as HTML)\
            </summary>
            <div class="flyout">\(list)<a href="\(PageRoute.notices.path)">\(localize(Strings.all))</a></div>
            """
    }

    private var list: HTML {
        state.notices.isEmpty && state.stopped.isEmpty && state.floods.isEmpty
            ? "<p class=\"muted\">\(localize(Strings.none))</p>"
            : "<ul>\(state.stopped.map(stopped))\(state.floods.map(flood))\(state.notices.map { "<li>\(NoticeButton(notice: $0, visitor: visitor).html)</li>" as HTML })</ul>"
    }

    private func stopped(_ endpoint: StoppedEndpoint) -> HTML {
        let route = PageRoute.webhookEndpoint(endpoint.id.value)
        let why = EndpointBadge(state: .off(endpoint.cause), localize: localize).html
        return "<li><a class=\"notice\" href=\"\(route.path)\">\(endpoint.name) \(why)</a></li>"
    }

    private func flood(_ brake: FloodBrake) -> HTML {
        let day = LocalDay(of: brake.beganAt, in: localize.companyClock)
        let calls = CallsQuery([.direction: "outgoing", .outcome: "missed"]).with(days: day, day)
        let said = localize(Strings.flood(localize(brake.calls, .calls)))
        return """
            <li><a class="notice" href="\(calls.path)">\(Icon.warning.html) \(said) \(localize.time(brake.beganAt))</a></li>
            """
    }

    /// A count as text, `99+` from 100.
    static func shown(_ count: Int) -> String { count < 100 ? "\(count)" : "99+" }

    private enum Strings {
        static let none = LocalizedText(uk: "Нових сповіщень немає", en: "No new notices")
        static let all = LocalizedText(uk: "Усі сповіщення", en: "All notices")

        static func flood(_ calls: String) -> LocalizedText {
            LocalizedText(
                uk: "Забагато вихідних без відповіді, яких ніхто не замовляв: без лідів \(calls)",
                en: "Too many unanswered outgoing calls nobody asked for: \(calls) made no lead")
        }

        static func some(_ count: String) -> LocalizedText {
            LocalizedText(uk: "Нові сповіщення: \(count)", en: "New notices: \(count)")
        }
    }
}

/// A notice as a button that opens its call or lead and marks it as seen.
struct NoticeButton {
    let notice: NoticeRow
    let visitor: Visitor

    var html: HTML {
        """
        <form method="post" action="\(PageRoute.notice(notice.id).path)">\(FormGuard(visitor).html)\
        <button class="notice">\(icon.html)<span data-from-people>\(GroupedNumbers.of(notice.text))</span>\
        \(visitor.localizer.time(notice.dueAt))</button></form>
        """
    }

    private var icon: Icon {
        switch notice.kind {
        case .incomingCall: .incoming
        case .missedCall: .missed
        case .leadAssigned: .leads
        }
    }
}
