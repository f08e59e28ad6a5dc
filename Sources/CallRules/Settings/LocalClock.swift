/// Local time of one time zone without a calendar: spans of time with a constant offset from UTC.
package struct LocalClock: Hashable, Sendable {
    /// A span of constant offset; it ends where the next one starts.
    package struct Stretch: Hashable, Sendable {
        /// The first moment of the span.
        package let start: Instant
        /// Local time minus UTC, in seconds.
        package let offsetSeconds: Int

        package init(start: Instant, offsetSeconds: Int) {
            self.start = start
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The latest first, because most calls are recent.
    private let stretches: [Stretch]

    /// A time before every span uses the earliest one; without spans the zone is UTC.
    package init(_ stretches: [Stretch]) {
        self.stretches = stretches.sorted { $0.start > $1.start }
    }

    /// Local time minus UTC at a moment, in milliseconds.
    func offset(at instant: Instant) -> Int64 {
        guard let stretch = stretches.isEmpty ? nil : stretches[place(of: instant)] else {
            return 0
        }
        return Int64(stretch.offsetSeconds) * 1000
    }

    /// The time from `start` to `end`, cut where the offset changes; empty when `end` is not later.
    /// Times beyond the years 0 to 9999 are left out.
    func parts(from start: Instant, to end: Instant) -> [Part] {
        let limits: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
        let end = min(end.milliseconds, limits.upperBound)
        var first = max(start.milliseconds, limits.lowerBound)
        var parts: [Part] = []
        var index = stretches.isEmpty ? -1 : place(of: start)
        while first < end {
            let offset = index < 0 ? 0 : Int64(stretches[index].offsetSeconds) * 1000
            let last = index > 0 ? min(end, stretches[index - 1].start.milliseconds) : end
            if first < last {
                parts.append(Part(local: (first + offset, last + offset), offset: offset))
            }
            first = max(first, last)
            index -= 1
        }
        return parts
    }

    /// The index of the span with a moment, or of the earliest. There is one.
    private func place(of instant: Instant) -> Int {
        var (low, high) = (0, stretches.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].start <= instant { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Local time minus UTC at a moment, in milliseconds, and the time around it in which it is the same.
    func offsetSpan(holding instant: Instant) -> (offset: Int64, time: Range<Instant>) {
        let (first, last) = (Instant(milliseconds: .min), Instant(milliseconds: .max))
        guard !stretches.isEmpty else { return (0, first..<last) }
        let place = place(of: instant)
        let start = place == stretches.count - 1 ? first : stretches[place].start
        let end = place == 0 ? last : stretches[place - 1].start
        return (Int64(stretches[place].offsetSeconds) * 1000, start..<end)
    }

    /// The local hour, and a time around the moment that is within it.
    func hourSpan(holding instant: Instant) -> (hour: WeekHour, time: Range<Instant>) {
        let (offset, time) = offsetSpan(holding: instant)
        let length: Int64 = 3_600_000
        let past = (instant.milliseconds % length + offset % length + 2 * length) % length
        let (start, overflow) = instant.milliseconds.subtractingReportingOverflow(past)
        let (end, overflowToo) = start.addingReportingOverflow(length)
        let first = Instant(milliseconds: overflow ? .min : start)
        let last = Instant(milliseconds: overflowToo ? .max : end)
        return (hour(at: instant), (first..<last).clamped(to: time))
    }

    /// The local hour; the repeated hour of autumn is one hour.
    package func hour(at instant: Instant) -> WeekHour {
        let local = instant.advanced(bySeconds: Int(offset(at: instant) / 1000)).milliseconds
        let hours = local / 3_600_000 - (local % 3_600_000 < 0 ? 1 : 0)
        // 1 January 1970 was a Thursday.
        let place = (hours % 168 + 168 + 3 * 24) % 168
        return WeekHour(place: Int(place))
    }
}

/// One of the 168 hours of a week.
package struct WeekHour: Hashable, Sendable {
    /// From midnight of Monday, 0…167.
    let place: Int

    /// 1…7, Monday first.
    package var weekday: Int { place / 24 + 1 }
    /// 0…23.
    package var hour: Int { place % 24 }

    /// All 168, Monday first.
    package static let all = (0..<168).map { WeekHour(place: $0) }
}
