import CallRules
import CompanyTime
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Compares the result of each filter with a check of every stored call, one by one.
@Suite("Filters of calls")
struct CallFilterStories {
    let company: Company
    private let zone = TimeZone(identifier: "Europe/Kyiv") ?? .gmt
    private let hour = 3600

    init() throws {
        company = try Company()
        var dice = SeededRandom(seed: 11)
        for number in 1...150 { try company.execute(call(number, &dice)) }
        try company.execute(
            """
            UPDATE call SET is_first = 1 WHERE id IN (SELECT min(id) FROM call GROUP BY phone);
            INSERT INTO missed_case (phone, opened_at, last_missed_at, missed_calls, attempts, state,
                ended_at)
            SELECT phone, min(started_at), max(started_at), count(*), 0,
                iif(phone LIKE '%1', 'returned', 'open'), iif(phone LIKE '%1', max(started_at), NULL)
            FROM call WHERE phone IS NOT NULL AND started_at IS NOT NULL GROUP BY phone
            """)
    }

    /// A call every two hours from the end of October on, across the end of summer time.
    private func call(_ number: Int, _ dice: inout SeededRandom) -> String {
        let start = 1_761_300_000_000 + dice.roll(300) * 2 * hour * 1000
        let outcome = dice.pick(["'answered'", "'missed'", "NULL"])
        let phone = dice.pick(["NULL", "'+380500000011'", "'+380500000012'", "'+380500000021'"])
        let hasTalk = outcome == "'answered'"
        let values: [String] = [
            "'u\(number)'", dice.pick(["'incoming'", "'outgoing'", "'internal'", "NULL"]),
            "'ended'", outcome, phone, "'\(dice.pick(["101", "", "202"]))'", "'short'",
            dice.pick(["NULL", "'sales'", "'support'"]), dice.pick(["NULL", "1", "2", "3"]),
            dice.roll(20) == 0 ? "NULL" : "\(start)", hasTalk ? "\(dice.roll(9))" : "NULL",
            dice.pick(["NULL", "\(dice.roll(90))"]), dice.pick(["NULL", "'https://x'"]),
            dice.pick(["NULL", "8101"]), "\(dice.roll(2))",
        ]
        return """
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, trunk,
                employee_id, started_at, talk_seconds, wait_seconds, recording_url, client_id,
                lead_created, origin, seen_at, updated_at)
            VALUES (\(values.joined(separator: ", ")), 'webhook', 0, 0)
            """
    }

    private var filters: [(String, (inout CallFilter) -> Void)] {
        [
            ("all", { _ in }),
            ("from", { $0.from = Instant(milliseconds: 1_761_500_000_000) }),
            ("to", { $0.to = Instant(milliseconds: 1_762_000_000_000) }),
            ("incoming", { $0.direction = .incoming }),
            ("outside", { $0.isOutside = true }),
            ("missed", { $0.outcome = .missed }),
            ("answered", { $0.outcome = .answered }),
            ("a number", { $0.phone = PhoneNumber("050 000 00 11") }),
            ("a short number", { $0.phone = PhoneNumber("101") }),
            ("an employee", { $0.employeeID = Company.taras }),
            ("nobody", { $0.hasNoEmployee = true }),
            ("a line", { $0.line = "sales" }),
            ("a client", { $0.clientID = Client.ID(8101) }),
            ("a lead nobody has", { $0.leadID = Lead.ID(7) }),
            ("known", { $0.isKnown = true }),
            ("unknown", { $0.isKnown = false }),
            ("recorded", { $0.hasRecording = true }),
            ("not recorded", { $0.hasRecording = false }),
            ("returned", { $0.isReturned = true }),
            ("not returned", { $0.isReturned = false }),
            ("made a lead", { $0.madeLead = true }),
            ("first", { $0.isFirst = true }),
            ("one per number", { $0.isOnePerNumber = true }),
            ("long waits", { $0.waitSeconds = SecondsRange(from: 30) }),
            ("waits of half a minute", { $0.waitSeconds = SecondsRange(from: 30, to: 60) }),
            ("short talks", { $0.talkSeconds = SecondsRange(to: 3) }),
            ("Sundays", { $0.localHour = LocalHour(weekday: 7, in: CompanyClock(zone)) }),
            ("at three", { $0.localHour = LocalHour(hour: 3, in: CompanyClock(zone)) }),
            (
                "Sundays at three",
                { $0.localHour = LocalHour(weekday: 7, hour: 3, in: CompanyClock(zone)) }
            ),
        ]
    }

