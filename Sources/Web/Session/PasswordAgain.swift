import CallRules
import HTTPTypes
import Store

/// Why the password is asked for again.
enum PasswordWanted: Hashable {
    /// It was typed too long ago, or never in this session.
    case missing
    case empty, wrong, busy
    case throttled(seconds: Int)

    /// The name of the field.
    static let field = "password_again"
}

extension Pages {
    /// Whether the password was typed a short while ago: in this form, or earlier in this session.
    ///
    /// - Throws: `passwordWanted` when this form has a password that cannot be accepted.
    func knowsPassword(
        _ visitor: Visitor, _ form: Form, at now: Instant
    ) throws -> Bool {
        guard let session = visitor.session else { return false }
        guard let typed = form.verbatim(PasswordWanted.field) else {
            return session.knowsPassword(within: options.passwordAgeSeconds, at: now)
        }
        let rest = form.without(PasswordWanted.field)
        guard !typed.isEmpty else { throw PageRefusal.passwordWanted(rest, .empty) }
        switch try signIn.confirm(typed, in: session, browser: visitor.browser, at: now) {
        case .right: return true
        case .wrong: throw PageRefusal.passwordWanted(rest, .wrong)
        case .throttled(let seconds):
            throw PageRefusal.passwordWanted(rest, .throttled(seconds: seconds))
        case .busy: throw PageRefusal.passwordWanted(rest, .busy)
        }
    }
}

/// The page that asks for the password again. Its form carries everything that was typed, and does
/// what was asked once the password is right.
struct PasswordAgain {
    let visitor: Visitor
    /// The address the form was sent to.
    let route: PageRoute
    /// The form without the password.
    let form: Form
    let reason: PasswordWanted

    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        var answer = PageLayout(title: localize(Strings.title), content: content)
            .answer(for: visitor, status)
        if case .throttled(let seconds) = reason { answer.fields[.retryAfter] = "\(seconds)" }
        return answer
    }

    private var status: HTTPResponse.Status {
        switch reason {
        case .missing: .forbidden
        case .empty, .wrong: .unprocessableContent
        case .throttled: .tooManyRequests
        case .busy: .serviceUnavailable
        }
    }

    private var content: HTML {
        let kept = form.fields.filter { $0.name != FormToken.field }.map { field in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">" as HTML
        }
        let password = PasswordField(
            name: PasswordWanted.field, label: localize(Strings.password),
            problem: problem.map(localize.callAsFunction), use: .current, localize: localize,
            hasFocus: true)
        return """
            <p class="lead">\(localize(Strings.why))</p>
            <form class="form" method="post" action="\(route.path)">\(FormGuard(visitor).html)\(kept)
            <input class="visually-hidden" type="email" name="username" autocomplete="username" \
            value="\(visitor.employee?.details.email ?? "")" readonly tabindex="-1" aria-hidden="true">
            \(password.html)
            <div class="buttons"><button class="primary">\(localize(CommonStrings.goOn))</button>
            <a class="button" href="\(route.redirectTarget.path)">\(localize(CommonStrings.cancel))</a>\
            </div></form>
            """
    }

    private var problem: LocalizedText? {
        switch reason {
        case .missing: nil
        case .empty: CommonStrings.enterPassword
        case .wrong: Strings.wrong
        case .throttled: CommonStrings.passwordsRefused
        case .busy: CommonStrings.serverIsBusy
        }
    }

    private enum Strings {
        static let title = LocalizedText(
            uk: "Введіть пароль ще раз", en: "Enter your password again")
        static let why = LocalizedText(
            uk: """
                Ця зміна дає доступ або вирішує, кому вірить шлюз. Тому перед нею ми питаємо пароль, \
                якщо його давно не вводили. Усе, що Ви заповнили, збережеться.
                """,
            en: """
                This change gives access, or decides whom the gateway believes. So it asks for your \
                password if that was typed a while ago. Nothing you filled in is lost.
                """)
        static let password = LocalizedText(uk: "Ваш пароль", en: "Your password")
        static let wrong = LocalizedText(uk: "це не Ваш пароль", en: "is not your password")
    }
}
