import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The page of a gateway without an administrator. It says where to find the link that creates
    /// one.
    func showWayToSetup(_ visit: PageVisit) throws -> Answer {
        if try store.hasAdministrator() { return .seeOther(PageRoute.signIn.path) }
        let localize = visit.localize
        return PageLayout(
            title: localize(Strings.title),
            content: """
                <p>\(localize(Strings.where))</p>
                <p class="lead">\(localize(Strings.again))</p>
                <p><code>phonet-gateway init --database …</code></p>
                <p class="help">\(localize(Strings.once))</p>
                """
        ).answer(for: visit.visitor)
    }

    /// Shows the form that creates the first administrator; 410 when its link is no longer valid.
    func showSetup(_ token: String, _ visit: PageVisit) throws -> Answer {
        if try store.hasAdministrator() { return .seeOther(PageRoute.signIn.path) }
        guard try isSetup(token, visit) else { return deadSetup(visit) }
        return FirstAdministrator(token: token).frame(visit.visitor).answer(for: visit.visitor)
    }

    /// Creates the first administrator and signs them in. The link cannot be used again.
    func setUp(_ token: String, _ visit: PageVisit) throws -> Answer {
        guard try isSetup(token, visit) else { return deadSetup(visit) }
        let form = visit.form
        let password = form.verbatim("password") ?? ""
        var details = EmployeeDetails()
        details.name = form["name"] ?? ""
        details.email = form["email"] ?? ""
        var person = FirstAdministrator(token: token, details: details)
        person.problems = details.problems
        let rules = PasswordRules(name: details.name, email: details.email ?? "")
        if let problem = rules.problem(password) {
            person.problems.append(FieldProblem("password", problem))
        }
        guard person.problems.isEmpty else { return person.answer(visit) }
        guard let hash = signIn.hash(password) else { return person.busy(visit) }
        let keys = signIn.keys()
        let outcome = try store.setUp(
            hash: Secret.hash(token), name: details.name, email: details.email ?? "",
            password: hash, signIn.newSession(visit.visitor.browser, keys), at: visit.now)
        switch outcome {
        case .saved:
            return Answer.seeOther(PageRoute.settings(.connection).path)
                .admitting(keys, visit.visitor.cookies)
        case .invalid(let problems), .conflict(let problems):
            person.problems = problems
            return person.answer(visit)
        case .missing, .stale: return deadSetup(visit)
        }
    }

    /// Whether the link is valid: an invitation without an employee.
    private func isSetup(_ token: String, _ visit: PageVisit) throws -> Bool {
        guard let link = try store.invitation(hash: Secret.hash(token), at: visit.now) else {
            return false
        }
        return link.employee == nil
    }

    private func deadSetup(_ visit: PageVisit) -> Answer {
        DeadLink(next: visit.localize(Strings.again), command: "phonet-gateway init --database …")
            .answer(visit)
    }

    private enum Strings {
        static let title = LocalizedText(uk: "Перший вхід", en: "First run")
        static let `where` = LocalizedText(
            uk: """
                Адміністратора ще немає. Відкрийте одноразове посилання, яке шлюз надрукував під час \
                запуску: у ньому є /setup/.
                """,
            en: """
                There is no administrator yet. Open the one-time link the gateway printed when it was \
                started: it has /setup/ in it.
                """)
        static let again = LocalizedText(
            uk: "Посилання не збереглося? На сервері надрукуйте нове командою:",
            en: "Is the link lost? Print a new one on the server with the command:")
        static let once = LocalizedText(
            uk: "Посилання діє 24 години та лише один раз.",
            en: "A link works for 24 hours, and once.")
    }
}

/// The page with the form that creates the first administrator.
private struct FirstAdministrator {
    let token: String
    var details = EmployeeDetails()
    var problems: [FieldProblem] = []
    var notice: String?

    func answer(_ visit: PageVisit) -> Answer {
        frame(visit.visitor).answer(for: visit.visitor, .unprocessableContent)
    }

    /// 503 when too many passwords are being hashed.
    func busy(_ visit: PageVisit) -> Answer {
        var person = self
        person.notice = visit.localize(CommonStrings.serverBusy)
        var answer = person.frame(visit.visitor).answer(for: visit.visitor, .serviceUnavailable)
        answer.fields[.retryAfter] = "2"
        return answer
    }

    func frame(_ visitor: Visitor) -> PageLayout {
        let localize = visitor.localizer
        let found = problems
        let name = TextField(
            name: "name", label: localize(Strings.name), value: details.name,
            help: localize(Strings.nameHelp),
            problem: found["name"].map(localize.callAsFunction), autocomplete: "name",
            isRequired: true, hasFocus: problems.isEmpty)
        let email = TextField(
            name: "email", label: "E-mail", value: details.email ?? "",
            help: localize(Strings.emailHelp),
            problem: found["email"].map(localize.callAsFunction), kind: .email,
            autocomplete: "username", isRequired: true)
        return PageLayout(
            title: localize(Strings.title),
            content: """
                \(notice.map { "<p class=\"note alert\" role=\"alert\">\($0)</p>" as HTML })
                <p class="lead">\(localize(Strings.what))</p>
                <form class="form" method="post" action="\(PageRoute.setup(token: token).path)">
                \(FormGuard(visitor).html)
                \(name.html)
                \(email.html)
                \(PasswordField.new(problem: found["password"], localize).html)
                <div class="buttons"><button class="primary">\(localize(Strings.create))</button></div>
                </form>
                """)
    }

    private enum Strings {
        static let title = LocalizedText(
            uk: "Створіть адміністратора", en: "Create the administrator")
        static let what = LocalizedText(
            uk: "Адміністратор підключає Phonet, змінює налаштування та запрошує співробітників.",
            en: "The administrator connects Phonet, changes settings and invites employees.")
        static let name = LocalizedText(uk: "Ім’я та прізвище", en: "First and last name")
        static let nameHelp = LocalizedText(
            uk: "Так Вас бачитимуть колеги.", en: "As your colleagues know you.")
        static let emailHelp = LocalizedText(
            uk: "За цією адресою Ви входитимете. Листів шлюз не надсилає.",
            en: "You sign in with it. The gateway sends no mail.")
        static let create = LocalizedText(uk: "Створити й увійти", en: "Create and sign in")
    }
}

/// The page for a one-time link that is no longer valid; answered 410.
struct DeadLink {
    /// What the person can do next.
    let next: String
    /// A command that makes a new link; nil: there is none.
    var command: String?

    func answer(_ visit: PageVisit) -> Answer {
        let localize = visit.localize
        return PageLayout(
            title: localize(Strings.title),
            content: """
                <p>\(localize(Strings.why))</p>
                <p class="lead">\(next)</p>
                \(command.map { "<p><code>\($0)</code></p>" as HTML })
                <p><a class="button" href="\(PageRoute.home.path)">\(localize(CommonStrings.toTheStart))</a></p>
                """
        ).answer(for: visit.visitor, .gone)
    }

    private enum Strings {
        static let title = LocalizedText(
            uk: "Посилання не діє", en: "This link does not work")
        static let why = LocalizedText(
            uk: "Його вже використано, замінено новим або його час минув.",
            en: "It was used already, was replaced by a new one, or its time is over.")
    }
}
