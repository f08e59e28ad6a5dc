import CallRules
import HTTPTypes
import Store

/// The visitor of a page: session, language, theme and form token.
struct Visitor: Sendable {
    /// The requested page.
    let route: PageRoute
    /// Nil: nobody is signed in.
    let session: SessionRow?
    /// What they see and may do, by the settings at the time of the request; nil: nobody is signed in.
    let viewer: Viewer?
    let origin: ClientInfo
    let cookies: Cookies
    let localizer: Localizer
    let theme: Theme
    /// The token that every form of this visitor carries.
    let formToken: String
    /// What the forms of the page carry: the token, masked.
    var formGuard: FormGuard
    /// The cookie of a first visit, which the form token is derived from; nil: the browser has one.
    let newVisit: String?
    /// Reads the visitor's live calls and new notices; nil when nobody is signed in or the database
    /// fails.
    let live: @Sendable () -> LiveSnapshot?
    /// Reads how many missed calls wait for this employee or for everybody, at most 100; nil when
    /// nobody is signed in or the database fails.
    let waitingCases: @Sendable () -> Int?
    /// The stamps of the lists, read before anything that a page shows.
    let lists: ListStamps
    /// Whether the script of an open page asks for what has changed in it: the answer has the content alone,
    /// and the session does not count as used.
    let wantsPart: Bool
    /// Whether the main switch is on; pages say when it is off.
    let isModuleEnabled: Bool
    /// Whether pages say that the company is invented.
    let isDemo: Bool
    /// Makes a random secret, for keys that differ in each form.
    let secret: @Sendable () -> String

    var employee: EmployeeRow? { session?.employee }
    /// The browser has the cookie of a session that does not exist or has ended.
    var hasFalseSession: Bool { session == nil && cookies[.session] != nil }
    /// There is no session, and nginx may have taken the cookies for one: the gateway's own limit counts.
    var isUncounted: Bool { session == nil && cookies.claimsSession }
    var isAdmin: Bool { viewer?.isAdmin ?? false }

    func may(_ right: Viewer.Right) -> Bool { viewer?.may(right) ?? false }
    var language: Language { localizer.language }

    /// Whether this visitor may open the page.
    func mayOpen(_ route: PageRoute) -> Bool {
        switch route.access {
        case .anyone: true
        case .right(let right): may(right)
        case let access: session.map { access.admits($0.role) } ?? false
        }
    }

    /// The author for the audit; nil when nobody is signed in.
    var author: Author? {
        guard let session, let viewer else { return nil }
        return Author(session, seeing: viewer, from: origin)
    }

    /// The colour scheme of the pages.
    enum Theme: String, CaseIterable, Sendable {
        /// Follows the setting of the device.
        case system
        case light, dark
    }
}

extension Visitor {
    /// Recognises a visitor by the cookies of a request.
    ///
    /// - Parameter secret: makes a random secret, for a browser without cookies.
    init(
        _ head: HTTPRequest, to route: PageRoute, peer: String, isSecure: Bool, store: Store,
        now: Instant, isDemo: Bool,
        secret: @escaping @Sendable () -> String
    ) throws(StoreError) {
        self.route = route
        self.isDemo = isDemo
        self.secret = secret
        lists = store.listStamps
        let wantsPart = Visitor.wantsPart(head)
        self.wantsPart = wantsPart
        cookies = Cookies(head.headerFields[.cookie], isSecure: isSecure)
        origin = ClientInfo(sourceIP: peer, browser: head.headerFields[.userAgent] ?? "")
        var session: SessionRow?
        if let cookie = cookies[.session] {
            session = try Visitor.session(
                Secret.hash(cookie), isUse: route != .live && route != .widget && !wantsPart, store,
                now)
        }
        self.session = session
        let snapshot = store.settings
        let settings = snapshot.settings
        let viewer = session.map { Viewer($0, settings) }
        self.viewer = viewer
        waitingCases = {
            guard let viewer, let me = viewer.employee else { return nil }
            return try? store.openMissedCases(for: me, seenBy: viewer)
        }
        isModuleEnabled = settings.moduleEnabled
        let chosen = cookies[.language].flatMap(Language.init)
        localizer = Localizer(
            session?.employee.details.language ?? chosen ?? settings.language,
            timezone: settings.timezone, now: now, lines: snapshot.lines)
        live = { [session, localizer] in
            guard let session, let viewer else { return nil }
            return try? LiveSnapshot(of: session.employee, seenBy: viewer, store, localizer)
        }
        theme = cookies[.theme].flatMap(Theme.init) ?? .system
        let proof: String
        if session != nil, let cookie = cookies[.session] {
            (proof, newVisit) = (cookie, nil)
        } else if let visit = cookies[.visit] {
            (proof, newVisit) = (visit, nil)
        } else {
            proof = secret()
            newVisit = cookies.setting(.visit, to: proof)
        }
        formToken = FormToken.of(proof)
        formGuard = FormGuard(of: formToken, filledInBy: session?.employee.id, at: now)
    }

    /// The session of a cookie. What pages ask by themselves reads the cached session and does not count as
    /// use of it: a page that somebody left open does not stay signed in.
    private static func session(
        _ hash: [UInt8], isUse: Bool, _ store: Store, _ now: Instant
    ) throws(StoreError) -> SessionRow? {
        guard isUse else { return try store.cachedSession(hash: hash, at: now) }
        let session = try store.session(hash: hash, at: now)
        if let session { store.useSession(session, at: now) }
        return session
    }

    private static func wantsPart(_ head: HTTPRequest) -> Bool {
        guard head.method == .get, let name = HTTPField.Name("X-Phonet-Part") else { return false }
        return head.headerFields[name] == "1"
    }
}
