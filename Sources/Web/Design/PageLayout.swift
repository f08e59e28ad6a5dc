import CallRules
import HTTPTypes

/// The layout of every page: sidebar, title, flash line, content.
struct PageLayout {
    let title: String
    /// The main action of the page, to the right of the title; nil: there is none.
    var action: HTML?
    /// The flash line: the result of the form that was just sent; nil: no form was sent.
    var news: String?
    /// True: as wide as the window, for tables. False: as wide as a form.
    var isWide = false
    /// True: for a screen on a wall, enlarged and without the sidebar.
    var isWall = false
    /// Whether the page holds a form that nobody has stored: it has no buttons that leave it.
    var holdsForm = false
    /// What the page follows while it is open; nil: nothing.
    var follows: FollowedList?
    /// Seconds after which the page reloads when the browser has no JavaScript; nil: never.
    var refreshSeconds: Int?
    /// The stylesheet and the script of this page alone, beside those of every page.
    var extraAssets: [Asset] = []
    /// A second column: beside the content on wide screens, below it on narrow ones; nil: there is
    /// none.
    var aside: HTML?
    let content: HTML

    /// The page as an HTTP answer.
    func answer(for visitor: Visitor, _ status: HTTPResponse.Status = .ok) -> Answer {
        .page(visitor.wantsPart ? part(for: visitor) : document(for: visitor), status)
    }

    /// What `follows.js` asks for: the content alone, without the sidebar and the live cards.
    private func part(for visitor: Visitor) -> HTML {
        """
        <!DOCTYPE html><html lang="\(visitor.language.rawValue)"><head><title>\(title)</title></head>
        <body>\(main(visitor))</body></html>
        """
    }

    private func main(_ visitor: Visitor) -> HTML {
        """
        <main id="content" class="\(isWide ? "wide" : "")" tabindex="-1"\(follows?.attributes(visitor))>
        \(PageLayout.demo(visitor))
        <div class="title"><h1>\(title)</h1>\(action)</div>
        <div class="news" role="status" aria-live="polite">\(news.map(line))</div>
        \(moduleOff(visitor))
        \(WithheldRoleNote(visitor: visitor).html)
        \(columns)
        </main>
        """
    }

    /// The scripts of every signed-in page, and what this kind of page has besides.
    private func assets(_ visitor: Visitor) -> [HTML] {
        let everyPage: [Asset] = visitor.session == nil ? [.script] : Asset.ofEveryPage
        let finder: [Asset] = visitor.session == nil || isWall ? [] : [.finder]
        let all = everyPage + finder + (follows == nil ? [] : [.follows]) + extraAssets
        return all.map(load)
    }

    private func document(for visitor: Visitor) -> HTML {
        let localize = visitor.localizer
        let live = visitor.live()
        let theme = visitor.theme == .system ? "" : visitor.theme.rawValue
        return """
            <!DOCTYPE html>
            <html lang="\(visitor.language.rawValue)" data-theme="\(theme)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(live.map(LiveRegion.count) ?? "")\(title) – Phonet</title>
            <link rel="stylesheet" href="\(Asset.stylesheet.path)">
            <link rel="icon" href="\(Asset.icon.path)" type="image/svg+xml">
            <link rel="manifest" href="\(Asset.manifest.path)">
            <link rel="apple-touch-icon" href="\(Asset.icon180.path)">
            <meta name="theme-color" content="#0f766e">
            \(assets(visitor))\(refresh)
            </head>
            <body class="\(visitor.session == nil ? "outside" : isWall ? "inside wall" : "inside")">
            <a class="skip" href="#content">\(localize(Strings.skip))</a>
            \(head(visitor, live))
            \(main(visitor))
            \(live.map { "\(LiveRegion(picture: $0, visitor: visitor).html)\(SessionBars(visitor: visitor).html)" as HTML })
            </body>
            </html>
            """
    }

    /// What stands before the content; nil: nothing does.
    private func head(_ visitor: Visitor, _ live: LiveSnapshot?) -> HTML? {
        if visitor.session == nil { return outside(visitor) }
        return isWall ? nil : Sidebar(visitor: visitor, live: live).html
    }

    /// The line that says that the company is invented; nil: it is not.
    static func demo(_ visitor: Visitor) -> HTML? {
        visitor.isDemo ? "<p class=\"demo\">\(visitor.localizer(Strings.demo))</p>" : nil
    }

    private var columns: HTML {
        guard let aside else { return "<div class=\"content\">\(content)</div>" }
        return """
            <div class="columns"><div class="content">\(content)</div>
            <aside class="aside">\(aside)</aside></div>
            """
    }

    private func load(_ asset: Asset) -> HTML {
        asset.isStylesheet
            ? "<link rel=\"stylesheet\" href=\"\(asset.path)\">"
            : "<script src=\"\(asset.path)\" defer></script>"
    }

    private var refresh: HTML? {
        refreshSeconds.map {
            "<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"></noscript>"
        }
    }

    private func line(_ text: String) -> HTML { "<p>\(Icon.check.html) \(text)</p>" }

    /// The note of every page that the main switch is off; nil: it is on, or nobody is signed in.
    private func moduleOff(_ visitor: Visitor) -> HTML? {
        guard visitor.session != nil, !visitor.isModuleEnabled else { return nil }
        let way: HTML? =
            visitor.isAdmin
            ? " <a href=\"\(PageRoute.settings(.security).path)\">\(visitor.localizer(CommonStrings.settings))</a>"
            : nil
        return """
            <div class="note alert"><p>\(Icon.warning.html) \(visitor.localizer(Strings.moduleOff))\(way)</p></div>
            """
    }

    /// The header for visitors who are not signed in.
    private func outside(_ visitor: Visitor) -> HTML {
        """
        <header class="masthead"><span class="brand">\(Sidebar.brand)</span>
        \(holdsForm ? nil : AppearanceForm(visitor: visitor).languages)</header>
        """
    }

    private enum Strings {
        static let demo = LocalizedText(
            uk: "Демо: вигадана компанія, дзвінок щохвилини.",
            en: "Demo: an invented company, a call every minute.")
        static let moduleOff = LocalizedText(
            uk:
                "Модуль вимкнено: дзвінки записуються, але правила не діють і сповіщення не надсилаються.",
            en: "The module is off: calls are stored, but no rule runs and no notice is sent.")
        static let skip = LocalizedText(uk: "Перейти до вмісту", en: "Skip to content")
    }
}
