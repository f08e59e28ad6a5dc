import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Shows the form of an invitation; 410 when its link is no longer valid.
    func showInvitation(_ token: String, _ visit: PageVisit) throws -> Answer {
        guard let employee = try invited(token, visit) else { return deadInvitation(visit) }
        return Invitee(token: token, employee: employee).answer(visit, .ok)
    }

    /// Saves the employee's password and signs the employee in. The link cannot be used again.
    func acceptInvitation(_ token: String, _ visit: PageVisit) throws -> Answer {
        guard let employee = try invited(token, visit) else { return deadInvitation(visit) }
        var guest = Invitee(token: token, employee: employee)
        let password = visit.form.verbatim("password") ?? ""
        let details = employee.details
        guest.problem = PasswordRules(name: details.name, email: details.email ?? "")
            .problem(password)
        guard guest.problem == nil else { return guest.answer(visit, .unprocessableContent) }
        guard let hash = signIn.hash(password) else {
            guest.notice = visit.localize(CommonStrings.serverBusy)
            var answer = guest.answer(visit, .serviceUnavailable)
            answer.fields[.retryAfter] = "2"
            return answer
        }
        let keys = signIn.keys()
        let outcome = try store.acceptInvitation(
            hash: Secret.hash(token), password: hash,
            signIn.newSession(visit.visitor.browser, keys), at: visit.now)
        guard case .saved(let session) = outcome else { return deadInvitation(visit) }
        return Answer.seeOther(Pages.way(of: session, back: nil))
            .admitting(keys, visit.visitor.cookies)
    }

    /// The employee of an invitation; nil when the link is no longer valid.
    private func invited(_ token: String, _ visit: PageVisit) throws -> EmployeeRow? {
        try store.invitation(hash: Secret.hash(token), at: visit.now)?.employee
    }

    private func deadInvitation(_ visit: PageVisit) -> Answer {
        DeadLink(next: visit.localize(Strings.next)).answer(visit)
    }

    private enum Strings {
        static let next = LocalizedText(
            uk: "Попросіть адміністратора надіслати Вам нове.",
            en: "Ask an administrator to send you a new one.")
    }
}

/// The page where an invited employee chooses a password.
private struct Invitee {
    let token: String
    let employee: EmployeeRow
    var problem: LocalizedText?
    var notice: String?

    func answer(_ visit: PageVisit, _ status: HTTPResponse.Status) -> Answer {
        let (localize, details) = (visit.localize, employee.details)
        let email = details.email ?? ""
        return PageLayout(
            title: localize(Strings.title),
            content: """
                \(notice.map { "<p class=\"note alert\" role=\"alert\">\($0)</p>" as HTML })
                <dl class="facts"><dt>\(localize(CommonStrings.name))</dt><dd>\(details.name)</dd>
                <dt>E-mail</dt><dd>\(email)</dd></dl>
                <form class="form" method="post" action="\(PageRoute.invitation(token: token).path)">
                \(FormGuard(visit.visitor).html)
                <input class="visually-hidden" type="email" name="email" value="\(email)" autocomplete="username" \
                readonly tabindex="-1" aria-hidden="true">
                \(PasswordField.new(problem: problem, localize).html)
                <div class="buttons"><button class="primary">\(localize(Strings.save))</button></div>
                </form>
                """
        ).answer(for: visit.visitor, status)
    }

    private enum Strings {
        static let title = LocalizedText(uk: "Оберіть пароль", en: "Choose a password")
        static let save = LocalizedText(uk: "Зберегти й увійти", en: "Save and sign in")
    }
}