    @Test(
        "Every filter in every order, and many pairs of them: page by page exactly the calls meant")
    func everyFilter() throws {
        let all = try company.store.read { try Row.fetchAll($0, sql: "SELECT * FROM call") }
        var dice = SeededRandom(seed: 5)
        for (first, one) in filters {
            let others =
                filters.filter { $0.0 == first }
                + (0..<6).map { _ in filters[dice.roll(filters.count)] }
            for (second, other) in others {
                var filter = CallFilter()
                one(&filter)
                other(&filter)
                let meant = all.filter { holds(filter, $0, all) }
                for order in first == second ? CallOrder.allCases : [.newest] {
                    let expected = sorted(meant, order).map { $0["id"] as Int64 }
                    for few in first == second ? [0, CallSearch.few] : [0] {
                        let isRight = try ids(filter, order, few: few) == expected
                        #expect(isRight, "\(first), \(second), \(order), \(few)")
                        let total = try company.store.read {
                            try CallSearch(filter, by: order, few: few, seenBy: .program, $0)
                                .total()
                        }
                        let missed = meant.count {
                            text($0, "direction") == "incoming" && text($0, "outcome") == "missed"
                        }
                        let counted = CallTotal(
                            calls: expected.count, missed: missed, isWhole: true)
                        #expect(total == counted, "\(first), \(second), \(order), \(few)")
                    }
                }
            }
        }
    }

