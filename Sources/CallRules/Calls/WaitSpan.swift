/// One band of waiting times in statistics.
package struct WaitSpan: Hashable, Sendable {
    /// In seconds.
    package let from: Int
    /// Exclusive upper limit in seconds; nil: none.
    package let to: Int?

    /// Shortest first; together they cover every wait.
    package static let all = {
        let bounds = [0, 5, 10, 20, 30, 60, 120]
        return zip(bounds, bounds.dropFirst().map(Optional.some) + [nil])
            .map { WaitSpan(from: $0, to: $1) }
    }()

    /// The index in `all`; a negative wait counts as 0.
    static func place(of seconds: Int) -> Int {
        all.lastIndex { $0.from <= seconds } ?? 0
    }
}
