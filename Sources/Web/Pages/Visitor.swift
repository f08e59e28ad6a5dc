import CallRules
import HTTPTypes
import Store

/// Whoever looks at a page: signed in or not, in which language, and what their forms must carry.
struct Visitor: Sendable {
    /// The page they look at.
    let route: PageRoute
    /// Nil: nobody is signed in.
    let session: SessionRow?
    let origin: ClientInfo
    let cookies: Cookies
    let localizer: Localizer
    let theme: Theme
    /// What every form of this visitor must carry.
    let formToken: String
    /// A cookie the answer must set, so that the form token can be proven.
    let newVisit: String?
    /// Their calls and notices of just now; nil when nobody is signed in or it cannot be told.
    let live: @Sendable () -> LiveSnapshot?
    /// How many missed calls wait for this employee or for everybody, 100 for more; nil when nobody is
    /// signed in or it cannot be told.
    let waitingCases: @Sendable () -> Int?
    /// Chance, for what must be another in each form.
    let secret: @Sendable () -> String

    var employee: EmployeeRow? { session?.employee }
    var isAdmin: Bool { session?.employee.details.role == .admin }
    var language: Language { localizer.language }

    /// Who does what this visitor asks for; nil when nobody is signed in.
    var author: Author? { session.map { Author($0, from: origin) } }

    /// How the pages are coloured.
    enum Theme: String, CaseIterable, Sendable {
        /// As the device says.
        case system
        case light, dark
    }
}

extension Visitor {
    /// Recognises a visitor by cookies.
    ///
    /// - Parameter secret: chance, for a browser that comes the first time.
    init(
        _ head: HTTPRequest, to route: PageRoute, peer: String, isSecure: Bool, store: Store,
        now: Instant,
        secret: @escaping @Sendable () -> String
    ) throws(StoreError) {
        self.route = route
        self.secret = secret
        cookies = Cookies(head.headerFields[.cookie], isSecure: isSecure)
        origin = ClientInfo(sourceIP: peer, browser: head.headerFields[.userAgent] ?? "")
        var session: SessionRow?
        if let cookie = cookies[.session] {
            session = try Visitor.session(Secret.hash(cookie), at: route, store, now)
        }
        self.session = session
        waitingCases = { [session] in
            session.flatMap { try? store.openMissedCases(for: $0.employee.id) }
        }
        let settings = store.settings.settings
        let chosen = cookies[.language].flatMap(Language.init)
        localizer = Localizer(
            session?.employee.details.language ?? chosen ?? settings.language,
            timezone: settings.timezone, now: now)
        live = { [session, localizer] in
            session.flatMap { try? LiveSnapshot(of: $0.employee, store, localizer) }
        }
        theme = cookies[.theme].flatMap(Theme.init) ?? .system
        if session != nil, let cookie = cookies[.session] {
            formToken = FormToken.of(cookie)
            newVisit = nil
        } else if let visit = cookies[.visit] {
            formToken = FormToken.of(visit)
            newVisit = nil
        } else {
            let visit = secret()
            formToken = FormToken.of(visit)
            newVisit = cookies.setting(.visit, to: visit)
        }
    }

    /// What is asked every second does without a query, and is no use of the session by itself.
    private static func session(
        _ hash: [UInt8], at route: PageRoute, _ store: Store, _ now: Instant
    ) throws(StoreError) -> SessionRow? {
        if route == .live { return try store.believedSession(hash: hash, at: now) }
        let session = try store.session(hash: hash, at: now)
        if let session { store.useSession(session, at: now) }
        return session
    }
}
