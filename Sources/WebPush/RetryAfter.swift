import CallRules
import Foundation

/// The field `Retry-After` (RFC 9110 §10.2.3).
package enum RetryAfter {
    /// Longest pause, in seconds; a longer one is shortened to it.
    private static let most = 86_400

    /// The seconds to wait, 0 to a day; nil: the value is neither a number nor a date.
    package static func seconds(_ value: String, at now: Instant) -> Int? {
        guard !value.isEmpty, value.utf8.count <= 64 else { return nil }
        if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return min(Int(value) ?? most, most)
        }
        return date(value).map { min($0.seconds(since: now), most) }
    }

    /// The date format in use and the two obsolete ones (RFC 9110 §5.6.7).
    private static let forms = [
        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
        "EEE MMM d HH:mm:ss yyyy",
    ]

    private static func date(_ text: String) -> Instant? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        for form in forms {
            formatter.dateFormat = form
            if let date = formatter.date(from: text),
                let seconds = Int64(exactly: date.timeIntervalSince1970.rounded(.down))
            {
                return Instant(milliseconds: 0).advanced(bySeconds: Int(seconds))
            }
        }
        return nil
    }
}
