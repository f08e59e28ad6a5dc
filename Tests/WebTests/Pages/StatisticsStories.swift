import CallRules
import CompanyTime
import Foundation
import TestSupport
import Testing

@testable import Store
@testable import Web

/// A change of the clocks in a time zone, at a moment.
struct ClockChange: Sendable, CustomTestStringConvertible {
    let zone: String
    let at: Instant

    var testDescription: String { "\(zone) \(Timestamp.text(at))" }

    static let all = [
        ClockChange(zone: "Europe/Kyiv", at: Instant(milliseconds: 1_761_440_400_000)),
        ClockChange(zone: "Europe/Kyiv", at: Instant(milliseconds: 1_743_296_400_000)),
        // Changes at midnight: one day begins at 01:00, another has two midnights.
        ClockChange(zone: "America/Havana", at: Instant(milliseconds: 1_741_496_400_000)),
        ClockChange(zone: "America/Havana", at: Instant(milliseconds: 1_762_059_600_000)),
        // A change by half an hour.
        ClockChange(zone: "Australia/Lord_Howe", at: Instant(milliseconds: 1_743_865_200_000)),
        ClockChange(zone: "Asia/Kolkata", at: Instant(milliseconds: 1_743_865_200_000)),
    ]
}

@Suite("Statistics")
struct StatisticsStories {
    let office: Office
    let taras: Colleague

    init() throws {
        office = try Office()
        _ = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
    }

    /// Stores calls around the change: two thirds within five days, a third within three hours.
    private func hearCalls(around change: ClockChange, _ count: Int = 120) {
        _ = office.api(
            .patch, "/settings",
            #"{"timezone": "\#(change.zone)", "create_lead_on_answered_incoming": true}"#)
        var chance = SeededRandom(seed: UInt64(bitPattern: change.at.milliseconds))
        for number in 0..<count {
            let reach = number.isMultiple(of: 3) ? 3 * 3600 : 5 * 86_400
            let start = change.at.advanced(bySeconds: chance.number(in: -reach...reach))
            hear(number, start, &chance)
        }
    }

    private func hear(_ number: Int, _ start: Instant, _ chance: inout SeededRandom) {
        let numbers = ["+380500000011", "+380500000022", "+380500000033", "102", "anonymous"]
        let direction = [4, 4, 4, 2, 2, 1][chance.number(in: 0...5)]
        let isAnswered = chance.number(in: 0...2) > 0
        let wait = chance.number(in: 0...150)
        let talk = isAnswered ? chance.number(in: 1...400) : 0
        let uuid = String(format: "%032x", number + 1)
        let extensions = ["101", "102", "205"]
        let person = extensions[chance.number(in: 0...2)]
        let outside = numbers[chance.number(in: 0...4)]
        if chance.number(in: 0...12) == 0 {
            _ = office.ask(
                .post, "/call",
                """
                {"uuid":"\(uuid)","event":"call.dial","accountDomain":"vitryla.phonet.com.ua",
                "parentUuid":null,"lgDirection":\(direction),"dialAt":\(start.milliseconds),
                "bridgeAt":null,"leg":{"id":1,"ext":"\(person)","displayName":"x","type":1},
                "leg2":null,"otherLegs":[{"id":null,"name":null,"num":"\(outside)"}],
                "trunkNum":null,"trunkName":null}
                """, token: nil, peer: "89.184.65.208")
        } else {
            let end = start.advanced(bySeconds: wait + talk).milliseconds
            _ = office.ask(
                .post, "/after_call_end",
                """
                {"uuid":"\(uuid)","endAt":\(end),"lgDirection":\(direction),
                "otherLegNum":"\(outside)","leg":{"id":1,"type":1,"ext":"\(person)"},
                "billSecs":\(talk),"duration":\(wait + talk),"disposition":\(isAnswered ? 0 : 1)}
                """, token: nil, peer: "89.184.65.208")
        }
        let category = chance.number(in: 0...3)
        if category > 0 {
            _ = office.api(.patch, "/calls/\(uuid)", "{\"category_id\": \(category)}")
        }
    }

    /// The query of the week around the change.
    private func address(_ change: ClockChange, _ more: String = "") -> String {
        let clock = CompanyClock(timezone: change.zone)
        let day = LocalDay(of: change.at, in: clock)
        let (from, to) = (day.earlier(by: 3, in: clock), day.earlier(by: -3, in: clock))
        return "from=\(from.text)&to=\(to.text)\(more)"
    }

    private func localizer(_ change: ClockChange) -> Localizer {
        Localizer(.uk, timezone: change.zone, now: Office.morning)
    }

    /// The number of calls in the call log with this query.
    private func rows(_ query: CallsQuery, _ change: ClockChange) throws -> Int {
        let wanted = CallFilterInput(query, days: 7, me: taras.id, localizer(change))
        #expect(wanted.problems.isEmpty, "\(query.text)")
        var (count, next): (Int, Pagination?) = (0, Pagination(limit: 200))
        while let wantedPage = next {
            let page = try office.store.calls(wanted.filter, wantedPage)
            count += page.items.count
            next = page.next.map { Pagination(limit: 200, after: $0) }
        }
        return count
    }

    @Test(
        "Every number on the page is the number of calls its link opens", arguments: ClockChange.all
    )
    func numbersAreRows(change: ClockChange) throws {
        hearCalls(around: change)
        for more in ["", "&employee=\(taras.id.value)", "&employee=me", "&employee=none"] {
            let page = taras.open("/statistics?" + address(change, more))
            #expect(page.status == 200)
            let links = page.text.matches(of: /<a href="calls\?([^"]*)">(.*?)<\/a>/)
            #expect(links.count > 50)
            var compared = 0
            for link in links {
                let text = String(link.2).replacing(/<title>.*?<\/title>/, with: "")
                    .replacing(/<[^>]*>/, with: "").replacing("\u{A0}", with: "")
                let isNumber = text.wholeMatch(of: /([0-9]+)( дзвін.*)?/)
                guard let number = isNumber.flatMap({ Int($0.1) }) else { continue }
                let query = CallsQuery(text: String(link.1).unescaped)
                #expect(try rows(query, change) == number, "\(query.text)")
                compared += 1
            }
            // Fails when the text of a figure is not a number: nothing would be compared then.
            #expect(compared > 50)
        }
    }

