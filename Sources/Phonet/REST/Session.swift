/// What an authorisation brought: the cookies to send from now on.
struct Session: Sendable {
    /// Grows with every authorisation of an account, so that an old session is told from its
    /// successor.
    let number: Int
    var jar: CookieJar
    /// The uptime at which Phonet last did something for this session.
    var provedAt: Duration?
}
