import CallRules
import Foundation

/// Time in which a company is at work: Monday to Friday, 9 to 18 on its clocks.
struct WorkingTime {
    let zone: TimeZone

    /// Seconds of work between two moments; of a longer time its last four weeks.
    func seconds(from: Instant, to: Instant) -> Int {
        var day = LocalDay(of: to, in: zone)
        var total = 0
        for _ in 0..<28 where day.end > from {
            if isWorkday(day) {
                let opens = max(from, day.start.advanced(bySeconds: 9 * 3600))
                let closes = min(to, day.start.advanced(bySeconds: 18 * 3600))
                total += closes.seconds(since: opens)
            }
            day = day.earlier(by: 1, in: zone)
        }
        return total
    }

    private func isWorkday(_ day: LocalDay) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let noon = Date(timeIntervalSince1970: Double(day.start.milliseconds) / 1000 + 43_200)
        return (2...6).contains(calendar.component(.weekday, from: noon))
    }
}
