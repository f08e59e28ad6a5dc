import CallRules
import HTTPTypes
import Store

extension Pages {
    func showMe(_ visit: PageVisit) throws -> Answer {
        try me(visit, done: visit.query["done"].flatMap(MeFlash.init)).answer(for: visit.visitor)
    }

    /// Changes the password of the signed-in person, who must type the old one. It ends the
    /// person's other sessions.
    func changePassword(_ visit: PageVisit) throws -> Answer {
        let visitor = visit.visitor
        guard let session = visitor.session else { throw PageRefusal.signIn }
        let (old, new) = (
            visit.form.verbatim("old_password") ?? "", visit.form.verbatim("password") ?? ""
        )
        let details = session.employee.details
        let rules = PasswordRules(name: details.name, email: details.email ?? "")
        var problems: [FieldProblem] = []
        if old.isEmpty { problems.append(FieldProblem("old_password", Strings.noPassword)) }
        if let problem = rules.problem(new) {
            problems.append(FieldProblem("password", problem))
        }
        if problems.isEmpty {
            switch try signIn.check(old, in: session, browser: visitor.browser, at: visit.now) {
            case .right: break
            case .wrong: problems = [FieldProblem("old_password", Strings.wrongPassword)]
            case .throttled:
                problems = [FieldProblem("old_password", CommonStrings.passwordsRefused)]
            case .busy: problems = [FieldProblem("old_password", CommonStrings.serverIsBusy)]
            }
        }
        guard problems.isEmpty else {
            return try me(visit, problems: problems)
                .answer(for: visitor, .unprocessableContent)
        }
        guard let hash = signIn.hash(new) else {
            return try me(
                visit, problems: [FieldProblem("old_password", CommonStrings.serverIsBusy)]
            )
            .answer(for: visitor, .serviceUnavailable)
        }
        let cookie = signIn.secret()
        try store.setPassword(
            hash, in: session, cookie: Secret.hash(cookie), from: visitor.origin, at: visit.now)
        var answer = Answer.seeOther(MeFlash.password.path)
        answer.setCookie(visitor.cookies.setting(.session, to: cookie))
        return answer
    }

    /// Ends all other sessions of the signed-in person.
    func signOutElsewhere(_ visit: PageVisit) throws -> Answer {
        guard let session = visit.visitor.session else { throw PageRefusal.signIn }
        try store.closeSessions(
            of: session.employee.id, except: session, by: try visit.author(), at: visit.now)
        return .seeOther(MeFlash.sessions.path)
    }

    /// The answer with the person's own page.
    ///
    /// - Parameter typed: the notice preferences as typed, when they could not be saved; nil: the
    ///   stored ones are shown.
    /// - Parameter telegramCode: a code that was made just now; nil: none.
    func me(
        _ visit: PageVisit, done: MeFlash? = nil, problems: [FieldProblem] = [],
        typed: NoticePreferenceForm? = nil, telegramCode: TelegramCode? = nil
    ) throws -> PageLayout {
        guard let session = visit.visitor.session else { throw PageRefusal.signIn }
        let viewer = try visit.viewer()
        let person = session.employee.id
        var calls = CallFilter()
        calls.employeeID = person
        var leads = LeadFilter()
        leads.responsibleID = person
        leads.isOpen = true
        var notices = NoticeFilter()
        notices.employeeID = person
        let page = Pagination(limit: 10)
        let told = try store.notices(notices, Pagination(limit: 50), seenBy: viewer).items
            .filter { $0.sentAt != nil }
        let work = OwnResponsibilities(
            calls: try store.calls(calls, page, seenBy: viewer).items,
            leads: try store.leads(leads, page, seenBy: viewer).items,
            notices: Array(told.prefix(10)), visitor: visit.visitor)
        let me = Me(
            visitor: visit.visitor, session: session, settings: store.settings.settings,
            sessions: try store.sessions(of: person, at: visit.now), problems: problems,
            work: work, told: try waysToBeTold(visit, of: person, typed, problems, telegramCode))
        return me.frame(done)
    }

    private enum Strings {
        static let noPassword = LocalizedText(
            uk: "введіть теперішній пароль", en: "enter your current password")
        static let wrongPassword = LocalizedText(
            uk: "це не Ваш теперішній пароль", en: "is not your current password")
    }
}

/// The page where a signed-in person changes their own password, sessions and notices.
private struct Me {
    let visitor: Visitor
    let session: SessionRow
    /// They decide what the role sees.
    let settings: Settings
    let sessions: [SessionRow]
    let problems: [FieldProblem]
    let work: OwnResponsibilities
    /// The sections about notices and pushes.
    let told: HTML

    private var localize: Localizer { visitor.localizer }

    func frame(_ done: MeFlash?) -> PageLayout {
        PageLayout(
            title: localize(CommonStrings.myPage), news: done.map { localize($0.sentence) },
            aside: "\(appearance)\(signedIn)",
            content: """
                <section class="section">\(person)\(CallButton.whyNot(visitor))</section>
                \(work.html)
                \(told)
                <section class="section" id="password"><h2>\(localize(Strings.change))</h2>\(password)</section>
                """)
    }

