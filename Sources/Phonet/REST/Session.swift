/// A session at Phonet: the cookies of one authorisation.
struct Session: Sendable {
    /// Grows with every authorisation of an account, so that an old session differs from a new one.
    let number: Int
    var jar: CookieJar
    /// When this session last got a successful answer, by the monotonic clock; nil: never.
    var provedAt: Duration?
}
