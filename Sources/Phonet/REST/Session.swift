/// A session at Phonet: the cookies of one authorisation.
struct Session: Sendable {
    /// Grows with every authorisation of an account; tells an old session from a new one.
    let number: Int
    var jar: CookieJar
    /// The uptime of the last successful answer for this session; nil: none yet.
    var provedAt: Duration?
}
