/// Reason why the store did not do what was asked. Expected outcomes are values (`SaveOutcome`), not errors.
package enum StoreError: Error, Sendable, CustomStringConvertible {
    /// Nothing was stored: the disk is full, or the file is read-only, damaged or gone. The caller may
    /// try again later. `what` is for the log.
    case unavailable(what: String)
    /// A server of an earlier version has the database open, which a command would have to bring up to date.
    case servedByEarlierVersion
    /// The store is being closed.
    case closing
    /// A row holds a code this version does not know; trying again does not help.
    case unknownCode(UnknownCode)

    /// Wraps an error of SQLite, GRDB or a row.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as StoreError: error
            case let error as UnknownCode: .unknownCode(error)
            default: .unavailable(what: "\(error)")
            }
    }

    package var description: String {
        switch self {
        case .unavailable(let what): "the database could not store or read: \(what)"
        case .servedByEarlierVersion:
            """
            the gateway still runs in an earlier version: restart it (systemctl restart phonet-gateway), and \
            try again
            """
        case .closing: "the database is being closed"
        case .unknownCode(let code): "the database could not be read: \(code)"
        }
    }
}
