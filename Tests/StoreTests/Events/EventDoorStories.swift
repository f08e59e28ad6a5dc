import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Every door to the records has its events")
struct EventDoorStories {
    let log: LoggedCompany
    private var company: Company { log.company }
    private var store: Store { log.store }
    private let now = Company.morning
    private let olena = LoggedCompany.olena

    init() throws { log = try LoggedCompany() }

    @Test("An import: its author, and nothing for rows that change nothing")
    func imported() throws {
        let file = ImportedFile(kind: .clients, name: "c.csv", columns: [.name, .phones], rows: 2)
        let rows = [
            ImportRow(line: 2, cells: [.name: "Богдан", .phones: "0500000041"]),
            ImportRow(line: 3, cells: [.name: "Ірина Соколова", .phones: "0500000011"]),
        ]
        func run() throws {
            let outcome = try store.beginImport(file, straightInto: .running, by: olena, at: now)
            let id = try #require(outcome.saved)
            _ = try store.writeImport(rows, in: id, sharing: SharedNumbers(), at: now)
            try store.endImport(id, hasFailed: false, at: now)
        }
        #expect(try log.events { try run() } == ["client.created client/8102 v1 by employee/1"])
        #expect(try log.events { try run() } == [])
    }

    @Test("Quarantined messages leave none until they are released")
    func quarantine() throws {
        let call = Conversation()
        #expect(try log.events { try company.hear(call.dial, trusted: false) } == [])
        let waiting = try company.quarantined()
        let replays = waiting.map {
            WebhookReplay(id: $0.id, decoded: .messages([call.dial]), isTrusted: true)
        }
        #expect(
            try log.events { try store.replayed(replays, at: now) }
                == ["call.ringing call/1 v1 by phonet"])
    }

    @Test("History: a call nobody told of ends at once, its lead comes when the rules run")
    func recovered() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        let later = now.advanced(bySeconds: 600)
        let message = Conversation().record(answered: false)
        let first = try log.events {
            _ = try store.recovered([message], at: later) { _ in .messages([]) }
        }
        #expect(first.first == "call.ended call/1 v1 by phonet")
        let second = try log.events {
            _ = try store.judgeRecovered(from: now, to: later, at: later)
        }
        #expect(
            second == ["call.changed call/1 v2 by rule", "lead.created lead/1 v1 by rule"]
                || second == ["lead.created lead/1 v1 by rule", "call.changed call/1 v2 by rule"])
    }

    @Test("A purge deletes calls with an event each; of the log it keeps thirty days")
    func purge() throws {
        try company.hear(Conversation().record(answered: true))
        try store.beginRetention(at: now)
        company.decide { $0.retention.callDays = 91 }
        let later = now.advanced(bySeconds: 100 * 86_400)
        let events = try log.events { while try store.continuePurge(at: later) {} }
        #expect(events.contains("call.deleted call/1 v2 by system"))
        let seqs = try company.count("SELECT count(*) FROM event WHERE type = 'call.ended'")
        #expect(seqs == 0, "the old event is gone")
        let newest = store.newestEvent
        let much = later.advanced(bySeconds: 31 * 86_400)
        while try store.continuePurge(at: much) {}
        #expect(try company.count("SELECT count(*) FROM event WHERE seq <= \(newest)") == 0)
        #expect(try store.events(.after(newest), limit: 9) != nil, "the newest is never forgotten")
        #expect(try store.events(.after(newest - 1), limit: 9) == nil || newest < 1)
    }

    private func erase(_ phone: String, _ mode: Erasure.Mode) throws {
        let inquiry = try #require(
            store.inquire(PhoneNumber(phone), by: olena, at: now).saved)
        while try store.continueInquiries() {}
        let erased = try store.erase(
            inquiry, mode, confirmedBy: String(phone.suffix(4)), chance: 7, by: olena, at: now)
        #expect(erased.saved != nil)
        while try store.maintain(at: now) {}
    }

    @Test("An erasure: an event for each record, then person.erased; the log holds no number")
    func erasure() throws {
        var details = ClientDetails()
        details.name = "Богдан"
        details.phones = [PhoneNumber("+380671234509")]
        details.externalID = "tel-0671234509"
        _ = try store.createClient(details, at: now)
        try company.hear(Conversation(number: "+380671234509").record(answered: false))
        let events = try log.events { try erase("+380671234509", .erase) }
        #expect(events.contains { $0.hasPrefix("client.deleted client/8102") })
        #expect(events.contains { $0.hasPrefix("call.changed call/1") })
        #expect(events.contains { $0.hasPrefix("missed.opened missed/1") })
        #expect(events.last == "person.erased person/1 v1 by system")
        #expect(events.filter { $0.hasPrefix("person") }.count == 1)
        let found = try company.count(
            "SELECT count(*) FROM event WHERE name LIKE '%1234509%' OR heir_name LIKE '%1234509%'")
        #expect(found == 0)
    }

    @Test("A restored database forgets its events, and its log begins far above them")
    func restored() throws {
        try company.hear(Conversation().dial)
        let backup = company.path + ".backup"
        _ = try store.backUp(to: backup, by: .command, clock: { Company.morning })
        let newest = store.newestEvent
        store.close()
        try Store.restore(backup, over: company.path)
        let again = try Store(path: company.path)
        defer { again.close() }
        #expect(again.newestEvent > newest + 900_000_000)
        #expect(try again.events(.after(newest), limit: 9) == nil)
        #expect(try again.events(.after(again.newestEvent), limit: 9)?.events == [])
        let before = again.newestEvent
        try again.write(.system(at: now)) {
            try $0.db.execute(sql: "UPDATE call SET trunk = 'x'")
        }
        let page = try #require(try again.events(.after(before), limit: 9))
        #expect(page.events.map(\.seq) == [before + 1])
        #expect(page.events.map(\.type) == [.callChanged])
    }

    @Test("A trial of an endpoint has an event of its own")
    func trial() throws {
        let event = try store.appendTestEvent(of: 5, by: olena, at: now)
        #expect(event?.type == .test && event?.recordID == 5 && event?.seq == store.newestEvent)
        #expect(try store.events(.oldest, types: [.test], limit: 9)?.events == event.map { [$0] })
    }

    @Test("Two writers' clocks differ a little: no event is earlier than one before it")
    func time() throws {
        for seconds in [5, 3, 9, 1] {
            _ = try store.updateLead(
                lead(), at: now.advanced(bySeconds: seconds)
            ) { $0.name += "!" }
        }
        let times = try #require(try store.events(.oldest, limit: 1000)).events
            .filter { $0.type == .leadChanged }.map(\.at)
        #expect(times == times.sorted() && times.count == 4)
        #expect(
            try company.count(
                "SELECT count(*) FROM lead WHERE changed_at <> \(times[3].milliseconds)")
                == 0)
    }

    private func lead() throws -> Lead.ID {
        if let known: Int64 = try company.value("SELECT id FROM lead") { return Lead.ID(known) }
        var details = LeadDetails()
        details.name = "Вікна"
        return try #require(store.createLead(details, origin: .api, at: now).saved).id
    }

    @Test("Many threads write: every change once, in the order of the numbers")
    func threads() throws {
        let leads = try (0..<16).map { number -> Lead.ID in
            var details = LeadDetails()
            details.name = "№ \(number)"
            return try #require(store.createLead(details, origin: .api, at: now).saved).id
        }
        let before = store.newestEvent
        let written = store
        DispatchQueue.concurrentPerform(iterations: 16) { number in
            for _ in 0..<20 {
                _ = try? written.updateLead(leads[number], at: Company.morning) { $0.name += "!" }
            }
        }
        let events = try #require(try store.events(.after(before), limit: 1000)).events
        #expect(events.map(\.seq) == Array(before + 1...before + 320))
        for lead in leads {
            let own = events.filter { $0.recordID == lead.value }.map(\.version)
            #expect(own == Array(2...21))
        }
    }

    @Test("Whoever reads the feed again and again while it is written misses nothing")
    func readBeside() throws {
        var details = LeadDetails()
        details.name = "Вікна"
        let lead = try #require(store.createLead(details, origin: .api, at: now).saved).id
        let before = store.newestEvent
        let written = store
        let writing = DispatchGroup()
        DispatchQueue.global().async(group: writing) {
            for number in 0..<400 {
                _ = try? written.updateLead(lead, at: Company.morning) { $0.name = "№ \(number)" }
            }
        }
        var (next, seen): (Int64, [Int64]) = (before, [])
        func read() throws {
            let page = try #require(try store.events(.after(next), limit: 1000))
            seen += page.events.map(\.seq)
            next = page.next
        }
        // Most of these find nothing new, and are over within a microsecond.
        while writing.wait(timeout: .now()) == .timedOut { try read() }
        try read()
        #expect(seen == Array(before + 1...before + 400))
    }
}
