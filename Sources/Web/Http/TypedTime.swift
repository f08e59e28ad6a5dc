import CallRules
import CompanyTime

/// A time as people type it: RFC 3339, or a date with or without a time in the company's time zone.
package enum TypedTime {
    /// What a date without a time means: the start or the end of the day.
    package enum Edge: Sendable {
        case start, end
    }

    /// Reads `2026-01-05T08:30:00Z`, `2026-01-05T10:30`, `2026-01-05 10:30` or `2026-01-05`. A time
    /// that the change to summer time skips is read as one hour later.
    ///
    /// - Returns: nil for any other text.
    package static func instant(_ text: String, in clock: CompanyClock, _ edge: Edge) -> Instant? {
        let text = text.trimmed
        if let told = Timestamp.instant(text) { return told }
        let rest: String
        switch text.utf8.count {
        case 10: rest = "T00:00:00Z"
        case 16: rest = ":00Z"
        case 19: rest = "Z"
        default: return nil
        }
        guard let wall = Timestamp.instant(text.replacing(" ", with: "T") + rest) else {
            return nil
        }
        let isDay = edge == .end && text.utf8.count == 10
        return clock.instant(showing: isDay ? wall.advanced(bySeconds: 86_400) : wall)
    }

    /// `2026-01-05T10:30` in the company's time zone, the format of HTML's `datetime-local` field.
    package static func text(_ instant: Instant, in clock: CompanyClock) -> String {
        String(
            Timestamp.text(instant.advanced(bySeconds: clock.offsetSeconds(at: instant))).prefix(16)
        )
    }
}
