import CallRules
import WebForms

extension PhonetAccount {
    /// Ends a live call (protocol 3.4). A second request has no effect.
    ///
    /// - Parameter uuid: a result of `makeCall` or `activeCalls`.
    /// - Returns: `.callNotFound` when the call has ended already.
    package func hangUp(_ uuid: String) -> Result<Void, PhonetError> {
        // The uuid may come from outside, and `..` would change the path.
        guard let id = CallUUID.canonical(uuid), id.utf8.contains(where: PhonetAccount.isPlain)
        else { return .failure(.callNotFound) }
        let deadline = way.uptime() + PhonetAccount.timeLimit
        return ask(
            "/rest/calls/active/\(PercentEncoding.encoded(id, keeping: PhonetAccount.isPlain))/hangup",
            until: deadline
        )
        // Success has an empty body, so none is read.
        .map { _ in }
        .mapError { $0 == .unexpectedStatus(404) ? .callNotFound : $0 }
    }

    /// True for characters of a canonical id. A dot is not one, so that `..` cannot leave the path.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: true
        default: false
        }
    }
}
