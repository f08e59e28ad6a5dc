import CallRules
import CompanyTime

/// Working hours: Monday to Friday, 9 to 18 on the company's clock.
struct WorkingTime {
    let clock: CompanyClock

    /// Seconds of working time between two moments. Only the last four weeks are counted.
    func seconds(from: Instant, to: Instant) -> Int {
        var day = LocalDay(of: to, in: clock)
        var total = 0
        for _ in 0..<28 where day.end > from {
            if (1...5).contains(day.date.weekday) {
                let opens = max(from, day.start.advanced(bySeconds: 9 * 3600))
                let closes = min(to, day.start.advanced(bySeconds: 18 * 3600))
                total += closes.seconds(since: opens)
            }
            day = day.earlier(by: 1, in: clock)
        }
        return total
    }
}