    @Test("More calls than are looked at are said to be more, in bounded time")
    func manyCalls() throws {
        try company.execute(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 10100)
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class,
                started_at, lead_created, origin, seen_at, updated_at)
            SELECT 'many' || n, 'incoming', 'ended', iif(n % 100 = 0, 'answered', 'missed'), NULL, '', 'hidden',
                1761300000000 + n, 0, 'webhook', 0, 0 FROM number
            """)
        let all = try company.store.callTotal(CallFilter(), seenBy: .program)
        #expect(all.calls >= CallTotal.limit && !all.isWhole)
        var rare = CallFilter()
        rare.hasNote = false
        rare.outcome = .answered
        let some = try company.store.callTotal(rare, seenBy: .program)
        #expect((1..<CallTotal.limit).contains(some.calls) && !some.isWhole)
    }

    private func ids(_ filter: CallFilter, _ order: CallOrder, few: Int) throws -> [Int64] {
        var found: [Int64] = []
        var wanted: Pagination? = Pagination(limit: 70)
        while let request = wanted {
            let page = try company.store.read { db in
                try CallSearch(filter, by: order, few: few, seenBy: .program, db).page(request)
            }
            found += page.items.map { $0.id.value }
            wanted = page.next.map { Pagination(limit: 70, after: $0) }
        }
        return found
    }

    private func sorted(_ calls: [Row], _ order: CallOrder) -> [Row] {
        let column =
            ["talk": "talk_seconds", "wait": "wait_seconds"][order.rawValue] ?? "started_at"
        let ranked = calls.filter { ($0[column] as Int64?) != nil }.sorted { one, other in
            let (first, second): ((Int64, Int64), (Int64, Int64)) = (
                (one[column], one["id"]), (other[column], other["id"])
            )
            return order == .oldest ? first < second : first > second
        }
        let others = calls.filter { ($0[column] as Int64?) == nil }
        return ranked + others.sorted { ($0["id"] as Int64) > ($1["id"] as Int64) }
    }

    private func holds(_ filter: CallFilter, _ call: Row, _ all: [Row]) -> Bool {
        let phone: String? = call["phone"]
        let start: Int64? = call["started_at"]
        let isMissed = text(call, "direction") == "incoming" && text(call, "outcome") == "missed"
        let isKnown = (call["client_id"] as Int64?) != nil
        let checks: [Bool] = [
            concerns(filter, call),
            filter.outcome.map { text(call, "outcome") == $0.rawValue } ?? true,
            filter.phone.map {
                $0.e164 == nil
                    ? phone == nil && text(call, "raw_number") == $0.raw : phone == $0.e164
            } ?? true,
            filter.line.map { text(call, "trunk") == $0 } ?? true,
            filter.clientID == nil || isKnown, filter.leadID == nil,
            filter.isKnown.map { $0 ? isKnown : !isKnown && isOutside(call) } ?? true,
            filter.hasRecording.map { $0 == ((call["recording_url"] as String?) != nil) } ?? true,
            filter.isReturned.map { wanted in
                isMissed && start != nil && phone.map { $0.hasSuffix("1") == wanted } ?? false
            } ?? true,
            !filter.madeLead || call["lead_created"] == 1,
            !filter.isFirst || call["is_first"] == 1,
            !filter.isOnePerNumber || phone != nil && start != nil && isLatest(filter, call, all),
            lasts(filter.waitSeconds, call["wait_seconds"]),
            lasts(filter.talkSeconds, call["talk_seconds"]),
            filter.localHour.map { shows($0, start) } ?? true,
        ]
        return checks.allSatisfy(\.self)
    }

    /// True when no later call of the same number has the same period, direction and employee.
    private func isLatest(_ filter: CallFilter, _ call: Row, _ all: [Row]) -> Bool {
        let place: (Int64, Int64) = (call["started_at"], call["id"])
        return !all.contains { other in
            text(other, "phone") == text(call, "phone") && concerns(filter, other)
                && ((other["started_at"] as Int64?) ?? 0, other["id"] as Int64) > place
        }
    }

    /// True when the call has the period, direction and employee of the filter.
    private func concerns(_ filter: CallFilter, _ call: Row) -> Bool {
        let start: Int64? = call["started_at"]
        let employee: Int64? = call["employee_id"]
        return
            (filter.from.map { first in start.map { $0 >= first.milliseconds } ?? false } ?? true)
            && (filter.to.map { end in start.map { $0 < end.milliseconds } ?? false } ?? true)
            && (filter.direction.map { text(call, "direction") == $0.name } ?? true)
            && (!filter.isOutside || isOutside(call))
            && (filter.employeeID.map { employee == $0.value } ?? true)
            && (!filter.hasNoEmployee || employee == nil)
    }

    private func isOutside(_ call: Row) -> Bool {
        text(call, "direction") == "incoming" || text(call, "direction") == "outgoing"
    }

    private func lasts(_ range: SecondsRange, _ seconds: Int?) -> Bool {
        guard range != SecondsRange() else { return true }
        guard let seconds else { return false }
        return seconds >= range.from ?? 0 && seconds < range.to ?? .max
    }

    private func shows(_ wanted: LocalHour, _ start: Int64?) -> Bool {
        guard let start else { return false }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(start) / 1000)
        let parts = calendar.dateComponents([.weekday, .hour], from: date)
        // `Calendar` counts weekdays from Sunday.
        let weekday = ((parts.weekday ?? 0) + 5) % 7 + 1
        return wanted.weekday.map { $0 == weekday } ?? true
            && wanted.hour.map { $0 == parts.hour } ?? true
    }

    private func text(_ call: Row, _ column: String) -> String? { call[column] }

    @Test("The hour that clocks show twice is one hour, the one they leave out has no calls")
    func clockChanges() throws {
        try company.forgetCalls()
        // 26 October 2025, 04:00 → 03:00; 29 March 2026, 03:00 → 04:00.
        let starts = [
            "2025-10-25T23:59:59Z", "2025-10-26T00:10:00Z", "2025-10-26T01:50:00Z",
            "2025-10-26T02:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z",
        ]
        for (number, text) in starts.enumerated() {
            let date = try Date(text, strategy: .iso8601)
            try company.execute(
                """
                INSERT INTO call (uuid, state, raw_number, number_class, started_at, lead_created,
                    origin, seen_at, updated_at)
                VALUES ('\(number)', 'ended', '', 'hidden', \(Int64(date.timeIntervalSince1970) * 1000),
                    0, 'webhook', 0, 0)
                """)
        }
        func uuids(at hour: Int) throws -> [String] {
            var filter = CallFilter()
            filter.localHour = LocalHour(hour: hour, in: CompanyClock(zone))
            return try company.store.calls(filter, Pagination(), by: .oldest).items.map(\.uuid)
        }
        #expect(try uuids(at: 2) == ["0", "4"])
        #expect(try uuids(at: 3) == ["1", "2"])
        #expect(try uuids(at: 4) == ["3", "5"])
    }
}
