import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

/// A company whose event log is read step by step.
final class LoggedCompany: Sendable {
    let company: Company
    static let olena = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)
    static let token = Author(
        token: APITokenRow.ID(7), name: "CRM", from: .machine)

    init() throws {
        company = try Company()
        _ = try new()
    }

    var store: Store { company.store }

    /// The events that `work` appends, as `type kind/id vVERSION actor`.
    func events(_ work: () throws -> Void) throws -> [String] {
        _ = try new()
        try work()
        return try new().map(LoggedCompany.line)
    }

    static func line(_ event: Event) -> String {
        let id = event.actor.id.map { "/\($0)" } ?? ""
        let heir = event.heir.map { " into \($0.id)" } ?? ""
        return "\(event.type.rawValue) \(event.record.rawValue)/\(event.recordID) "
            + "v\(event.version)\(heir) by \(event.actor.kind.rawValue)\(id)"
    }

    /// The events since the last call. Their versions are compared with the records'.
    func new() throws -> [Event] {
        let seen: Int64 = try company.value("SELECT ifnull(max(seq), 0) FROM feed_reader") ?? 0
        try company.execute(
            """
            INSERT OR IGNORE INTO api_token (id, name, hash, created_at) VALUES (7, 'CRM', x'07', 0);
            INSERT OR REPLACE INTO feed_reader (token_id, seq, at)
            SELECT 7, ifnull(max(seq), 0), 0 FROM event;
            """)
        return try store.events(.after(seen), limit: 1000)?.events ?? []
    }
}

@Suite("Whatever changes a record leaves an event")
struct EventStories {
    let log: LoggedCompany
    private var company: Company { log.company }
    private var store: Store { log.store }
    private let now = Company.morning
    private let call = Conversation()

    init() throws { log = try LoggedCompany() }

    private func lead(_ name: String, _ phone: String? = nil) throws -> LeadRow {
        var details = LeadDetails()
        details.name = name
        details.phones = phone.map { [PhoneNumber($0)] } ?? []
        return try #require(store.createLead(details, origin: .api, at: now).saved)
    }

