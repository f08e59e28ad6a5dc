import ArgumentParser
import CallRules
import Foundation
import SimulatedPhonet

/// How many days of calls the demo company has, and whose numbers it knows.
struct DemoPlan: Sendable {
    /// Days before today that have calls.
    let days: Int
    /// In E.164 form.
    let clients: [String]

    /// - Parameter clients: a file; every Ukrainian number in it counts. Nil: the company knows nobody.
    /// - Throws: `ValidationError` when the file cannot be read.
    init(days: Int, clients file: String?) throws {
        self.days = days
        guard let file else {
            clients = []
            return
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw ValidationError("--clients: \(file) cannot be read")
        }
        clients = text.matches(of: /\+380\d{9}/).map { String($0.output) }
    }

    /// The calls of these days in the office's hours, fewer at weekends, and some of the last hours at any
    /// time of the day.
    func past(of calls: inout DemoCalls, until now: Instant) -> [SimulatedCall] {
        guard days > 0 else { return [] }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Kyiv") ?? calendar.timeZone
        let today = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        var past = calls.calls(12, from: now.advanced(bySeconds: -7200), seconds: 6600)
        for back in 0...days {
            guard let day = calendar.date(byAdding: .day, value: -back, to: today),
                let opening = calendar.date(bySettingHour: 9, minute: 0, second: 0, of: day)
            else { continue }
            let start = Instant(milliseconds: Int64(opening.timeIntervalSince1970 * 1000))
            let count =
                switch calendar.component(.weekday, from: day) {
                case 1: 4
                case 7: 14
                default: 42
                }
            past += calls.calls(count, from: start, seconds: 34_200)
        }
        // Calls that would not be over yet are left out.
        return past.filter { $0.endsAt < now }
    }
}
