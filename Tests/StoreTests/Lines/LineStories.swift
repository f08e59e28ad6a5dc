import CallRules
import CompanyTime
import GRDB
import JSONText
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Lines") struct LineStories {
    let company: Company
    private let now = Company.morning
    private let shop = "+380440000777"
    private let service = "+380440000888"

    init() throws {
        company = try Company()
        try company.execute("INSERT INTO lead_source (id, name, position) VALUES (2, 'Магазин', 9)")
    }

    private var olena: Author {
        Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)
    }

    private func miss(
        _ uuid: String, on line: String?, number: String = Company.unknownCaller,
        at start: Instant = Company.morning
    ) throws {
        var leg = Leg(uuid: uuid)
        leg.direction = .incoming
        leg.number = number
        leg.line = line
        var record = CDR()
        record.endAt = start.advanced(bySeconds: 30)
        record.duration = 30
        record.billSeconds = 0
        record.disposition = 1
        record.party = Party(kind: .user, extension: "101", name: nil)
        leg.record = record
        try company.hear(.record(leg), at: start.advanced(bySeconds: 31))
    }

    private func line(_ number: String) throws -> LineRow {
        try #require(company.store.lines(Pagination()).items.first { $0.line.number == number })
    }

    @discardableResult
    private func change(
        _ number: String, name: String? = nil, _ rules: [String: SettingInput] = [:]
    ) throws -> SaveOutcome<LineRow> {
        var change = LineChange()
        change.name = name
        change.rules = rules
        return try company.store.updateLine(
            line(number).id, change, by: olena, at: now)
    }

    @Test("A line appears with its first call, by whatever Phonet calls it, and is known at once")
    func appears() throws {
        #expect(try company.store.lines(Pagination()).items.isEmpty)
        try miss("a1", on: shop)
        try miss("b2", on: "SIP trunk")
        try miss("c3", on: nil)
        try miss("d4", on: shop)
        let rows = try company.store.lines(Pagination()).items
        #expect(rows.map(\.line.number) == [shop, "SIP trunk"] && rows.map(\.version) == [1, 1])
        #expect(company.store.settings.lines.all.map(\.number) == [shop, "SIP trunk"])
        #expect(company.store.settings.lines[shop]?.shown == "+380 44 000 07 77")
        // The number of a client that Phonet put into both places is no line.
        try miss("e5", on: Company.iryna, number: Company.iryna)
        #expect(try company.store.lines(Pagination()).items.count == 2)
    }

    @Test(
        "The shop's line makes leads with its own source, the service line none, others as the company"
    )
    func shopAndService() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        for number in [shop, service, "main"] {
            try miss("x\(number)", on: number, number: "+380500000055")
        }
        try company.forgetCalls()
        try change(shop, name: "Магазин", ["missed_call_lead_source_id": .number(2)])
        try change(service, name: "Сервіс", ["create_lead_on_missed_incoming": .truth(false)])
        try miss("a1", on: shop, number: "+380500000021")
        try miss("b2", on: service, number: "+380500000022")
        try miss("c3", on: "main", number: "+380500000023")
        let leads = try company.store.read { db in
            try Row.fetchAll(db, sql: "SELECT name, source_id FROM lead ORDER BY id")
                .map { "\($0["name"] as String) \($0["source_id"] as Int)" }
        }
        #expect(leads == ["+380500000021 2", "+380500000023 1"])
        let reasons = try company.store.read { db in
            try String.fetchAll(
                db, sql: "SELECT reason_uk FROM decision WHERE rule = 'create' ORDER BY id")
        }
        #expect(reasons[1].hasSuffix("Діє власне правило лінії «Сервіс»."))
        #expect(!reasons[2].contains("лінії"))
        // A call that nobody owns a line of is the company's.
        try miss("d4", on: nil, number: "+380500000024")
        #expect(try company.count("SELECT count(*) FROM lead") == 3)
    }

    @Test("A line's people get its leads and hear of its missed calls, and notices name the line")
    func people() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
            $0.distributionEmployeeIDs = [Company.olena]
        }
        try miss("x", on: shop)
        try company.forgetCalls()
        try change(
            shop, name: "Магазин",
            [
                "distribution_employee_ids": .numbers([Company.marko.value]),
                "notify_missed_unknown_employee_ids": .numbers([Company.taras.value]),
            ])
        try miss("a1", on: shop, number: "+380500000021")
        try miss("b2", on: service, number: "+380500000022")
        for (number, responsible) in [("21", Company.marko), ("22", Company.olena)] {
            let name = "+3805000000\(number)"
            #expect(
                try company.count("SELECT responsible_employee_id FROM lead WHERE name = '\(name)'")
                    == Int(responsible.value))
        }
        #expect(
            try company.value("SELECT text FROM notice WHERE kind = 'missed_call'")
                == "Пропущений дзвінок: +380500000021 (лінія «Магазин»)")
        #expect(
            try company.count("SELECT employee_id FROM notice WHERE kind = 'missed_call'") == 2)
        #expect(
            try company.count(
                "SELECT count(*) FROM decision WHERE reason_uk LIKE '%Список співробітників – власний у лінії%'"
            ) == 2)
    }

    @Test("What-if asks for a line; nothing stays of it")
    func whatIf() throws {
        try miss("x", on: shop)
        try company.forgetCalls()
        try change(shop, name: "Магазин", ["create_lead_on_missed_incoming": .truth(true)])
        func creates(_ line: String?) throws -> Bool {
            try company.store.simulated(
                Simulation(
                    direction: .incoming, outcome: .missed, phone: "0500000033", extension: "101",
                    line: line), at: now
            ).leadCreated
        }
        #expect(try creates(shop) && !creates(nil) && !creates("+380440000999"))
        #expect(try company.store.lines(Pagination()).items.count == 1)
    }

    @Test("Hours of a line: its cases wait in them, and who waited longest comes first")
    func hours() throws {
        let day = try #require(OpenSpan(from: 540, until: 1080))
        let week = try WeekHours.read(
            Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [day]) })
        ).get()
        company.decide { $0.workingHours = WorkingHours(week: week) }
        let (eight, two) = (now.earlier(bySeconds: 150 * 60), now.earlier(bySeconds: 510 * 60))
        // The shop was called at 02:00 and opens at nine; the service answers around the clock.
        try miss("a1", on: shop, number: "+380500000021", at: two)
        try miss("b2", on: service, number: "+380500000022", at: eight)
        let whole = SettingInput.structure(
            JSON(
                try WeekHours.read(
                    Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.wholeDay]) })
                ).get()))
        func waiting() throws -> [String] {
            var seen: [String] = []
            let clocks = company.store.settings.clocks
            var after = Pagination(limit: 1)
            while true {
                let page = try company.store.missedCases(MissedCaseFilter(), after, at: now)
                seen += page.items.map {
                    "\($0.phone.suffix(2)) \($0.waitingSeconds(at: now, clocks) / 60)"
                }
                guard let next = page.next else { break }
                after = Pagination(limit: 1, after: next)
            }
            return seen
        }
        #expect(try waiting() == ["21 90", "22 90"])
        try change(service, ["working_hours": whole])
        #expect(try waiting() == ["22 150", "21 90"])
        var filter = MissedCaseFilter()
        filter.isWithinHours = false
        #expect(
            try company.store.missedCases(filter, Pagination(), at: now).items.map(\.phone)
                == ["+380500000021"])
        let clock = company.settings.companyClock
        let today = LocalDay(of: now, in: clock)
        let period = try #require(
            CallStatistics.Period(
                days: [today.start], end: today.end,
                clock: clock.localClock(from: today.start, to: today.end)))
        let counted = try company.store.statistics(of: period)
        #expect(counted.outsideHours.missed == 1 && counted.withinHours.missed == 1)
        #expect(counted.lines[shop]?.missed == 1 && counted.lines[service]?.missed == 1)
        #expect(try company.store.statistics(of: period, on: shop).totals.calls == 1)
    }

    @Test("What cannot be is refused at its field; what a line names cannot vanish")
    func refusals() throws {
        try miss("a1", on: shop)
        try miss("b2", on: service)
        try change(shop, name: "Магазин")
        func refusal(_ name: String?, _ rules: [String: SettingInput]) throws -> String? {
            guard case .invalid(let problems) = try change(service, name: name, rules) else {
                return nil
            }
            return problems.map { "\($0.field): \($0.message.en)" }.joined(separator: "; ")
        }
        #expect(try refusal("Магазин", [:]) == "name: is the name of another line already")
        #expect(try refusal(String(repeating: "я", count: 61), [:])?.contains("at most 60") == true)
        #expect(try refusal(nil, ["timezone": .text("UTC")]) == "timezone: is no setting")
        #expect(
            try refusal(nil, ["create_lead_on_missed_incoming": .text("так")])
                == "create_lead_on_missed_incoming: must be true or false")
        #expect(
            try refusal(nil, ["missed_call_lead_source_id": .number(99)])?.contains("99") == true)
        #expect(
            try refusal(nil, ["distribution_employee_ids": .numbers([99])])?.contains("99") == true)
        try change(
            service, name: "Сервіс",
            [
                "answered_call_lead_source_id": .number(2),
                "distribution_employee_ids": .numbers([Company.marko.value]),
            ])
        guard
            case .inUse(let places) = try company.store.deleteLeadSource(
                LeadSource.ID(2), by: olena, at: now)
        else {
            Issue.record("deleted")
            return
        }
        #expect(places.map(\.message.en) == ["is named by line “Сервіс”"])
        guard
            case .inUse(let uses) = try company.store.deleteEmployee(
                Company.marko, by: olena, at: now)
        else {
            Issue.record("deleted")
            return
        }
        #expect(uses.contains { $0.message.uk == "вказано в лінії «Сервіс»" })
        // Null and empty give it back to the company.
        let row = try #require(
            change(
                service, name: "",
                [
                    "answered_call_lead_source_id": .null,
                    "distribution_employee_ids": .numbers([]),
                ]
            ).saved)
        #expect(row.line.own.isEmpty && row.line.name == nil && row.version == 3)
        #expect(
            try company.count("SELECT count(*) FROM audit_entry WHERE action = 'line_changed'") == 3
        )
        let stale = try company.store.updateLine(
            row.id, LineChange(), if: .version([1]), by: olena, at: now)
        guard case .stale(currentVersion: 3) = stale else {
            Issue.record("\(stale)")
            return
        }
    }

    @Test(
        "A message on a known line asks the database nothing about it, whatever the line has of its own"
    )
    func statements() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        try miss("a1", on: shop, number: "+380500000031")
        let counted = try statements(of: "b2", number: "+380500000032")
        try change(
            shop, name: "Магазин",
            [
                "missed_call_lead_source_id": .number(2),
                "create_lead_on_missed_incoming": .truth(true),
                "working_hours_exceptions": .structure(
                    .list([.object([("date", .string("2026-12-25"))])])),
            ])
        // The lines are read again once, by another connection.
        #expect(company.store.settings.lines[shop]?.name == "Магазин")
        let own = try statements(of: "c3", number: "+380500000033")
        #expect(own.count == counted.count && counted.count > 10)
        // The outside number is compared with the lines, as ever; the line itself is in memory.
        for all in [counted, own] {
            let asked = all.filter { $0.contains("FROM line") }
            #expect(asked.allSatisfy { $0.contains("+38050") }, "\(asked)")
            #expect(!all.contains { $0.contains("INTO line") })
        }
    }

    /// What the writer asks the database while it hears a missed call on the shop's line.
    private func statements(of uuid: String, number: String) throws -> [String] {
        let heard = Mutex<[String]>([])
        try company.store.write(.system(at: now)) { transaction in
            transaction.db.trace { event in heard.withLock { $0.append(event.expandedDescription) }
            }
        }
        try miss(uuid, on: shop, number: number)
        try company.store.write(.system(at: now)) { $0.db.trace() }
        return heard.withLock { $0 }
    }

    @Test("The next start of the program knows the lines")
    func restart() throws {
        try miss("a1", on: shop)
        try change(shop, name: "Магазин")
        let again = try Store(path: company.path)
        defer { again.close() }
        #expect(again.settings.lines[shop]?.name == "Магазин")
    }
}