    private var person: HTML {
        let details = session.employee.details
        return """
            <dl class="facts">
            <dt>\(localize(CommonStrings.name))</dt><dd>\(details.name)</dd>
            <dt>E-mail</dt><dd>\(details.email ?? "–")</dd>
            <dt>\(localize(Strings.extension))</dt><dd>\(details.extension ?? localize(CommonStrings.none))</dd>
            <dt>\(localize(CommonStrings.role))</dt>\
            <dd>\(localize(EmployeeStrings.role(session.role)))<br>\
            <small>\(localize(EmployeeStrings.sees(session.role, settings)))</small></dd>
            </dl>
            """
    }

    private var password: HTML {
        let old = PasswordField(
            name: "old_password", label: localize(Strings.oldPassword),
            problem: problems["old_password"].map(localize.callAsFunction), use: .current,
            localize: localize)
        return """
            <form class="form" method="post" action="\(PageRoute.password.path)">
            \(FormGuard(visitor).html)
            <input class="visually-hidden" type="email" name="email" autocomplete="username" \
            value="\(session.employee.details.email ?? "")" readonly tabindex="-1" aria-hidden="true">
            \(old.html)
            \(PasswordField.new(problem: problems["password"], localize).html)
            <p class="help">\(localize(Strings.endsOthers))</p>
            <div class="buttons"><button class="primary">\(localize(Strings.changeNow))</button></div>
            </form>
            """
    }

    private var appearance: HTML {
        let languages = Language.allCases.map {
            Choice.Option(value: $0.rawValue, label: AppearanceForm.name($0))
        }
        let themes = Visitor.Theme.allCases.map {
            Choice.Option(value: $0.rawValue, label: localize(name($0)))
        }
        let language = Choice(
            name: "language", label: localize(CommonStrings.language), options: languages,
            chosen: visitor.language.rawValue)
        let theme = Choice(
            name: "theme", label: localize(Strings.theme), options: themes,
            chosen: visitor.theme.rawValue)
        return """
            <section class="panel"><h2>\(localize(Strings.appearance))</h2>
            <form class="form" method="post" action="\(PageRoute.appearance.path)">
            \(FormGuard(visitor).html)<input type="hidden" name="return" value="\(PageRoute.me.path)">
            \(language.html)\(theme.html)
            <div class="buttons"><button>\(localize(CommonStrings.save))</button></div></form></section>
            """
    }

    private func name(_ theme: Visitor.Theme) -> LocalizedText {
        switch theme {
        case .system: Strings.asDevice
        case .light: Strings.light
        case .dark: Strings.dark
        }
    }

    private var signedIn: HTML {
        """
        <section class="panel"><h2>\(localize(Strings.sessions))</h2>
        <ul class="sessions">\(sessions.map(line))</ul>
        \(sessions.count > 1 ? signOutElsewhere : nil)</section>
        """
    }

    private func line(_ other: SessionRow) -> HTML {
        let browser = BrowserName(other.browser).text ?? localize(CommonStrings.unknownBrowser)
        return """
            <li><b>\(browser)</b>\
            \(other.id == session.id ? " <small>\(localize(CommonStrings.thisBrowser))</small>" : HTML.empty)<br>\
            <small>\(other.sourceIP) · \(localize(Strings.since)) \(localize.time(other.createdAt)) · \
            \(localize(Strings.used)) \(localize.time(other.usedAt))</small></li>
            """
    }

    private var signOutElsewhere: HTML {
        """
        <form method="post" action="\(PageRoute.sessions.path)">\(FormGuard(visitor).html)
        <button>\(localize(Strings.elsewhere))</button></form>
        """
    }

    private enum Strings {
        static let `extension` = CommonStrings.extensionNumber
        static let change = LocalizedText(uk: "Зміна пароля", en: "Change the password")
        static let oldPassword = LocalizedText(uk: "Теперішній пароль", en: "Current password")
        static let endsOthers = LocalizedText(
            uk: "На інших пристроях Вам доведеться увійти знову.",
            en: "On other devices you will have to sign in again.")
        static let changeNow = LocalizedText(uk: "Змінити пароль", en: "Change password")
        static let appearance = LocalizedText(uk: "Вигляд", en: "Appearance")
        static let theme = LocalizedText(uk: "Кольори", en: "Colours")
        static let asDevice = LocalizedText(uk: "Як на пристрої", en: "As on the device")
        static let light = LocalizedText(uk: "Світлі", en: "Light")
        static let dark = LocalizedText(uk: "Темні", en: "Dark")
        static let sessions = LocalizedText(uk: "Де Ви увійшли", en: "Where you are signed in")
        static let since = LocalizedText(uk: "вхід", en: "since")
        static let used = LocalizedText(uk: "остання дія", en: "last used")
        static let elsewhere = LocalizedText(
            uk: "Вийти на всіх інших пристроях", en: "Sign out everywhere else")
    }
}
