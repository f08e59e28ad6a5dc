import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Shows the sign-in page. Redirects a signed-in person to the page they asked for, and
    /// everybody to the setup page while there is no administrator.
    func showSignIn(_ visit: PageVisit) throws -> Answer {
        let back = visit.query["return"]
        if let session = visit.visitor.session {
            return .seeOther(Pages.way(of: session, back: back))
        }
        guard try store.hasAdministrator() else {
            return .seeOther(PageRoute.setup(token: nil).path)
        }
        var door = SignInForm(back: back)
        switch visit.query["done"] {
        case SignInForm.left: door.hasLeft = true
        case SignInForm.unsent: door.notice = visit.localize(Strings.unsent)
        default:
            if visit.visitor.hasFalseSession { door.notice = visit.localize(Strings.ended) }
        }
        return door.frame(visit.visitor).answer(for: visit.visitor)
    }

    /// The sign-in page with the reason why a way in without a password did not work.
    func signInPage(
        _ visit: PageVisit, _ reason: LocalizedText, _ status: HTTPResponse.Status
    ) -> Answer {
        var door = SignInForm(back: nil)
        door.notice = visit.localize(reason)
        return door.answer(visit, status)
    }

    /// Signs a person in and redirects to the page they asked for. 422 when e-mail or password is
    /// wrong, 429 after too many attempts, 503 when too many passwords are being hashed.
    func signIn(_ visit: PageVisit) throws -> Answer {
        let form = visit.form
        var door = SignInForm(
            email: (form["email"] ?? "").cut(toScalars: 254), back: form["return"],
            kept: KeptForm(form))
        let password = form.verbatim("password") ?? ""
        if door.email.isEmpty { door.problems.append(FieldProblem("email", Strings.noEmail)) }
        if password.isEmpty {
            door.problems.append(FieldProblem("password", CommonStrings.enterPassword))
        }
        guard door.problems.isEmpty else { return door.answer(visit, .unprocessableContent) }
        let attempt = SignIn.Attempt(
            email: door.email, password: password, browser: visit.visitor.browser)
        switch try signIn.attempt(attempt, at: visit.now) {
        case .signedIn(let session, let keys):
            if let kept = door.kept {
                var visitor = visit.visitor
                visitor.formGuard = FormGuard(
                    of: FormToken.of(keys.session), filledInBy: session.employee.id, at: visit.now)
                return kept.page(for: session, visitor)
                    .answer(for: visitor).admitting(keys, visitor.cookies)
            }
            return Answer.seeOther(Pages.way(of: session, back: door.back))
                .admitting(keys, visit.visitor.cookies)
        case .refused:
            door.problems = [FieldProblem("password", Strings.refused)]
            return door.answer(visit, .unprocessableContent)
        case .throttled(let seconds):
            let wait = visit.localize((seconds + 59) / 60, Strings.minutes)
            door.notice = visit.localize(Strings.throttled) + " " + wait + "."
            var answer = door.answer(visit, .tooManyRequests)
            answer.fields[.retryAfter] = "\(seconds)"
            return answer
        case .busy:
            door.notice = visit.localize(Strings.busy)
            var answer = door.answer(visit, .serviceUnavailable)
            answer.fields[.retryAfter] = "2"
            return answer
        }
    }

    /// Ends the session and deletes its cookie.
    func signOut(_ visit: PageVisit) throws -> Answer {
        let visitor = visit.visitor
        if let session = visitor.session {
            try store.closeSession(session, from: visitor.origin, at: visit.now)
        }
        var answer = Answer.seeOther("\(PageRoute.signIn.path)?done=\(SignInForm.left)")
        answer.setCookie(visitor.cookies.setting(.session, to: "", seconds: 0))
        return answer
    }

    /// The path to redirect to after signing in: the page that was asked for if this person may see
    /// it, else the home page.
    static func way(of session: SessionRow, back path: String?) -> String {
        if let path, ReturnTarget(path) != nil { return ReturnTarget.path(path, for: session) }
        guard let path, case .page(let wanted)? = Route(path: path[...]) else {
            return PageRoute.home.path
        }
        let route = wanted.redirectTarget
        let isOfPeople = route.access != .anyone && route.access.admits(session.role)
        return isOfPeople ? route.path : PageRoute.home.path
    }

    private enum Strings {
        static let ended = LocalizedText(
            uk: "Сеанс завершено. Увійдіть, щоб продовжити.",
            en: "Your session has ended. Sign in to go on.")
        static let unsent = LocalizedText(
            uk: """
                Сеанс завершено, тому форму не надіслано і нічого не змінено. Увійдіть і заповніть її ще \
                раз; кнопка браузера «Назад» може показати введене.
                """,
            en: """
                Your session has ended, so the form was not sent and nothing was changed. Sign in and fill \
                it in again; the browser’s “Back” may show what you typed.
                """)
        static let noEmail = LocalizedText(uk: "введіть e-mail", en: "enter an e-mail address")
        static let refused = LocalizedText(
            uk: "e-mail або пароль не підходить", en: "this e-mail and password do not fit")
        static let throttled = LocalizedText(
            uk: "Забагато невдалих спроб. Спробуйте ще раз за",
            en: "Too many attempts. Try again in")
        static let busy = LocalizedText(
            uk: "Зараз входить багато людей. Спробуйте ще раз за кілька секунд.",
            en: "Many people are signing in just now. Try again in a few seconds.")
        static let minutes = Counted(
            uk: ("хвилину", "хвилини", "хвилин"), en: ("minute", "minutes"))
    }
}

