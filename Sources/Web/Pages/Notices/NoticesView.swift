import CallRules
import Store

/// The page with an employee's notices.
struct NoticesView {
    let page: NoticesPage
    let visitor: Visitor

    private typealias Strings = NoticesStrings
    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        PageLayout(
            title: localize(CommonStrings.notices), action: seeAll, isWide: true,
            content: "\(list)\(older)"
        )
        .answer(for: visitor)
    }

    private var seeAll: HTML? {
        guard page.notices.items.contains(where: { $0.seenAt == nil }) else { return nil }
        return """
            <form method="post" action="\(PageRoute.notices.path)">\(FormGuard(visitor).html)\
            <button>\(Icon.check.html) \(localize(Strings.seeAll))</button></form>
            """
    }

    private var list: HTML {
        guard !page.notices.items.isEmpty else {
            return EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
        }
        return "<ul class=\"notices\">\(page.notices.items.map(line))</ul>"
    }

    private func line(_ notice: NoticeRow) -> HTML {
        let isNew = notice.seenAt == nil
        let new: HTML = "<span class=\"badge alert\">\(localize(Strings.new))</span>"
        return """
            <li\(.class, isNew ? "new" : nil)>\(NoticeButton(notice: notice, visitor: visitor).html)\
            \(isNew ? new : nil)</li>
            """
    }

    private var older: HTML? {
        let notices = PageRoute.notices.path
        return PageLinks(
            localize: localize, label: CommonStrings.pages, first: CommonStrings.newest,
            next: CommonStrings.earlier,
            isFirst: page.isFirst, cursor: page.notices.next,
            path: { notices + ($0.map { "?after=\($0.text)" } ?? "") }
        ).html
    }
}

/// Texts of the page with notices.
enum NoticesStrings {
    static let seeAll = LocalizedText(uk: "Позначити все переглянутим", en: "Mark all as seen")
    static let new = LocalizedText(uk: "нове", en: "new")
    static let none = LocalizedText(uk: "Сповіщень ще немає", en: "There are no notices yet")
    static let noneNext = LocalizedText(
        uk: "Тут з’являться дзвінки Ваших клієнтів і лідів, пропущені дзвінки та нові ліди.",
        en: "Calls of your clients and leads, missed calls and new leads will appear here.")
}
