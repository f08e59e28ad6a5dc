import CallRules

/// A span of time whose history is read in one go.
struct TimeWindow: Hashable, Sendable {
    let from: Instant
    let to: Instant

    /// Which moment of a call Phonet compares is not documented, and its clock is not ours
    /// (protocol 3.6): windows reach beyond what is meant by this much.
    static let marginSeconds = 600
    /// Windows this long are a few dozen pages on a busy day, and show progress.
    static let longestSeconds = 6 * 3600

    /// With the margin at both ends.
    var widened: TimeWindow {
        TimeWindow(
            from: from.earlier(bySeconds: TimeWindow.marginSeconds),
            to: to.advanced(bySeconds: TimeWindow.marginSeconds))
    }

    /// The windows that cover this one, in order, each beginning before the last one ends.
    var cut: [TimeWindow] {
        var windows: [TimeWindow] = []
        var start = from
        while start.advanced(bySeconds: TimeWindow.longestSeconds) < to {
            let end = start.advanced(bySeconds: TimeWindow.longestSeconds)
            windows.append(TimeWindow(from: start, to: end))
            start = end.earlier(bySeconds: TimeWindow.marginSeconds)
        }
        return windows + [TimeWindow(from: start, to: to)]
    }

    /// Both halves, the second beginning before the first ends; nil when there is nothing to gain.
    var halves: [TimeWindow]? {
        let seconds = to.seconds(since: from)
        guard seconds > 2 * TimeWindow.marginSeconds else { return nil }
        let middle = from.advanced(bySeconds: seconds / 2)
        return [
            TimeWindow(from: from, to: middle),
            TimeWindow(from: middle.earlier(bySeconds: TimeWindow.marginSeconds / 2), to: to),
        ]
    }
}
