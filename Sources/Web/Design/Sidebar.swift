import CallRules

/// The menu at the left of every page: the sections that the signed-in person may open.
struct Sidebar {
    let visitor: Visitor
    /// The current calls and notices, for the bell; nil: no bell.
    let live: LiveSnapshot?

    static let brand: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
        <rect width="24" height="24" rx="6"/><path d="M8 6.500c-1 .5-2 1.500-1.600 3.200.9 4 3.900 7 7.900 \
        7.900 1.700.4 2.700-.6 3.200-1.600l-2.700-2.200-1.500 1.200c-1.400-.7-2.500-1.800-3.200-3.200l1.200-1.500z"/></svg> Phonet
        """

    private struct Entry {
        let route: PageRoute
        let name: LocalizedText
        let icon: Icon
    }

    /// Without those that the visitor may not open. The first five stand at the bottom of a telephone, the
    /// others under “More” there.
    private static let ofEveryone = [
        Entry(route: .calls, name: CommonStrings.calls, icon: .phone),
        Entry(route: .missedCases, name: CommonStrings.missed, icon: .missed),
        Entry(route: .leads, name: CommonStrings.leads, icon: .leads),
        Entry(route: .clients, name: CommonStrings.clients, icon: .clients),
        Entry(route: .statistics, name: StatisticsStrings.title, icon: .chart),
        Entry(route: .board, name: BoardStrings.title, icon: .pulse),
        Entry(route: .me, name: CommonStrings.myPage, icon: .person),
    ]
    private static let countOnTelephones = 5
    private static let ofAdministrators = [
        Entry(route: .settings(.connection), name: CommonStrings.settings, icon: .settings),
        Entry(route: .employees, name: CommonStrings.employees, icon: .people),
    ]
    /// The tools of administrators, under “More” everywhere.
    private static let tools = [
        Entry(route: .status, name: StatusStrings.title, icon: .info),
        Entry(route: .leadStatuses, name: CommonStrings.lists, icon: .stages),
        Entry(route: .lines, name: LinesStrings.title, icon: .line),
        Entry(route: .crm, name: CommonStrings.crm, icon: .outgoing),
        Entry(route: .webhookLog, name: CommonStrings.phonetLog, icon: .incoming),
        Entry(route: .reconciliation, name: CommonStrings.reconciliation, icon: .check),
        Entry(route: .whatIf, name: CommonStrings.whatIf, icon: .question),
        Entry(route: .numbers, name: CommonStrings.numberCheck, icon: .number),
        Entry(route: .settingVersions, name: CommonStrings.changeHistory, icon: .history),
        Entry(route: .audit, name: CommonStrings.audit, icon: .lock),
        Entry(route: .privacy, name: PrivacyStrings.title, icon: .shield),
    ]

    var html: HTML {
        let localize = visitor.localizer
        let own = Sidebar.ofEveryone.filter { visitor.mayOpen($0.route) }
        let main = own.prefix(Sidebar.countOnTelephones)
        let rest = own.dropFirst(main.count) + (visitor.isAdmin ? Sidebar.ofAdministrators : [])
        return """
            <nav class="sidebar" aria-label="\(localize(Strings.navigation))">
            <div class="head"><a class="brand" href="\(PageRoute.home.path)">\(Sidebar.brand)</a>
            \(live.map { NoticeBell(state: $0.state, visitor: visitor).html })</div>
            \(SearchLink(visitor: visitor).html)
            <ul>\(main.map { link($0) })\(rest.map { link($0, isParted($0) ? "wideonly parted" : "wideonly") })
            \(more(rest))</ul>
            <div class="foot">\(AppearanceForm(visitor: visitor).languages)
            <form method="post" action="\(PageRoute.signOut.path)">\(FormGuard(visitor).html)
            <button class="quiet">\(Icon.out.html) \(localize(Strings.signOut))</button></form></div>
            </nav>
            """
    }

    private func isParted(_ entry: Entry) -> Bool {
        entry.route == Sidebar.ofAdministrators.first?.route
    }

    /// - Parameter rest: the entries that a telephone has no room for. Those who are no administrators have
    ///   “More” only there.
    private func more(_ rest: some Sequence<Entry>) -> HTML {
        let tools = visitor.isAdmin ? Sidebar.tools.map { link($0) } : []
        return """
            <li\(.class, visitor.isAdmin ? nil : "narrow")><details class="drop more" id="more"><summary>\(Icon.more.html)\
            <span>\(visitor.localizer(Strings.more))</span></summary>
            <ul class="flyout">\(rest.map { link($0, "narrow") })\(tools)</ul></details></li>
            """
    }

    private func link(_ entry: Entry, _ style: String? = nil) -> HTML {
        """
        <li\(.class, style)><a href="\(entry.route.path)"\(.current, entry.route == visitor.route.section ? "page" : nil)>\
        \(entry.icon.html)<span>\(visitor.localizer(entry.name))</span>\
        \(entry.route == .missedCases ? WaitingCount(visitor: visitor).html : nil)</a></li>
        """
    }

    private enum Strings {
        static let navigation = LocalizedText(uk: "Розділи", en: "Sections")
        static let more = LocalizedText(uk: "Ще", en: "More")
        static let signOut = LocalizedText(uk: "Вийти", en: "Sign out")
    }
}
