import CallRules
import HTTPTypes
import Store
import WebForms

/// A form that somebody sent after their session had ended. The sign-in page carries it, so that nothing they
/// typed is lost; once the same person has signed in, it can be sent.
struct KeptForm {
    /// The address it was sent to.
    let route: PageRoute
    /// Who filled it in; nil: nobody was signed in.
    let author: Employee.ID?
    /// Without the form token.
    let form: Form

    /// The most bytes that are carried, as they are sent; nginx takes 64 kB at the sign-in page.
    private static let longest = 48_000

    private enum Field: String, CaseIterable {
        case route = "kept_route"
        case author = "kept_author"
        case form = "kept_form"
    }

    /// The form of a request that nobody was signed in for.
    ///
    /// - Returns: nil when it is not proven that a page of the ended session has sent it, when a script sent
    ///   it, or when it must not be carried: a password, a file, or too much.
    init?(_ request: Pages.Request, _ visitor: Visitor) {
        let accepted = request.head.headerFields[.accept] ?? ""
        guard request.head.method == .post, accepted.contains("text/html"),
            request.body.count <= KeptForm.longest, request.route.isKept,
            visitor.session == nil, let ended = visitor.cookies[.session],
            let form = Pages.form(request)?.form
        else { return nil }
        let token = form[FormToken.field] ?? ""
        guard FormToken.isSound(token, FormToken.of(ended)),
            !form.names.contains(where: { $0.contains("password") })
        else { return nil }
        route = request.route
        author = FormToken.author(of: token)
        self.form = form.without(FormToken.field)
    }

    /// The form that the sign-in page carried; nil: none.
    init?(_ signIn: Form) {
        guard let path = signIn[Field.route.rawValue], let text = signIn[Field.form.rawValue],
            case .page(let route)? = Route(path: path[...]), route.isKept
        else { return nil }
        self.route = route
        author = signIn[Field.author.rawValue].flatMap { Int64($0) }.map { Employee.ID($0) }
        form = Form(URLEncodedForm.pairs(text))
    }

    /// The hidden fields of the sign-in page.
    var hidden: HTML {
        let text = form.fields.map { field in
            "\(PercentEncoding.encoded(field.name))=\(PercentEncoding.encoded(field.value))"
        }.joined(separator: "&")
        let values: [(Field, String)] = [
            (.route, route.path), (.author, author.map { "\($0.value)" } ?? ""), (.form, text),
        ]
        return "\(values.map(KeptForm.hidden))"
    }

    private static func hidden(_ field: Field, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(field.rawValue)\" value=\"\(value)\">"
    }

    /// The page after signing in: for the person who filled the form in, with the button that sends it, which
    /// the script presses; for somebody else, without it.
    ///
    /// - Parameter visitor: with the form guard of the new session.
    func page(for session: SessionRow, _ visitor: Visitor) -> PageLayout {
        let localize = visitor.localizer
        let name = session.employee.details.name
        guard author == session.employee.id else {
            return PageLayout(
                title: localize(Strings.notSent), holdsForm: true,
                content: """
                    <p class="note alert" role="alert">\(localize(Strings.other(name)))</p>
                    <p><a class="button" href="\(PageRoute.home.path)">\(localize(CommonStrings.toTheStart))</a></p>
                    <h2>\(localize(Strings.asAuthor))</h2>
                    \(SignInForm(back: nil, kept: self).html(visitor))
                    """)
        }
        let fields = form.fields.map { field in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">" as HTML
        }
        return PageLayout(
            title: localize(Strings.notSent), holdsForm: true,
            content: """
                <p class="lead">\(localize(Strings.same(name)))</p>
                <form method="post" action="\(route.path)" data-send>\(FormGuard(visitor).html)\(fields)
                <div class="buttons"><button class="primary">\(localize(Strings.send))</button>
                <a class="button" href="\(route.redirectTarget.path)">\(localize(CommonStrings.cancel))</a></div></form>
                """)
    }

    private enum Strings {
        static let notSent = LocalizedText(
            uk: "Форму ще не надіслано", en: "The form is not sent yet")
        static let send = LocalizedText(uk: "Надіслати", en: "Send the form")
        static let asAuthor = LocalizedText(
            uk: "Увійти як той, хто її заповнив", en: "Sign in as the one who filled it in")

        static func same(_ name: String) -> LocalizedText {
            LocalizedText(
                uk: "Ви знову ввійшли як \(name). Усе, що Ви заповнили, тут.",
                en: "You are signed in again as \(name). All you filled in is here.")
        }

        static func other(_ name: String) -> LocalizedText {
            LocalizedText(
                uk: """
                    Ви ввійшли як \(name), а форму заповнила інша людина. Її не надіслано, і нічого не \
                    змінено.
                    """,
                en: """
                    You are signed in as \(name), but somebody else filled the form in. It was not sent, and \
                    nothing was changed.
                    """)
        }
    }
}

extension PageRoute {
    /// Whether a form of this address may wait for its person to sign in again.
    fileprivate var isKept: Bool {
        switch self {
        case .password, .signOut, .callDismissal, .live, .widgetDialling: false
        default: access != .anyone && !takesFile
        }
    }
}
