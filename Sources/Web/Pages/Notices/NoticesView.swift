import CallRules
import Store

/// The list of somebody's notices.
struct NoticesView {
    let page: NoticesPage
    let visitor: Visitor

    private typealias Words = NoticesWords
    private var say: Voice { visitor.voice }

    func answer() -> Answer {
        Frame(title: say(Words.title), action: seeAll, content: "\(list)\(older)")
            .answer(for: visitor)
    }

    private var seeAll: HTML? {
        guard page.notices.items.contains(where: { $0.seenAt == nil }) else { return nil }
        return """
            <form method="post" action="\(PageRoute.notices.path)">\(FormGuard(visitor).html)\
            <button>\(Icon.check.html) \(say(Words.seeAll))</button></form>
            """
    }

    private var list: HTML {
        guard !page.notices.items.isEmpty else {
            return EmptyState(line: say(Words.none), next: say(Words.noneNext)).html
        }
        return "<ul class=\"notices\">\(page.notices.items.map(line))</ul>"
    }

    private func line(_ notice: NoticeRow) -> HTML {
        let isNew = notice.seenAt == nil
        let new: HTML = "<span class=\"badge alert\">\(say(Words.new))</span>"
        return """
            <li\(.class, isNew ? "new" : nil)>\(NoticeButton(notice: notice, visitor: visitor).html)\
            \(isNew ? new : nil)</li>
            """
    }

    private var older: HTML? {
        let notices = PageRoute.notices.path
        return PageLinks(
            say: say, label: Words.pages, first: Words.newest, next: Words.older,
            isFirst: page.isFirst, cursor: page.notices.next,
            path: { notices + ($0.map { "?after=\($0.text)" } ?? "") }
        ).html
    }
}

/// The words of the list of notices.
enum NoticesWords {
    static let title = Sentence(uk: "Повідомлення", en: "Notices")
    static let seeAll = Sentence(uk: "Позначити все переглянутим", en: "Mark all as seen")
    static let new = Sentence(uk: "нове", en: "new")
    static let none = Sentence(uk: "Повідомлень ще немає", en: "There are no notices yet")
    static let noneNext = Sentence(
        uk: "Тут з’являться дзвінки Ваших клієнтів і лідів, пропущені дзвінки та нові ліди.",
        en: "Calls of your clients and leads, missed calls and new leads will appear here.")
    static let older = Sentence(uk: "Раніше", en: "Older")
    static let newest = Sentence(uk: "Найновіші", en: "Newest")
    static let pages = Sentence(uk: "Сторінки", en: "Pages")
}