    @Test(
        "Every tile, day, hour, employee, outcome and wait counts the calls it opens, and they add up",
        arguments: ClockChange.all)
    func partsAndWhole(change: ClockChange) throws {
        hearCalls(around: change)
        let query = CallsQuery(text: address(change))
        let wanted = CallFilterInput(query, days: 7, me: taras.id, localizer(change))
        let clock = localizer(change).companyClock
        let from = try #require(wanted.filter.from)
        let to = try #require(wanted.filter.to)
        let period = try #require(LocalPeriod(from: from, to: to, in: clock))
        #expect(period.days.count == 7)
        let counted = try office.store.statistics(of: try #require(period.cut))
        let all = query.with(.direction, "outside")
        for tile in StatisticTile.all {
            #expect(
                try rows(all.with(tile.rows), change) == tile.count(counted), "\(tile.title.en)")
        }
        for (day, figures) in zip(period.days, counted.days) {
            #expect(try rows(all.with(days: day, day), change) == figures.calls, "\(day.text)")
        }
        for (hour, figures) in zip(WeekHour.all, counted.hours) {
            let cell = all.with([.weekday: "\(hour.weekday)", .hour: "\(hour.hour)"])
            #expect(try rows(cell, change) == figures.calls, "\(cell.text)")
        }
        for (employee, figures) in counted.employees {
            let own = all.with(.employee, employee.map { "\($0.value)" } ?? "none")
            for kind in CallKind.allCases {
                #expect(try rows(own.with(kind.rows), change) == kind.count(figures))
            }
        }
        for (category, figures) in counted.categories {
            let chosen = all.with(.category, category.map { "\($0.value)" } ?? "none")
            for kind in CallKind.allCases {
                #expect(try rows(chosen.with(kind.rows), change) == kind.count(figures))
            }
        }
        #expect(counted.categories.count == 4)
        for (span, figures) in zip(WaitSpan.all, counted.waits) {
            let waited = all.with([
                .direction: "incoming", .waitFrom: "\(span.from)",
                .waitTo: span.to.map { "\($0)" } ?? "",
            ])
            #expect(try rows(waited.with(.outcome, "answered"), change) == figures.answered)
            #expect(try rows(waited.with(.outcome, "missed"), change) == figures.missed)
        }
        let totals = counted.totals
        #expect(totals.calls > 30 && totals.goingOn > 0)
        for parts in [
            counted.days, counted.hours, Array(counted.employees.values),
            Array(counted.categories.values),
        ] {
            #expect(parts.reduce(CallFigures(), +) == totals)
        }
        try meansAreOfRows(all, counted, change)
    }

    /// Checks that the averages of the tiles equal those of the call log's rows.
    private func meansAreOfRows(
        _ all: CallsQuery, _ counted: CallStatistics, _ change: ClockChange
    ) throws {
        func calls(_ fields: [CallsQuery.Field: String]) throws -> [CallRow] {
            let wanted = CallFilterInput(all.with(fields), days: 7, me: taras.id, localizer(change))
            return try office.store.calls(wanted.filter, Pagination(limit: 200)).items
        }
        func mean(_ lengths: [Int]) -> Int? {
            lengths.isEmpty
                ? nil : Int((Double(lengths.reduce(0, +)) / Double(lengths.count)).rounded())
        }
        let answered = try calls(CallKind.incomingAnswered.rows)
        #expect(counted.totals.waits.mean == mean(answered.compactMap(\.waitSeconds)))
        let talks = try calls([.outcome: "answered"]).compactMap(\.talkSeconds)
        #expect(counted.totals.talks.mean == mean(talks))
    }

