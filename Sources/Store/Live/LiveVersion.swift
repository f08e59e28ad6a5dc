import CallRules

/// ETag of the live part of an employee's pages: calls, notices, missed calls.
package struct LiveVersion: Hashable, Sendable {
    /// Hash of everything shown; the same content has another hash after a restart.
    let sum: Int
    /// When the content next changes without a change in the database.
    let until: Instant

    init(sum: Int, until: Instant) {
        self.sum = sum
        self.until = until
    }

    /// The text that browsers send back; opaque to them.
    package var text: String { "\(sum)_\(until.milliseconds)" }

    /// Nil when the text is not one that `text` makes.
    package init?(_ text: String) {
        guard text.utf8.count <= 41 else { return nil }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let sum = Int(parts[0]), let until = Int64(parts[1]) else {
            return nil
        }
        self.init(sum: sum, until: Instant(milliseconds: until))
    }
}
