/// Links with which a person chooses a password.
package enum OneTimeLink: Sendable {
    /// Creates the first administrator.
    case setup
    /// An employee chooses a password.
    case invitation

    /// Seconds it is valid: a day for the first run, a week for an invitation.
    package var seconds: Int {
        switch self {
        case .setup: 24 * 60 * 60
        case .invitation: 7 * 24 * 60 * 60
        }
    }

    /// The complete URL.
    ///
    /// - Parameters:
    ///   - token: the secret; the database has its SHA-256.
    ///   - publicURL: scheme and host, no slash at the end, as `GatewayOptions.publicURL`.
    package func address(_ token: String, publicURL: String) -> String {
        publicURL + path(token)
    }

    func path(_ token: String) -> String {
        switch self {
        case .setup: PageRoute.setup(token: token).path
        case .invitation: PageRoute.invitation(token: token).path
        }
    }
}
