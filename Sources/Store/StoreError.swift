/// Why the store could not do what was asked; expected outcomes are values, not errors.
package enum StoreError: Error, Sendable, CustomStringConvertible {
    /// The disk is full, the file is read-only, damaged or gone: nothing was stored.
    /// `what` is for the log; try again later.
    case unavailable(what: String)
    /// The store is being closed.
    case closing
    /// A row holds a code this version does not know; trying again does not help.
    case unknownCode(UnknownCode)

    /// What became of an error that came out of SQLite, GRDB or a row.
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
        case .closing: "the database is being closed"
        case .unknownCode(let code): "the database could not be read: \(code)"
        }
    }
}
