import CallRules
import TestSupport
import Testing

@testable import Store

/// Statistics are the same whether days are packed or not. The calls are of the week before `Company.morning`.
@Suite("Packed days of the statistics") struct CountedDayStories {
    private static let day: Int64 = 86_400_000
    private static let lines = ["'+380440000001'", "'лінія складу'", "NULL"]
    private let company: Company
    private var random = SeededRandom(seed: 59)

    init() throws {
        company = try Company()
        let hours = try WorkingHours(week: .office())
        company.decide { $0.workingHours = hours }
        try company.execute(
            """
            INSERT INTO line (number, seen_at) VALUES ('+380440000001', 0), ('лінія складу', 0);
            INSERT INTO missed_case (phone, opened_at, last_missed_at, missed_calls, attempts, state, ended_at)
            SELECT '+38050000000' || value, \(Company.morning.milliseconds - 6 * Self.day),
                \(Company.morning.milliseconds - 2 * Self.day), 2, 0, 'returned',
                \(Company.morning.milliseconds - Self.day)
            FROM json_each('[1, 2, 3]');
            """)
        for number in 1...400 { try company.execute(insertion(of: number)) }
    }

    private mutating func insertion(of number: Int) -> String {
        let start = Company.morning.milliseconds - Int64(random.roll(7 * 86_400)) * 1000
        return """
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class, trunk,
                employee_id, started_at, wait_seconds, talk_seconds, lead_created, origin, seen_at,
                updated_at, is_first, category_id, ignored_by)
            VALUES ('c\(number)', \(random.pick(["'incoming'", "'outgoing'", "'internal'", "NULL"])), 'ended',
                \(random.pick(["'answered'", "'missed'", "NULL"])),
                \(random.pick(["NULL", "'+380500000001'", "'+380500000002'", "'+380500000003'"])), 'x',
                'external', \(random.pick(Self.lines)), \(random.pick(["NULL", "1", "2", "3"])),
                \(random.roll(50) == 0 ? "NULL" : "\(start)"), \(random.pick(["NULL", "-1", "0", "17"])),
                \(random.pick(["NULL", "0", "95", "4000"])), \(random.roll(2)), 'webhook', 0, 0,
                \(random.roll(2)), \(random.pick(["NULL", "1", "2"])), \(random.pick(["NULL", "NULL", "7"])));
            """
    }

    /// Everything that is counted, for each way to ask.
    private func counted() throws -> [String] {
        let end = Company.morning
        let days = (0..<6).map { Instant(milliseconds: end.milliseconds - (6 - $0) * Self.day) }
        let period = try #require(
            CallStatistics.Period(
                days: days, end: end,
                clock: LocalClock([.init(start: days[0], offsetSeconds: 7200)])))
        var told: [String] = []
        for scope in [StatisticsScope.everybody, .employee(Company.taras), .nobody] {
            for withIgnored in [false, true] {
                for line in [nil, "лінія складу"] {
                    let one = try company.store.statistics(
                        of: period, scope, withIgnored: withIgnored, on: line, seenBy: .program)
                    told.append(
                        """
                        \(one.totals) \(one.days) \(one.hours) \(one.withinHours) \(one.outsideHours) \
                        \(one.employees.map { "\($0)" }.sorted()) \(one.lines.map { "\($0)" }.sorted()) \
                        \(one.categories.map { "\($0)" }.sorted()) \(one.waits) \(one.uniqueNumbers) \
                        \(one.returned) \(one.medianReturnSeconds ?? -1)
                        """)
                }
            }
        }
        return told
    }

    private func pack() throws {
        while try company.store.maintain(at: Company.morning) {}
    }

    private var packedDays: Int {
        get throws { try company.count("SELECT count(*) FROM counted_day WHERE length(calls) > 2") }
    }

    @Test("A packed week is counted as the calls themselves, whoever asks for what")
    func same() throws {
        let asked = try counted()
        #expect(try packedDays == 0 && Set(asked).count > 8)
        try pack()
        // Of the eight days that have calls, the three latest have not been over for a day and a half.
        #expect(try packedDays == 5)
        #expect(try counted() == asked)
    }

    @Test("Whatever changes a call, in whatever column, changes the statistics at once")
    mutating func changes() throws {
        let changes = [
            "outcome = 'answered'", "outcome = NULL", "direction = 'outgoing'", "direction = NULL",
            "employee_id = 2", "phone = '+380500000009'", "phone = NULL", "is_first = 1",
            "wait_seconds = 3", "talk_seconds = 12", "lead_created = 1", "trunk = 'нова'",
            "category_id = 2", "ignored_by = 9", "started_at = started_at - 86400000",
            "started_at = NULL",
        ]
        var moved = 0
        for change in changes {
            try pack()
            let before = try counted()
            let chosen = (1...12).map { _ in "'c\(random.number(in: 1...400))'" }.joined(
                separator: ",")
            try company.execute("UPDATE call SET \(change) WHERE uuid IN (\(chosen))")
            let after = try counted()
            if after != before { moved += 1 }
            try company.execute("UPDATE counted_day SET calls = NULL")
            #expect(try counted() == after, "\(change)")
        }
        #expect(moved > changes.count / 2)
        try pack()
        try company.execute("DELETE FROM call WHERE id % 5 = 0")
        let rest = try counted()
        try company.execute("DELETE FROM counted_day")
        #expect(try counted() == rest)
    }

    @Test(
        "A day that does not fit is asked of the calls, and no reading of foreign bytes stops the process"
    )
    func unpackable() throws {
        try company.execute("UPDATE call SET wait_seconds = 9223372036854775807 WHERE id % 40 = 1")
        let asked = try counted()
        try pack()
        #expect(try counted() == asked)
        #expect(try company.count("SELECT count(*) FROM counted_day WHERE length(calls) = 0") > 0)
        for bytes in [
            "x'01'", "x'0100'", "x'0100ffff'", "x'000001'", "x'010001ff'", "x'0000' || zeroblob(8)",
        ] {
            try company.execute("UPDATE counted_day SET calls = CAST(\(bytes) AS BLOB)")
            #expect(try counted() == asked)
        }
    }
}
