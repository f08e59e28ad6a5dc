/// A link that works once, with which a person chooses a password.
package enum OneTimeLink: Sendable {
    /// The person becomes the first administrator.
    case setup
    /// An employee chooses a password.
    case invitation

    /// How long the link is valid, in seconds: a day for `setup`, a week for `invitation`.
    package var seconds: Int {
        switch self {
        case .setup: 24 * 60 * 60
        case .invitation: 7 * 24 * 60 * 60
        }
    }

    /// The complete URL.
    ///
    /// - Parameters:
    ///   - token: the secret; the database stores its SHA-256.
    ///   - publicURL: scheme and host, no slash at the end; see `GatewayOptions.publicURL`.
    package func address(_ token: String, publicURL: String) -> String {
        publicURL + path(token)
    }

    /// The path of the URL.
    func path(_ token: String) -> String {
        switch self {
        case .setup: PageRoute.setup(token: token).path
        case .invitation: PageRoute.invitation(token: token).path
        }
    }
}
