/// The links that let somebody choose a password, as addresses.
package enum OneTimeLink: Sendable {
    /// Makes the first administrator.
    case setup
    /// Lets an employee choose a password.
    case invitation

    /// How long it works, in seconds: a day for the first run, a week for an invitation.
    package var seconds: Int {
        switch self {
        case .setup: 24 * 60 * 60
        case .invitation: 7 * 24 * 60 * 60
        }
    }

    /// The whole address.
    ///
    /// - Parameters:
    ///   - token: the secret whose SHA-256 is stored.
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
