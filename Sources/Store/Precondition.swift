/// What a record must be like before a request changes it (RFC 9110 §13.1).
package enum Precondition: Hashable, Sendable {
    case none
    /// `If-Match: "7"`: it has one of these versions.
    case version(Set<Int64>)
    /// `If-Match: *`: there is one.
    case exists
    /// `If-None-Match: *`: there is none yet.
    case absent

    /// Whether the record is like that.
    ///
    /// - Parameter version: of the record; nil: there is none.
    func isMet(by version: Int64?) -> Bool {
        switch self {
        case .none: true
        case .version(let wanted): version.map { wanted.contains($0) } ?? false
        case .exists: version != nil
        case .absent: version == nil
        }
    }

    /// Refuses to change a record that is not like that.
    ///
    /// - Parameter version: of the record; nil: there is none.
    func check(_ version: Int64?) throws {
        if !isMet(by: version) { throw Refusal.stale(currentVersion: version ?? 0) }
    }
}
