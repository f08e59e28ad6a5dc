import CallRules
import CompanyTime
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The status page names what is broken")
struct StatusPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        let ticks = Mutex(0)
        // The clock advances two milliseconds at each reading, so every answer takes that long.
        office = try Office {
            $0.version = "9.8.7"
            $0.uptime = {
                ticks.withLock { count in
                    count += 1
                    return .milliseconds(count * 2)
                }
            }
        }
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private func post(_ body: String) {
        _ = office.ask(.post, "/call", body, token: nil, peer: "89.184.65.208")
    }

    /// Advances the clock; opens the page every ten minutes, so that the session does not expire.
    private func stay(minutes: Int) {
        for _ in 0..<minutes / 10 {
            office.pass(seconds: 600)
            olena.open("/status")
        }
    }

    /// The state of a link, by its name.
    private func state(_ name: String) -> String? {
        let rows = olena.open("/status").text.components(separatedBy: "<td class=\"name\">")
            .dropFirst()
        return rows.first { $0.hasPrefix(name) }.flatMap { row in
            [
                "works": "працює</span>", "warns": "увага", "broken": "не працює",
                "none": "не задіяно",
            ]
            .first { row.contains($0.value) && ($0.key != "works" || !row.contains("не працює")) }?
            .key
        }
    }

    @Test("What nobody has set up yet is said to be so, and what to do")
    func fresh() {
        #expect(state("API Phonet") == "none" && state("Події: початок виклику") == "none")
        #expect(state("Резервна копія") == "none" && state("База даних") != nil)
        let page = olena.open("/status")
        #expect(page.words.contains("phonet-gateway backup") && page.words.contains("9.8.7"))
    }

    @Test("An address that falls silent in working hours is worth a look, overnight it is not")
    func silence() {
        post(#"{"event":"call.dial","uuid":"a1","lgDirection":4,"dialAt":1767601800000}"#)
        #expect(state("Події: початок виклику") == "works")
        // It is 10:30 on Monday; at 14:00 the silence has lasted three and a half hours.
        stay(minutes: 210)
        #expect(state("Події: початок виклику") == "works")
        stay(minutes: 60)
        #expect(state("Події: початок виклику") == "warns")
    }

    @Test("Working time is Monday to Friday from nine to six on the company's clocks")
    func workingTime() {
        let work = WorkingTime(clock: CompanyClock(timezone: "Europe/Kyiv"))
        let monday = Office.morning
        func seconds(_ hours: Int) -> Int {
            work.seconds(from: monday, to: monday.advanced(bySeconds: hours * 3600))
        }
        #expect(seconds(1) == 3600 && seconds(12) == 27_000)
        #expect(seconds(24) == 27_000 + 5400)
        // Until next Monday at the same time: five days of nine hours.
        #expect(seconds(7 * 24) == 5 * 9 * 3600)
        #expect(work.seconds(from: monday.advanced(bySeconds: 60), to: monday) == 0)
    }

    @Test("Answers are measured, and told to people and to monitoring")
    func answers() {
        for number in 1...20 {
            post(
                #"{"event":"call.dial","uuid":"a\#(number)","lgDirection":4,"dialAt":1767601800000}"#
            )
        }
        #expect(state("Відповіді на події") == "works")
        let metrics = office.ask(.get, "/metrics", token: nil, peer: "127.0.0.1").text
        #expect(
            metrics.contains("phonet_gateway_answer_seconds{kind=\"event\",quantile=\"0.99\"} 0.00")
        )
        #expect(
            metrics.contains("phonet_gateway_answer_seconds{kind=\"event\",quantile=\"1\"} 0.0"))
        #expect(metrics.contains("phonet_gateway_answer_seconds_count{kind=\"event\"} 20\n"))
        #expect(metrics.contains("phonet_gateway_database_bytes{file=\"database\"} "))
    }

    @Test("A percentile is known to an eighth of itself")
    func percentiles() throws {
        let times = AnswerTimes()
        #expect(times.summary(.event) == nil)
        for millisecond in 1...1000 { times.note(.event, .milliseconds(millisecond)) }
        let summary = try #require(times.summary(.event))
        #expect(summary.count == 1000)
        for (percentile, exact) in [(summary.median, 500), (summary.p95, 950), (summary.p99, 990)] {
            #expect(percentile >= .milliseconds(exact))
            #expect(percentile <= .milliseconds(exact) * 1.125)
        }
        for odd in [Duration.zero, .nanoseconds(-5), .seconds(100_000)] { times.note(.page, odd) }
        #expect(times.summary(.page)?.count == 3)
    }

    @Test("A copy of the database is told of, and missed after two days")
    func backup() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("copies-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (age, state) in [(2 * 86_400 + 60, "warns"), (0, "works")] {
            _ = try office.store.backUp(
                to: folder.appendingPathComponent("\(age).sqlite").path, by: .command,
                clock: { Office.morning.earlier(bySeconds: age) })
            #expect(self.state("Резервна копія") == state)
        }
    }

    @Test("Quarantined and unreadable messages are counted, with the way to them")
    func odd() {
        post("{")
        _ = office.ask(
            .post, "/call",
            #"{"event":"call.dial","uuid":"b1","lgDirection":4,"dialAt":1767601800000}"#, token: nil
        )
        #expect(
            state("Повідомлення, які не вдалося прочитати") == "warns"
                && state("Карантин") == "warns")
        let page = olena.open("/status").text
        #expect(
            page.contains("/webhook-log/quarantine\">Відкрити")
                && page.contains("/webhook-log\">Відкрити"))
    }
}
