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
        guard page.notices.next != nil || !page.isFirst else { return nil }
        let newest: HTML = """
            <a class="button small" href="\(PageRoute.notices.path)">\(say(Words.newest))</a>
            """
        let next = page.notices.next.map { cursor in
            """
            <a class="button small" href="\(PageRoute.notices.path)?after=\(cursor.text)">\(say(Words.older))</a>
            """ as HTML
        }
        return """
            <nav class="buttons" aria-label="\(say(Words.pages))">\
            \(page.isFirst ? nil : newest)\(next)</nav>
            """
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
