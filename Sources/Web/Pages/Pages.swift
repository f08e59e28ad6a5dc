import CallRules
import HTTPTypes
import Store
import WebForms

/// The pages for people: recognises the visitor, checks access and form token, and answers.
struct Pages: Sendable {
    let store: Store
    let intake: Intake
    let calling: Calling
    let recordings: Recordings
    let signIn: SignIn
    let limit: FalseSessionLimit
    let options: GatewayOptions
    let health: HealthCheck
    let answerTimes: AnswerTimes
    let nearMisses: NearMisses
    /// The latency from webhook to screen.
    let displayLatency = DisplayLatency()
    /// The last check of an account that was only typed.
    let typedCheck = TypedCheck()

    /// One request for a page, before the checks.
    struct Request {
        let route: PageRoute
        let head: HTTPRequest
        let query: Substring
        let body: [UInt8]
        let peer: String
        let addresses: OwnAddresses
        let now: Instant
    }

    func answer(_ request: Request) -> Answer {
        let visitor: Visitor
        do {
            visitor = try Visitor(
                request.head, to: request.route, peer: request.peer,
                isSecure: request.addresses.pages.hasPrefix("https:"), store: store,
                now: request.now, isDemo: options.isDemo,
                secret: options.secret)
        } catch {
            options.report("\(error)")
            return .unavailable
        }
        // The poll is left out: it costs little, and every open page of an office goes on with it after its
        // session has ended.
        if visitor.isUncounted, request.route != .live,
            !intake.trust.trusts(request.peer), !limit.admits(request.peer)
        {
            return .tooManyRequests
        }
        var answer: Answer
        do {
            answer = try self.answer(request, visitor)
        } catch let refusal as PageRefusal {
            answer = refused(refusal, request, visitor)
        } catch {
            options.report("\(error)")
            answer = refused(.unavailable, request, visitor)
        }
        if let cookie = visitor.newVisit { answer.setCookie(cookie) }
        return answer
    }

    /// Tells a person that an address does not exist, in their language.
    ///
    /// - Parameter request: its route does not count.
    func nothing(at request: Request) -> Answer {
        let visitor = try? Visitor(
            request.head, to: request.route, peer: request.peer,
            isSecure: request.addresses.pages.hasPrefix("https:"), store: store,
            now: request.now, isDemo: options.isDemo, secret: options.secret)
        guard let visitor else { return .notFound }
        if visitor.isUncounted, !intake.trust.trusts(request.peer), !limit.admits(request.peer) {
            return .tooManyRequests
        }
        return refused(.missing, request, visitor)
    }

    private func answer(_ request: Request, _ visitor: Visitor) throws -> Answer {
        let actions = actions(request.route)
        let method = request.head.method == .head ? .get : request.head.method
        guard !actions.isEmpty else { throw PageRefusal.missing }
        guard let action = actions.first(where: { $0.method == method }) else {
            throw PageRefusal.methodNotAllowed(
                actions.map(\.method.rawValue).joined(separator: ", "))
        }
        var (form, file): (Form, UploadedFile?) = (Form(), nil)
        if method == .post { (form, file) = try ownForm(request, visitor) }
        try admit(visitor, to: request.route)
        if method == .get, let path = CleanAddress(request.route, request.query)?.path {
            return .seeOther(path)
        }
        let knowsPassword = try knowsPassword(visitor, form, at: request.now)
        return try action.run(
            PageVisit(
                route: request.route, query: Form(URLEncodedForm.pairs(request.query)),
                form: form.without(PasswordWanted.field), file: file,
                visitor: visitor, addresses: request.addresses,
                range: request.head.headerFields[.range],
                isHead: request.head.method == .head, asker: Asker(request.head),
                knowsPassword: knowsPassword,
                now: request.now))
    }

    /// Lets a visitor open a page, or throws why not.
    func admit(_ visitor: Visitor, to route: PageRoute) throws(PageRefusal) {
        switch route.access {
        case .anyone: break
        case .employee: if visitor.session == nil { throw .signIn }
        case .right(let right):
            if visitor.session == nil { throw .signIn }
            if !visitor.may(right) { throw .lacksRight(right) }
        case .overseer, .admin:
            if visitor.session == nil { throw .signIn }
            if !visitor.mayOpen(route) { throw .forbidden }
        }
    }

    /// The form of a POST. Throws `foreignForm` when `Sec-Fetch-Site` or `Origin` names another
    /// site, or when the form token is wrong.
    private func ownForm(
        _ request: Request, _ visitor: Visitor
    ) throws(PageRefusal) -> (Form, UploadedFile?) {
        let fields = request.head.headerFields
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ fields[$0] }) {
            guard site == "same-origin" || site == "none" else { throw .foreignForm }
        } else if let origin = fields[.origin], origin != "null" {
            // Pages are sent with `no-referrer`, so browsers without Sec-Fetch-Site, and all of them over
            // plain http, write "null" for the gateway's own forms, too. The form token decides then.
            guard request.addresses.pages.hasPrefix(origin + "/") else { throw .foreignForm }
        }
        guard let (form, file) = Pages.form(request),
            FormToken.isSound(form[FormToken.field] ?? "", visitor.formToken)
        else {
            throw visitor.session == nil && request.route.access != .anyone ? .signIn : .foreignForm
        }
        return (form, file)
    }

    /// The form of a POST; nil: the body is none, or has a file where none is taken.
    static func form(_ request: Request) -> (form: Form, file: UploadedFile?)? {
        let type = request.head.headerFields[.contentType] ?? ""
        switch type.prefix(while: { $0 != ";" }).lowercased().trimmed {
        case "application/x-www-form-urlencoded":
            return Form(urlencoded: request.body).map { ($0, nil) }
        case "multipart/form-data" where request.route.takesFile:
            return Form.withFile(request.body, contentType: type)
        default: return nil
        }
    }

    /// Whether the session of the request is an administrator's.
    func isOfAdministrator(_ head: HTTPRequest, isSecure: Bool, at now: Instant) -> Bool {
        let cookies = Cookies(head.headerFields[.cookie], isSecure: isSecure)
        let session = cookies[.session].flatMap { cookie in
            (try? store.session(hash: Secret.hash(cookie), at: now)) ?? nil
        }
        return session?.role == .admin
    }
}
