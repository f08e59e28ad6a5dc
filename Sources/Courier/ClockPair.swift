import CallRules

/// What the wall clock and the monotonic clock showed at the last round of the courier.
struct ClockPair {
    private var last: (wall: Instant, uptime: Duration)?

    /// Seconds; a clock that is adjusted by less is not worth a transaction.
    private static let smallest = 5

    /// Notes what the clocks show.
    ///
    /// - Returns: seconds by which the wall clock was set back since the last round; nil: it was not, or
    ///   by less than five seconds, or there was no last round.
    mutating func setBack(wall: Instant, uptime: Duration) -> Int? {
        defer { last = (wall, uptime) }
        guard let last else { return nil }
        let passed = Int((uptime - last.uptime) / .seconds(1))
        let shown = Int((wall.milliseconds &- last.wall.milliseconds) / 1000)
        return passed - shown >= ClockPair.smallest ? passed - shown : nil
    }
}
