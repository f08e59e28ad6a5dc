/// A part of the scale on which waiting is shown.
public struct WaitSpan: Hashable, Sendable {
    /// In seconds.
    public let from: Int
    /// Waits are shorter than this; nil: however long.
    public let to: Int?

    /// Shortest first; together they hold every wait.
    public static let all = {
        let bounds = [0, 5, 10, 20, 30, 60, 120]
        return zip(bounds, bounds.dropFirst().map(Optional.some) + [nil])
            .map { WaitSpan(from: $0, to: $1) }
    }()

    /// The place among `all`; what is shorter than nothing counts as nothing.
    static func place(of seconds: Int) -> Int {
        all.lastIndex { $0.from <= seconds } ?? 0
    }
}