/// The sign-in page.
struct SignInForm {
    /// The value of `done` in the query after signing out.
    static let left = "signed-out"
    /// After a form that came without a session and could not be kept.
    static let unsent = "unsent"

    var email = ""
    var problems: [FieldProblem] = []
    /// The reason why signing in is not possible now; nil: it is possible.
    var notice: String?
    /// The path of the page that was asked for; nil: the home page.
    let back: String?
    var hasLeft = false
    /// The form that waits for its person; nil: none.
    var kept: KeptForm?

    /// The page for a form whose session has ended, with everything that was typed.
    static func page(keeping kept: KeptForm, _ visitor: Visitor) -> Answer {
        var door = SignInForm(back: nil, kept: kept)
        door.notice = visitor.localizer(Strings.keeping)
        return door.frame(visitor).answer(for: visitor, .forbidden)
    }

    func answer(_ visit: PageVisit, _ status: HTTPResponse.Status) -> Answer {
        frame(visit.visitor).answer(for: visit.visitor, status)
    }

    func frame(_ visitor: Visitor) -> PageLayout {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(CommonStrings.signIn), news: hasLeft ? localize(Strings.left) : nil,
            holdsForm: kept != nil, content: html(visitor))
    }

    func html(_ visitor: Visitor) -> HTML {
        let localize = visitor.localizer
        let found = problems
        let email = TextField(
            name: "email", label: localize(CommonStrings.email), value: self.email,
            problem: found["email"].map(localize.callAsFunction), kind: .email,
            autocomplete: "username", isRequired: true, hasFocus: self.email.isEmpty)
        let password = PasswordField(
            name: "password", label: localize(Strings.password),
            problem: found["password"].map(localize.callAsFunction), use: .current,
            localize: localize,
            hasFocus: !self.email.isEmpty)
        return """
            \(notice.map { "<p class=\"note alert\" role=\"alert\">\($0)</p>" as HTML })
            <form class="form" method="post" action="\(PageRoute.signIn.path)">\(FormGuard(visitor).html)\(kept?.hidden)
            \(back.map { "<input type=\"hidden\" name=\"return\" value=\"\($0)\">" as HTML })
            \(email.html)
            \(password.html)
            <div class="buttons"><button class="primary">\(localize(CommonStrings.enter))</button></div>
            </form>
            <p class="help">\(localize(Strings.forgotten))</p>
            """
    }

    private enum Strings {
        static let keeping = LocalizedText(
            uk: "Сеанс завершено. Увійдіть, і заповнена форма буде надіслана.",
            en: "Your session has ended. Sign in, and the form you filled in is sent.")
        static let password = LocalizedText(uk: "Пароль", en: "Password")
        static let left = LocalizedText(uk: "Ви вийшли.", en: "You are signed out.")
        static let forgotten = LocalizedText(
            uk: """
                Забули пароль або ще не маєте? Попросіть адміністратора надіслати Вам посилання.
                """,
            en: "Forgot the password, or have none yet? Ask an administrator to send you a link.")
    }
}

extension Visitor {
    /// The browser's cookies and client info, for `SignIn`.
    var browser: SignIn.Browser {
        SignIn.Browser(session: cookies[.session], device: cookies[.device], origin: origin)
    }
}

extension Answer {
    /// Sets the cookies of the new session and of the device. The device cookie marks the browser
    /// as known at later sign-ins.
    func admitting(_ keys: SignIn.SessionSecrets, _ cookies: Cookies) -> Answer {
        var answer = self
        answer.setCookie(cookies.setting(.session, to: keys.session))
        answer.setCookie(
            cookies.setting(.device, to: keys.device, seconds: 180 * 24 * 60 * 60))
        return answer
    }
}
