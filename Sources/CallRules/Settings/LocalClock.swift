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

    /// The local hour; the repeated hour of autumn is one hour.
    package func hour(at instant: Instant) -> WeekHour {
        let stretch = stretches.first { $0.start <= instant } ?? stretches.last
        let local = instant.advanced(bySeconds: stretch?.offsetSeconds ?? 0).milliseconds
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
