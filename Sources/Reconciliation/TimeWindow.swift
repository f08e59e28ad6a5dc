import CallRules

/// A span of time whose history is read as one list.
struct TimeWindow: Hashable, Sendable {
    let from: Instant
    let to: Instant

    /// How far a window extends beyond the requested span at both ends, in seconds. Phonet does not
    /// document which moment of a call it compares, and its clock differs from ours (protocol 3.6).
    static let marginSeconds = 600
    /// The longest window, in seconds: a few dozen pages on a busy day, short enough to show progress.
    static let longestSeconds = 6 * 3600

    /// The window with the margin added at both ends.
    var widened: TimeWindow {
        TimeWindow(
            from: from.earlier(bySeconds: TimeWindow.marginSeconds),
            to: to.advanced(bySeconds: TimeWindow.marginSeconds))
    }

    /// Shorter windows that cover this one, in order. Each begins before the one before it ends.
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

    /// Both halves; the second begins before the first ends. Nil when the window is too short to be
    /// halved.
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
