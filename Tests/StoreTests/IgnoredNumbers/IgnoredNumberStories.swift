import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Numbers that are left alone")
struct IgnoredNumberStories {
    let company: Company
    private let spammer = "+380931112233"
    private let taras = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.createLead.answeredIncoming.isOn = true
            $0.createLead.missedOutgoing.isOn = true
            $0.notifyMissedUnknown = true
            $0.callPushEmployeeIDs = [Company.olena]
        }
    }

    private var store: Store { company.store }

    private func minutes(_ count: Int) -> Instant {
        Company.morning.advanced(bySeconds: count * 60)
    }

    @discardableResult
    private func ignore(
        _ number: String, isPrefix: Bool = false, at minute: Int = 0
    ) throws -> SaveOutcome<IgnoredNumberRow> {
        var details = IgnoredNumberDetails()
        (details.number, details.isPrefix, details.reason) = (number, isPrefix, "спам")
        return try store.ignore(details, by: taras, at: minutes(minute))
    }

    private func entry(_ number: String, isPrefix: Bool = false, at minute: Int = 0) throws
        -> IgnoredNumberRow
    {
        try #require(try ignore(number, isPrefix: isPrefix, at: minute).saved)
    }

    private func call(
        _ minute: Int, _ number: String? = nil, _ direction: LegDirection = .incoming,
        answered: Bool = false
    ) throws {
        var talk = Conversation(uuid: "c\(minute)", direction: direction)
        talk.number = number ?? spammer
        talk.start = minutes(minute)
        try company.hear(talk.dial, at: minutes(minute))
        try company.hear(talk.record(answered: answered), at: minutes(minute + 3))
    }

    private func made() throws -> [Int] {
        try ["lead", "notice", "missed_case"].map {
            try company.count("SELECT count(*) FROM \($0)")
        }
    }

    @Test("An ignored number leaves a marked row and nothing else, whatever becomes of the call")
    func nothing() throws {
        try ignore("093 111 22 33")
        try call(1)
        try call(10, answered: true)
        try call(20, nil, .outgoing)
        #expect(try made() == [0, 0, 0])
        #expect(try company.count("SELECT count(*) FROM call WHERE ignored_by = 1") == 3)
        let reasons: [String] = try store.read {
            try String.fetchAll(
                $0, sql: "SELECT DISTINCT reason_uk FROM decision WHERE rule <> 'link'")
        }
        #expect(reasons == ["Нічого не зроблено: номер у списку ігнорованих (спам)."])
        #expect(try store.ignoredNumbers(Pagination(), seenBy: .program).items.map(\.calls) == [3])
        try call(30, Company.unknownCaller)
        let others = try made()
        #expect(others[0] == 1 && others[1] > 0 && others[2] == 1, "others are as before")
        let simulated = try store.simulated(
            Simulation(direction: .incoming, outcome: .missed, phone: spammer, extension: "101"),
            at: minutes(60))
        #expect(!simulated.leadCreated && simulated.notices.isEmpty)
        #expect(simulated.decisions.contains { $0.reason.en.contains("on the ignore list") })
    }

    @Test("Known people are still joined to the call")
    func known() throws {
        try ignore(Company.iryna)
        try call(1, Company.iryna)
        #expect(try company.count("SELECT client_id FROM call") == 8101)
        #expect(try made() == [0, 0, 0])
    }

    @Test("A call is judged by the list until it is answered or missed, and by nothing later")
    func whenDecided() throws {
        let ringing = Conversation(uuid: "a1", number: spammer, start: minutes(0))
        try company.hear(ringing.dial, at: minutes(0))
        let added = try entry(spammer)
        try company.hear(ringing.record(answered: false), at: minutes(3))
        #expect(try company.count("SELECT count(*) FROM lead") == 0, "it was said while it rang")
        #expect(try company.count("SELECT ignored_by FROM call") == 1)
        #expect(try store.stopIgnoring(added.id, by: taras, at: minutes(4)) == .deleted)
        try company.hear(ringing.record(answered: false, by: "102"), at: minutes(5))
        #expect(
            try company.count("SELECT ignored_by FROM call") == 1, "the mark tells what happened")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)

        let talk = Conversation(uuid: "b2", number: spammer, start: minutes(10))
        try company.hear(talk.dial, at: minutes(10))
        try company.hear(talk.bridge, at: minutes(10))
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
        try ignore(spammer, at: 11)
        try company.hear(talk.record(answered: true), at: minutes(13))
        #expect(
            try company.count("SELECT count(*) FROM call WHERE uuid = 'b2' AND ignored_by IS NULL")
                == 1)
    }

    @Test(
        "Adding a number closes its missed case for a reason of its own; taking it away opens it again"
    )
    func cases() throws {
        try call(0)
        try call(5, Company.unknownCaller)
        let added = try entry(spammer, at: 10)
        func open() throws -> [String] {
            try store.missedCases(MissedCaseFilter(), Pagination(), at: minutes(20)).items
                .map(\.phone)
        }
        #expect(try open() == [Company.unknownCaller])
        let closed = try store.missedCalls(MissedCallFilter(), Pagination()).items.first
        #expect(closed?.reason == .ignored && closed?.closedBy == "Тарас Левченко")
        try call(12)
        #expect(try open() == [Company.unknownCaller])
        #expect(try store.stopIgnoring(added.id, by: taras, at: minutes(15)) == .deleted)
        #expect(try open() == [spammer, Company.unknownCaller])
        #expect(
            try company.count("SELECT missed_calls FROM missed_case WHERE phone = '\(spammer)'")
                == 1)
        try call(30)
        #expect(
            try company.count("SELECT missed_calls FROM missed_case WHERE phone = '\(spammer)'")
                == 2)
        let again = try entry(spammer, at: 40)
        #expect(try store.stopIgnoring(again.id, by: taras, at: minutes(40 + 1441)) == .deleted)
        #expect(try open() == [Company.unknownCaller], "after a day it stays closed")
    }

    @Test("A beginning closes every case under it, and the longest entry counts")
    func beginning() throws {
        for minute in 0..<120 { try call(minute, "+38093\(1_000_000 + minute)") }
        try call(130, Company.unknownCaller)
        let all = try entry("093", isPrefix: true, at: 140)
        #expect(all.number == "+38093")
        #expect(
            try company.count("SELECT count(*) FROM missed_case WHERE ended_at IS NULL") == 1)
        let one = try entry(spammer, at: 150)
        try call(160)
        try call(170, "+380935550000")
        #expect(try store.ignoredNumber(one.id, seenBy: .program)?.calls == 1)
        #expect(try store.ignoredNumber(all.id, seenBy: .program)?.calls == 1)
        #expect(try store.stopIgnoring(all.id, by: taras, at: minutes(180)) == .deleted)
        #expect(
            try company.count("SELECT count(*) FROM missed_case WHERE ended_at IS NULL") == 121)
    }

    @Test("What cannot be ignored is told at its field, and nothing is listed twice")
    func refused() throws {
        for number in ["", "anonymous", "101", "12345678901234567890"] {
            #expect(try ignore(number).problems == ["number"], "\(number)")
        }
        for number in ["380", "38", "+", "abc"] {
            #expect(try ignore(number, isPrefix: true).problems == ["number"], "\(number)")
        }
        var details = IgnoredNumberDetails()
        details.number = spammer
        #expect(try store.ignore(details, by: taras, at: minutes(0)).problems == ["reason"])
        let first = try entry(spammer)
        guard case .conflict(let problems) = try ignore("0931112233") else {
            Issue.record("it is listed already")
            return
        }
        #expect(problems.first?.holder == first.id.value)
        let renamed = try store.changeIgnoredNumber(
            first.id, if: .version([1]), reason: "не клієнт", by: taras, at: minutes(1))
        #expect(renamed.saved?.reason == "не клієнт" && renamed.saved?.version == 2)
        #expect(store.ignoredEntry(of: spammer)?.reason == "не клієнт")
        #expect(
            try store.auditEntries(Pagination()).items.reversed().map { $0.action }
                == [.numberIgnored, .ignoredNumberChanged])
    }

    @Test("Statistics leave ignored calls out, or count them when asked")
    func statistics() throws {
        try ignore(spammer)
        try call(1)
        try call(10, Company.unknownCaller)
        let period = try #require(
            CallStatistics.Period(
                days: [minutes(-60)], end: minutes(600),
                clock: LocalClock([])))
        #expect(try store.statistics(of: period).totals.calls == 1)
        #expect(try store.statistics(of: period, withIgnored: true).totals.calls == 2)
        var filter = CallFilter()
        filter.isIgnored = false
        #expect(try store.calls(filter, Pagination()).items.count == 1)
        filter.isIgnored = true
        #expect(try store.calls(filter, Pagination()).items.count == 1)
    }

    @Test("An erased number is ignored no longer, in memory too")
    func erased() throws {
        try call(0, answered: true)
        let kept = try entry("+380931112299")
        try ignore(spammer)
        let inquiry = try #require(
            try store.inquire(PhoneNumber(spammer), by: taras, at: minutes(1)).saved)
        while try store.continueInquiries() {}
        let counted = try store.inquiry(inquiry)?.counts.first { $0.table == "ignored_number" }
        #expect(counted?.rows == 1)
        _ = try store.erase(
            inquiry, .erase, confirmedBy: "2233", chance: 7, by: taras, at: minutes(2))
        while try store.maintain(at: minutes(2)) {}
        #expect(
            try store.ignoredNumbers(Pagination(), seenBy: .program).items.map(\.id) == [kept.id])
        #expect(store.ignoredEntry(of: spammer) == nil)
    }

    private func openCases() throws -> Int {
        try company.count("SELECT count(*) FROM missed_case WHERE state = 'open'")
    }

    @Test("Missed calls that an entry had not closed when the program ended are closed afterwards")
    func closingInterrupted() throws {
        for number in 0..<3 { try call(number * 5, "+38093111000\(number)") }
        #expect(try openCases() == 3)
        try company.execute(
            """
            INSERT INTO ignored_number (number, is_prefix, reason, created_at, created_by, closed_to)
            VALUES ('+38093111', 1, 'спам', 0, 'Тарас Левченко', '+380931110000')
            """)
        while try store.maintain(at: minutes(20)) {}
        #expect(try openCases() == 1, "the first was passed already")
        #expect(
            try company.count("SELECT count(*) FROM case_closing WHERE actor = 'Тарас Левченко'")
                == 2)
        while try store.maintain(at: minutes(20)) {}
        #expect(
            try company.count("SELECT count(*) FROM ignored_number WHERE closed_to IS NULL") == 1)
    }

    @Test("Taking an entry away opens all its missed calls again, also when it was interrupted")
    func openingInterrupted() throws {
        for number in 100..<220 { try call(number * 5, "+380931110\(number)") }
        let entry = try entry("+38093111", isPrefix: true, at: 1200)
        #expect(try openCases() == 0)
        let isMore = try store.write(.system(at: minutes(1201))) { [self] tx in
            try IgnoredCases.reopen(closedBy: entry.id, at: minutes(1201), tx)
        }
        #expect(try isMore && openCases() == 100)
        #expect(
            try store.stopIgnoring(entry.id, by: taras, at: minutes(1202)) == .deleted)
        #expect(try openCases() == 120)
        #expect(try store.ignoredNumbers(Pagination(), seenBy: .program).items.isEmpty)
        #expect(
            try store.stopIgnoring(entry.id, by: taras, at: minutes(1203)) == .missing)
        let audit = try store.auditEntries(Pagination()).items.map(\.action)
        #expect(audit.filter { $0 == .numberNoLongerIgnored }.count == 1)
    }
}
