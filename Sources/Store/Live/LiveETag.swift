import CallRules

/// Tells whether what somebody has seen of their calls and notices is still so.
package struct LiveETag: Hashable, Sendable {
    /// Follows from everything that can be seen; in another run of the program it is another.
    let sum: Int
    /// From then on something else is to be seen, whatever else happens.
    let until: Instant

    init(sum: Int, until: Instant) {
        self.sum = sum
        self.until = until
    }

    /// The text browsers hand back; opaque to them.
    package var text: String { "\(sum)_\(until.milliseconds)" }

    /// Nil when the text is none of ours.
    package init?(_ text: String) {
        guard text.utf8.count <= 41 else { return nil }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let sum = Int(parts[0]), let until = Int64(parts[1]) else {
            return nil
        }
        self.init(sum: sum, until: Instant(milliseconds: until))
    }
}
