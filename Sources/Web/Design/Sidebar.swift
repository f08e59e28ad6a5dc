import CallRules

/// The way around: what a signed-in person may open.
struct Sidebar {
    let visitor: Visitor
    /// What the bell says; nil: there is none.
    let live: LiveSnapshot?

    static let brand: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
        <rect width="24" height="24" rx="6"/><path d="M8 6.500c-1 .5-2 1.500-1.600 3.200.9 4 3.900 7 7.900 \
        7.900 1.700.4 2.700-.6 3.200-1.600l-2.700-2.200-1.500 1.200c-1.400-.7-2.500-1.800-3.200-3.200l1.200-1.500z"/></svg> Phonet
        """

    private struct Place {
        let route: PageRoute
        let name: LocalizedText
        let icon: Icon
    }

    private static let ofEveryone = [
        Place(route: .calls, name: CommonStrings.calls, icon: .phone),
        Place(route: .missedCases, name: CommonStrings.missed, icon: .missed),
        Place(route: .leads, name: CommonStrings.leads, icon: .leads),
        Place(route: .clients, name: CommonStrings.clients, icon: .clients),
        Place(route: .statistics, name: StatisticsStrings.title, icon: .chart),
        Place(route: .me, name: CommonStrings.myPage, icon: .person),
    ]
    private static let ofAdministrators = [
        Place(
            route: .settings, name: CommonStrings.settings,
            icon: .settings),
        Place(
            route: .employees, name: CommonStrings.employees,
            icon: .people),
        Place(
            route: .leadStatuses,
            name: CommonStrings.statusesAndSources, icon: .stages
        ),
        Place(
            route: .reconciliation,
            name: CommonStrings.reconciliation,
            icon: .check),
        Place(
            route: .whatIf, name: CommonStrings.whatIf, icon: .question
        ),
        Place(
            route: .numbers, name: CommonStrings.numberCheck,
            icon: .number),
        Place(
            route: .settingVersions,
            name: CommonStrings.changeHistory,
            icon: .history),
        Place(route: .webhookLog, name: CommonStrings.phonetLog, icon: .incoming),
        Place(route: .audit, name: CommonStrings.audit, icon: .lock),
        Place(route: .privacy, name: PrivacyStrings.title, icon: .shield),
        Place(route: .status, name: StatusStrings.title, icon: .info),
    ]

    var html: HTML {
        let localize = visitor.localizer
        let places = Sidebar.ofEveryone + (visitor.isAdmin ? Sidebar.ofAdministrators : [])
        return """
            <nav class="rail" aria-label="\(localize(Strings.navigation))">
            <div class="head"><a class="brand" href="\(PageRoute.home.path)">\(Sidebar.brand)</a>
            \(live.map { NoticeBell(state: $0.state, visitor: visitor).html })</div>
            <ul>\(places.map(link))</ul>
            <div class="foot">\(AppearanceForm(visitor: visitor).languages)
            <form method="post" action="\(PageRoute.signOut.path)">\(FormGuard(visitor).html)
            <button class="quiet">\(Icon.out.html) \(localize(Strings.signOut))</button></form></div>
            </nav>
            """
    }

    private func link(_ place: Place) -> HTML {
        let startsPart = place.route == Sidebar.ofAdministrators.first?.route
        return """
            <li\(.class, startsPart ? "parted" : nil)><a href="\(place.route.path)"\(.current, place.route == visitor.route.place ? "page" : nil)>\
            \(place.icon.html)<span>\(visitor.localizer(place.name))</span>\
            \(place.route == .missedCases ? WaitingCount(visitor: visitor).html : nil)</a></li>
            """
    }

    private enum Strings {
        static let navigation = LocalizedText(uk: "Розділи", en: "Sections")
        static let signOut = LocalizedText(uk: "Вийти", en: "Sign out")
    }
}
