import CallRules

/// The way around: what a signed-in person may open.
struct Rail {
    let visitor: Visitor
    /// What the bell says; nil: there is none.
    let live: LivePicture?

    static let brand: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
        <rect width="24" height="24" rx="6"/><path d="M8 6.500c-1 .5-2 1.500-1.600 3.200.9 4 3.900 7 7.900 \
        7.900 1.700.4 2.700-.6 3.200-1.600l-2.700-2.200-1.500 1.200c-1.400-.7-2.500-1.800-3.200-3.200l1.200-1.500z"/></svg> Phonet
        """

    private struct Place {
        let route: PageRoute
        let name: Sentence
        let icon: Icon
    }

    private static let ofEveryone = [
        Place(route: .calls, name: Sentence(uk: "Дзвінки", en: "Calls"), icon: .phone),
        Place(route: .missedCases, name: MissedCasesWords.title, icon: .missed),
        Place(route: .leads, name: Sentence(uk: "Ліди", en: "Leads"), icon: .leads),
        Place(route: .clients, name: ClientWords.title, icon: .clients),
        Place(route: .statistics, name: StatisticsWords.title, icon: .chart),
        Place(route: .me, name: Sentence(uk: "Моя сторінка", en: "My page"), icon: .person),
    ]
    private static let ofAdministrators = [
        Place(
            route: .settings, name: Sentence(uk: "Налаштування", en: "Settings"), icon: .settings),
        Place(
            route: .employees, name: Sentence(uk: "Співробітники", en: "Employees"), icon: .people),
        Place(
            route: .leadStatuses,
            name: Sentence(uk: "Статуси та джерела", en: "Statuses and sources"), icon: .stages),
        Place(
            route: .reconciliation,
            name: Sentence(uk: "Звірка з Phonet", en: "Comparison with Phonet"), icon: .check),
        Place(route: .whatIf, name: Sentence(uk: "Що буде, якщо", en: "What if"), icon: .question),
        Place(
            route: .numbers, name: Sentence(uk: "Перевірка номера", en: "Number check"),
            icon: .number),
        Place(
            route: .settingVersions, name: Sentence(uk: "Історія змін", en: "History of changes"),
            icon: .history),
        Place(route: .messages, name: MessagesWords.rail, icon: .incoming),
        Place(route: .audit, name: AuditWords.title, icon: .lock),
        Place(route: .privacy, name: PrivacyWords.title, icon: .shield),
        Place(route: .status, name: StatusWords.title, icon: .info),
    ]

    var html: HTML {
        let say = visitor.voice
        let places = Rail.ofEveryone + (visitor.isAdmin ? Rail.ofAdministrators : [])
        return """
            <nav class="rail" aria-label="\(say(Words.navigation))">
            <div class="head"><a class="brand" href="\(PageRoute.home.path)">\(Rail.brand)</a>
            \(live.map { NoticeBell(state: $0.state, visitor: visitor).html })</div>
            <ul>\(places.map(link))</ul>
            <div class="foot">\(AppearanceForm(visitor: visitor).languages)
            <form method="post" action="\(PageRoute.signOut.path)">\(FormGuard(visitor).html)
            <button class="quiet">\(Icon.out.html) \(say(Words.signOut))</button></form></div>
            </nav>
            """
    }

    private func link(_ place: Place) -> HTML {
        let startsPart = place.route == Rail.ofAdministrators.first?.route
        return """
            <li\(.class, startsPart ? "parted" : nil)><a href="\(place.route.path)"\(.current, place.route == visitor.route.place ? "page" : nil)>\
            \(place.icon.html)<span>\(visitor.voice(place.name))</span>\
            \(place.route == .missedCases ? WaitingCount(visitor: visitor).html : nil)</a></li>
            """
    }

    private enum Words {
        static let navigation = Sentence(uk: "Розділи", en: "Sections")
        static let signOut = Sentence(uk: "Вийти", en: "Sign out")
    }
}