    @Test("An answered call: ringing, answered, ended, and its lead by the rule")
    func answered() throws {
        company.decide { $0.createLead.answeredIncoming.isOn = true }
        #expect(
            try log.events { try company.hear(call.dial) }
                == ["call.ringing call/1 v1 by phonet"])
        #expect(
            try log.events { try company.hear(call.dial) } == [], "a repetition changes nothing")
        #expect(
            try log.events { try company.hear(call.bridge) } == [
                "call.answered call/1 v2 by phonet", "lead.created lead/1 v1 by rule",
            ])
        #expect(
            try log.events { try company.hear(call.hangup(answered: true)) } == [
                "call.ended call/1 v3 by phonet"
            ])
        #expect(
            try log.events { try company.hear(call.record(answered: true)) } == [
                "call.changed call/1 v4 by phonet"
            ])
    }

    @Test(
        "What people say about a call changes it, for the author, and only if it is something new")
    func note() throws {
        try company.hear(call.dial)
        let olena = LoggedCompany.olena
        let said = CallNote("передзвонити", CallCategory.ID(1))
        func write(_ note: CallNote, by author: Author) throws {
            _ = try store.changeNote(ofCall: call.uuid, by: author, at: now) { $0 = note }
        }
        #expect(
            try log.events { try write(said, by: olena) }
                == ["call.changed call/1 v2 by employee/1"])
        #expect(try log.events { try write(said, by: olena) } == [])
        #expect(
            try log.events { try write(CallNote(nil, CallCategory.ID(1)), by: LoggedCompany.token) }
                == ["call.changed call/1 v3 by token/7"])
    }

    @Test("A missed call without a record ends by the gateway's own hand, once")
    func settled() throws {
        company.decide { $0.createLead.missedIncoming.isOn = true }
        try company.hear(call.dial)
        #expect(
            try log.events { try company.hear(call.hangup(answered: false)) } == [
                "call.changed call/1 v2 by phonet"
            ])
        let later = now.advanced(bySeconds: 600)
        #expect(
            try log.events { _ = try store.settle(at: later) } == [
                "call.ended call/1 v3 by system", "missed.opened missed/1 v1 by system",
                "lead.created lead/1 v1 by rule",
            ])
        #expect(
            try log.events {
                try company.hear(call.record(answered: false), at: later.advanced(bySeconds: 1))
            } == ["call.changed call/1 v4 by phonet"])
    }

    @Test("A record that comes first ends the call without a ringing; its recording is named once")
    func recordFirst() throws {
        var record = call.record(answered: true)
        if case .record(var leg) = record {
            leg.record?.recordingURL = "https://vitryla.phonet.com.ua/rest/recordings/1.mp3"
            record = .record(leg)
        }
        company.decide { $0.phonetDomain = "vitryla.phonet.com.ua" }
        #expect(
            try log.events { try company.hear(record) } == [
                "call.ended call/1 v1 by phonet", "recording.ready call/1 v1 by phonet",
            ])
        #expect(
            try log.events { try company.hear(call.dial) } == [
                "call.changed call/1 v2 by phonet"
            ])
    }

    @Test("Two calls that prove to be one: the part is merged, and no version goes back")
    func merged() throws {
        let root = Conversation(uuid: "ff", extension: "101")
        var part = Conversation(uuid: "aa", extension: "102")
        try company.hear(root.dial)
        try company.hear(part.dial)
        for _ in 0..<2 { try company.hear(part.hangup(answered: false)) }
        part.parent = "ff"
        let events = try log.events { try company.hear(part.record(answered: false)) }
        #expect(events.filter { $0.hasPrefix("call.merged") }.count == 1, "\(events)")
        let uuids = try company.count("SELECT count(*) FROM call")
        #expect(uuids == 1)
        let last = try #require(try store.events(.oldest, limit: 1000)).events
        for event in last where event.type == .callMerged {
            #expect(event.heir?.name != event.name)
            let kept = try company.count("SELECT version FROM call")
            #expect(kept > event.version - 1)
        }
    }

    @Test("People, the CRM and commands are told apart")
    func actors() throws {
        var details = LeadDetails()
        details.name = "Вікна"
        for (author, name) in [
            (LoggedCompany.olena, "employee/1"), (LoggedCompany.token, "token/7"),
            (Author.command, "system"),
        ] {
            let events = try log.events {
                _ = try store.createLead(details, origin: .api, by: author, at: now)
            }
            #expect(events.count == 1 && events[0].hasSuffix("by \(name)"), "\(events)")
        }
        let event = try #require(
            try store.events(.oldest, limit: 1000)?.events.first { $0.token != nil })
        #expect(event.token == APITokenRow.ID(7))
    }

    @Test("A change that changes nothing leaves no event, and the version stays")
    func nothing() throws {
        let lead = try lead("Вікна", Company.unknownCaller)
        let events = try log.events {
            for author in [LoggedCompany.olena, nil] {
                let later = now.advanced(bySeconds: 60)
                let row = try store.updateLead(lead.id, by: author, at: later) { _ in }.saved
                #expect(row?.version == 1 && row?.updatedAt == lead.updatedAt)
                _ = try store.updateClient(Client.ID(8101), by: author, at: later) { _ in }
                _ = try store.updateEmployee(Company.olena, by: author, at: later) { _ in }
            }
        }
        #expect(events == [])
    }

    @Test("A change answers with the new version")
    func versions() throws {
        let lead = try lead("Вікна")
        #expect(lead.version == 1)
        let changed = try store.updateLead(lead.id, at: now) { $0.name = "Двері" }.saved
        #expect(changed?.version == 2)
        let client = try store.updateClient(Client.ID(8101), at: now) { $0.phones = [] }.saved
        #expect(client?.version == 2)
        let employee = try store.updateEmployee(Company.taras, at: now) { $0.name = "Т." }.saved
        #expect(employee?.version == 2)
    }

    @Test("Clients, leads and employees: made, changed, deleted, merged")
    func contacts() throws {
        let one = try lead("Вікна", "+380500000031")
        let two = try lead("Двері", "+380500000032")
        #expect(
            try log.events {
                let merge = Merge(
                    kept: one.id, keptSeen: one.updatedAt, gone: two.id, goneSeen: two.updatedAt)
                _ = try store.merge(merge, by: LoggedCompany.olena, at: now)
            } == [
                "lead.merged lead/2 v2 into 1 by employee/1",
                "lead.changed lead/1 v2 by employee/1",
            ])
        #expect(
            try log.events { _ = try store.deleteLead(one.id, by: LoggedCompany.token, at: now) }
                == ["lead.deleted lead/1 v3 by token/7"])
        #expect(
            try log.events {
                _ = try store.deleteClient(Client.ID(8101), by: LoggedCompany.token, at: now)
            } == ["client.deleted client/8101 v2 by token/7"])
        #expect(
            try log.events {
                _ = try store.deleteEmployee(Company.marko, by: .command, at: now)
            } == ["employee.changed employee/3 v2 by system"])
    }

    @Test("A call follows its client: attached, taken back, left alone when the client goes")
    func attachments() throws {
        try company.hear(call.dial)
        let olena = LoggedCompany.olena
        var attachment: CallAttachment?
        #expect(
            try log.events {
                attachment = try store.attach(
                    .client(Client.ID(8101)), toCall: call.uuid, by: olena, at: now
                ).saved.flatMap(\.self)
            } == [
                "client.changed client/8101 v2 by employee/1",
                "call.changed call/1 v2 by employee/1",
            ])
        let undone = try #require(attachment)
        #expect(
            Set(try log.events { _ = try store.undo(undone.id, by: olena, at: now) }) == [
                "client.changed client/8101 v3 by employee/1",
                "call.changed call/1 v3 by employee/1",
            ])
    }

    @Test("A removal in many pieces is told at its beginning, once")
    func longRemoval() throws {
        try company.execute(
            """
            WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
            INSERT INTO call (uuid, direction, state, outcome, phone, raw_number, number_class,
                lead_created, origin, seen_at, updated_at, client_id)
            SELECT printf('%032x', n), 'incoming', 'ended', 'answered', '+380500000011', '', 'external',
                0, 'webhook', 0, 0, 8101 FROM number;
            """)
        let first = try log.events {
            _ = try store.deleteClient(Client.ID(8101), by: LoggedCompany.olena, at: now)
        }
        #expect(first.filter { $0.hasPrefix("client") }.count == 1)
        #expect(first.contains("client.deleted client/8101 v2 by employee/1"))
        #expect(try store.client(Client.ID(8101)) == nil)
        let rest = try log.events { while try store.continueRemovals(at: now) {} }
        #expect(!rest.isEmpty && rest.allSatisfy { $0.hasPrefix("call.changed") })
        #expect(try company.count("SELECT count(*) FROM client") == 0)
        #expect(
            try company.count("SELECT count(*) FROM event WHERE type = 'call.changed'") == 5000)
    }

    @Test("Work that is undone leaves no event; a rehearsal and a simulation neither")
    func undone() throws {
        struct Refused: Error {}
        let events = try log.events {
            #expect(throws: StoreError.self) {
                try store.write(.system(at: now)) { tx in
                    try tx.db.execute(sql: "UPDATE client SET name = 'x'")
                    throw Refused()
                }
            }
            let simulation = Simulation(
                direction: .incoming, outcome: .missed, phone: "0500000077", extension: "101")
            _ = try store.simulate(simulation, at: now) { _, call in call }
        }
        #expect(events == [])
        #expect(try company.count("SELECT version FROM client") == 1)
    }

    @Test("Upkeep that changes a record is refused")
    func upkeep() throws {
        let events = try log.events {
            #expect(throws: StoreError.self) {
                try store.write(.upkeep) { try $0.db.execute(sql: "UPDATE client SET name = 'x'") }
            }
            try store.write(.upkeep) { tx in
                try tx.db.execute(sql: "UPDATE employee SET last_seen_at = 5, online_until = 6")
            }
        }
        #expect(events == [])
        #expect(try company.count("SELECT count(*) FROM client WHERE name = 'x'") == 0)
    }

    @Test("Every row of a record is watched: nothing that GET shows changes without an event")
    func columns() throws {
        let unwatched: [String: Set<String>] = [
            // Times of the rules, and what only pages or searches use.
            "call": [
                "id", "recording_leg", "origin", "settles_at", "moments", "seen_at", "updated_at",
                "record_due_at", "is_first", "version", "changed_at", "announced",
                "has_participants",
            ],
            "lead": ["id", "origin", "edited_at", "created_at", "version", "changed_at"],
            "client": ["id", "created_at", "updated_at", "version", "changed_at", "is_owned"],
            "employee": [
                "id", "last_seen_at", "online_until", "last_turn", "created_at", "updated_at",
                "version", "changed_at",
            ],
            "missed_case": [
                "id", "last_missed_at", "missed_calls", "attempts", "version", "changed_at",
            ],
        ]
        for rows in RecordedRows.all {
            guard case .own = rows.record else { continue }
            let all = try store.read { db in try db.columns(in: rows.table).map(\.name) }
            #expect(
                Set(all).subtracting(rows.columns ?? []) == unwatched[rows.table], "\(rows.table)")
        }
    }
}
