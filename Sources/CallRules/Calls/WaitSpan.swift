/// A part of the scale on which waiting is shown.
package struct WaitSpan: Hashable, Sendable {
    /// In seconds.
    package let from: Int
    /// Waits are shorter than this; nil: however long.
    package let to: Int?

    /// Shortest first; together they hold every wait.
    package static let all = {
        let bounds = [0, 5, 10, 20, 30, 60, 120]
        return zip(bounds, bounds.dropFirst().map(Optional.some) + [nil])
            .map { WaitSpan(from: $0, to: $1) }
    }()

    /// The place among `all`; what is shorter than nothing counts as nothing.
    static func place(of seconds: Int) -> Int {
        all.lastIndex { $0.from <= seconds } ?? 0
    }
}
