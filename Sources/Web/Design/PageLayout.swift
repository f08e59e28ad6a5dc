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
        .page(document(for: visitor), status)
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
            <script src="\(Asset.script.path)" defer></script>
            <script src="\(Asset.menus.path)" defer></script>\(finder(visitor))\(extraAssets.map(load))\(refresh)
            </head>
            <body class="\(visitor.session == nil ? "outside" : isWall ? "inside wall" : "inside")">
            <a class="skip" href="#content">\(localize(Strings.skip))</a>
            \(head(visitor, live))
            <main id="content" class="\(isWide ? "wide" : "")" tabindex="-1">
            \(visitor.isDemo ? "<p class=\"demo\">\(localize(Strings.demo))</p>" : nil as HTML?)
            <div class="title"><h1>\(title)</h1>\(action)</div>
            <div class="news" role="status" aria-live="polite">\(news.map(line))</div>
            \(moduleOff(visitor))
            \(WithheldRoleNote(visitor: visitor).html)
            \(columns)
            </main>
            \(live.map { LiveRegion(picture: $0, visitor: visitor).html })
            </body>
            </html>
            """
    }

    /// What stands before the content; nil: nothing does.
    private func head(_ visitor: Visitor, _ live: LiveSnapshot?) -> HTML? {
        if visitor.session == nil { return outside(visitor) }
        return isWall ? nil : Sidebar(visitor: visitor, live: live).html
    }

    /// The script of the search dialog; nil: nobody is signed in.
    private func finder(_ visitor: Visitor) -> HTML? {
        guard visitor.session != nil, !isWall else { return nil }
        return "\n<script src=\"\(Asset.finder.path)\" defer></script>"
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
        \(AppearanceForm(visitor: visitor).languages)</header>
        """
    }

    private enum Strings {
        static let demo = LocalizedText(
            uk: "Демо: вигадана компанія, дзвінок щохвилини.",
            en: "Demo: an invented company, a call every minute.")
        static let moduleOff = LocalizedText(
            uk:
                "Модуль вимкнено: дзвінки записуються, але правила не діють і пуші не надсилаються.",
            en: "The module is off: calls are stored, but no rule runs and no push is sent.")
        static let skip = LocalizedText(uk: "Перейти до вмісту", en: "Skip to content")
    }
}
