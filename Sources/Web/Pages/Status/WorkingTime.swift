import CallRules
import CompanyTime

/// Time in which a company is at work: Monday to Friday, 9 to 18 on its clock.
struct WorkingTime {
    let clock: CompanyClock

    /// Seconds of work between two moments; of a longer time its last four weeks.
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
