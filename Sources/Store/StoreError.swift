/// Why the store could not do what was asked; expected outcomes are values, not errors.
package enum StoreError: Error, Sendable, CustomStringConvertible {
    /// The disk is full, the file is read-only, damaged or gone: nothing was stored.
    /// `what` is for the log; try again later.
    case unavailable(what: String)
    /// The store is being closed.
    case closing

    package var description: String {
        switch self {
        case .unavailable(let what): "the database could not store or read: \(what)"
        case .closing: "the database is being closed"
        }
    }
}