    @Test("A day of 25 hours holds the repeated hour once, a day of 23 hours has none to skip")
    func clockNights() throws {
        let kyiv = CompanyClock(timezone: "Europe/Kyiv")
        for (text, hours) in [("2025-10-26", 25), ("2025-03-30", 23)] {
            let day = try #require(LocalDay(text, in: kyiv))
            let period = try #require(LocalPeriod(from: day.start, to: day.end, in: kyiv)?.cut)
            var calls = CallCounting(period)
            for hour in 0..<hours {
                calls.count(CountedCall(startedAt: day.start.advanced(bySeconds: hour * 3600)))
            }
            let counted = calls.statistics
            let sunday = counted.hours.suffix(24).map(\.calls)
            #expect(counted.days.map(\.calls) == [hours])
            #expect(sunday.reduce(0, +) == hours && sunday[3] == (hours == 25 ? 2 : 0))
        }
    }

    @Test("Beside each figure stands that of as many days before, and the difference")
    func comparison() {
        office.hearConversation()
        office.hearConversation(uuid: "a1", number: "+380500000022", answered: false)
        office.hearConversation(uuid: "a2", number: "+380500000033", endedSecondsAgo: 86_400)
        let page = taras.open("/statistics?period=today")
        #expect(page.words.contains("Дзвінки 2 вхідні та вихідні, без внутрішніх було 1 +1"))
        #expect(page.words.contains("Прийняті 50 % частка прийнятих серед вхідних: 1 дзвінок"))
        #expect(page.words.contains("було 100 % −50 в. п., гірше"))
        #expect(page.words.contains("5 січ, час: Europe/Kyiv. Для порівняння"))
        #expect(page.words.contains("стільки ж днів до того: 4 січ, останній день до 10:30"))
    }

    @Test(
        "A day that is not over is compared with the same part of the other, and its calls are those opened"
    )
    func unfinished() throws {
        office.hearConversation(uuid: "a1", endedSecondsAgo: 60)
        office.hearConversation(uuid: "a2", endedSecondsAgo: 86_400 + 3600)
        office.hearConversation(uuid: "a3", endedSecondsAgo: 86_400 - 3600)
        let page = taras.open("/statistics?period=today")
        #expect(page.words.contains("Дзвінки 1 вхідні та вихідні, без внутрішніх було 1 ±0"))
        let link = "calls?from=2026-01-04&amp;to=2026-01-04&amp;to_time=10:30"
        #expect(page.text.contains(link) || page.text.contains(link.replacing(":", with: "%3A")))
        let rows = taras.open("/calls?from=2026-01-04&to=2026-01-04&to_time=10:30").text
        #expect(rows.contains("/calls/a2") && !rows.contains("/calls/a3"))
        #expect(page.text.contains("class=\"hatch\""))
        #expect(!taras.open("/statistics?period=yesterday").text.contains("class=\"hatch\""))
    }

    @Test("The period starts as the settings localize, and can be chosen")
    func periods() {
        _ = office.api(.patch, "/settings", #"{"default_period_days": 2}"#)
        office.hearConversation(endedSecondsAgo: 2 * 86_400)
        office.hearConversation(uuid: "a1", endedSecondsAgo: 3 * 86_400)
        #expect(taras.open("/statistics").words.contains("3–5 січ"))
        #expect(taras.open("/statistics").words.contains("Дзвінки 1 вхідні"))
        #expect(taras.open("/statistics?period=30").words.contains("Дзвінки 2 вхідні"))
        #expect(
            taras.open("/statistics?from=2026-01-02&to=2026-01-02").words.contains(
                "Дзвінки 1 вхідні"))
    }

    @Test(
        "A period that cannot be counted comes back with what is wrong",
        arguments: [
            "from=2026-01-05&to=2026-01-01", "from=2020-01-01", "from=x", "to=2026-02-31",
            "employee=everybody", "from=9999-12-31&to=9999-12-31&period=1",
        ])
    func mistakes(query: String) {
        let page = taras.open("/statistics?\(query)")
        let isOnlyFar = query.hasPrefix("from=9999")
        #expect(page.status == (isOnlyFar ? 200 : 422))
        #expect(page.text.contains("id=\"problem-") != isOnlyFar)
    }

    @Test("Before the first call the page says that there was none")
    func empty() {
        #expect(taras.open("/statistics").words.contains("За цей період дзвінків не було"))
    }

    @Test("The page speaks English, too")
    func english() {
        office.hearConversation()
        _ = office.api(.patch, "/settings", #"{"language": "en"}"#)
        let page = taras.open("/statistics").words
        for words in ["Statistics", "100% share of incoming calls", "By weekday and hour", "2:16"] {
            #expect(page.contains(words), "\(words)")
        }
    }
}
