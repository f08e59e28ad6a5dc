import CallRules
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// The tables of a CRM: each record by its key, with what it was last told of it.
private struct Mirror {
    private(set) var records: [String: (version: Int64, body: JSON)] = [:]
    private(set) var stale = 0

    /// Takes a body unless it is strictly older than what is known.
    mutating func take(_ event: JSON) {
        for kind in ["call", "lead", "client", "employee", "missed"] {
            guard let body = event["data"]?[kind],
                let key = (body["uuid"] ?? body["id"])?.document,
                case .integer(let version)? = body["version"]
            else { continue }
            let name = "\(kind) \(key)"
            if let known = records[name], version < known.version {
                stale += 1
                continue
            }
            records[name] = (version, body)
        }
    }

    /// What is there, without the members that only mirror other records.
    var standing: [String: JSON] {
        records.filter { $0.value.body["deleted"] == nil }.mapValues { Mirror.own($0.body) }
    }

    static func own(_ body: JSON) -> JSON {
        let mirrored = [
            "legs", "legs_cut", "decisions", "notifications", "recording_state", "url", "card_url",
            "call_uuid", "client_external_id", "lead_external_id", "employee_external_id",
            "responsible_external_id", "admin_external_ids", "online", "last_seen_at", "line_id",
            "line_name",
        ]
        let ofNumber = body["opened_at"] == nil ? [] : ["client_id", "lead_id", "closed_by"]
        return (mirrored + ofNumber).reduce(body) { $0.without($1) }
    }
}

@Suite("A mirror that is fed by events equals the gateway")
struct MirrorStories {
    private static let phones = [
        "+380500000011", "+380500000012", "+380500000013", "+380500000014",
    ]
    private static let olena = Author(name: "Олена Гайова", origin: .machine)

    @Test("Whatever happens, in whatever order and however often events come", arguments: 1...12)
    func mirror(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let office = try Office()
        var settings = Settings()
        settings.createLead.missedIncoming.isOn = true
        settings.createLead.answeredIncoming.isOn = true
        settings.missedCallLeadSourceID = LeadSource.ID(1)
        settings.answeredCallLeadSourceID = LeadSource.ID(1)
        office.store.settingsCache.replace(by: SettingsSnapshot(version: 1, settings: settings))
        for number in 1...3 {
            _ = office.api(
                .post, "/employees", #"{"name":"Олена \#(number)","extension":"10\#(number)"}"#)
        }
        var (mirror, other, cursor) = (Mirror(), Mirror(), Int64(0))
        var all: [JSON] = []
        for _ in 0..<120 {
            office.pass(seconds: random.roll(90))
            try act(office, &random)
            guard random.roll(3) == 0 else { continue }
            let reply = office.api(.get, "/events?after=\(cursor)&limit=1000")
            for event in reply.items {
                mirror.take(event)
                all.append(event)
            }
            if case .integer(let next)? = reply.json["next_after"] { cursor = next }
        }
        for event in office.api(.get, "/events?after=\(cursor)&limit=1000").items {
            mirror.take(event)
            all.append(event)
        }
        let truth = try everything(office)
        let found = mirror.standing
        for key in Set(truth.keys).union(found.keys) {
            #expect(found[key] == truth[key], "seed \(seed), \(key)")
        }
        // Shuffled and repeated, the same.
        for event in (all + all.shuffled(using: &random)).shuffled(using: &random) {
            other.take(event)
        }
        #expect(other.standing == found, "seed \(seed)")
        #expect(all.count > 60 && other.stale > 0)
    }

    private func everything(_ office: Office) throws -> [String: JSON] {
        var truth: [String: JSON] = [:]
        let kinds = [
            "call": "/calls", "lead": "/leads", "client": "/clients", "employee": "/employees",
            "missed": "/missed-calls",
        ]
        for (kind, path) in kinds {
            let reply = office.api(.get, path + "?limit=200")
            #expect(reply.json["next_cursor"] == .null)
            for item in reply.items {
                guard let key = (item["uuid"] ?? item["id"])?.document else { continue }
                truth["\(kind) \(key)"] = Mirror.own(item)
            }
        }
        return truth
    }

    /// One thing that happens in a company.
    private func act(_ office: Office, _ random: inout SeededRandom) throws {
        let store = office.store
        let now = office.now
        let phone = random.pick(MirrorStories.phones)
        switch random.roll(16) {
        case 0..<6:
            var call = Conversation(
                uuid: "\(random.pick(["a", "b", "c", "d"]))\(random.roll(4))",
                direction: random.pick([.incoming, .incoming, .outgoing]), number: phone,
                extension: "10\(random.number(in: 1...3))", start: now)
            if random.roll(4) == 0 { call.parent = "\(random.pick(["a", "b"]))\(random.roll(4))" }
            let isAnswered = random.roll(2) == 0
            let message = random.pick([
                call.dial, call.bridge, call.hangup(answered: isAnswered, seenAt: now),
                call.record(answered: isAnswered),
            ])
            let webhook = ReceivedWebhook(
                endpoint: .call, sourceIP: "89.184.65.208", isTrusted: true, receivedAt: now,
                contentType: "application/json", payload: [])
            _ = try store.received(webhook, .messages([message]))
        case 6: _ = try store.settle(at: now)
        case 7: _ = office.api(.post, "/leads", #"{"name":"Вікна","phones":["\#(phone)"]}"#)
        case 8:
            _ = office.api(
                .post, "/clients",
                #"{"name":"Ірина","phones":["\#(phone)"],"external_id":"C/\#(random.roll(5))"}"#)
        case 9:
            let kind = random.pick(["leads", "clients"])
            let name = random.pick(["Дах", "Двері"])
            _ = office.api(
                .patch, "/\(kind)/\(random.number(in: 1...8))",
                random.pick([
                    #"{"name":"\#(name)"}"#, #"{"phones":["\#(phone)"]}"#, #"{"phones":[]}"#, "{}",
                ]))
        case 10:
            _ = office.api(
                .delete, "/\(random.pick(["leads", "clients"]))/\(random.number(in: 1...8))")
        case 11:
            _ = office.api(
                .patch, "/employees/\(random.number(in: 1...3))",
                #"{"name":"Тарас \#(random.roll(3))"}"#)
        case 12: try merge(store, &random, at: now)
        case 13:
            let id = Client.ID(Int64(random.number(in: 1...8)))
            let uuid = "\(random.pick(["a", "b"]))\(random.roll(4))"
            let made = try store.attach(
                .client(id), toCall: uuid, by: MirrorStories.olena, at: now)
            if random.roll(2) == 0, let attachment = made.saved.flatMap(\.self) {
                _ = try store.undo(attachment.id, by: MirrorStories.olena, at: now)
            }
        case 14:
            _ = try store.closeMissedCase(
                MissedCase.ID(Int64(random.number(in: 1...6))),
                CaseClosing(reason: .spam, note: nil), by: MirrorStories.olena, at: now)
        default:
            let uuid = "\(random.pick(["a", "b", "c", "d"]))\(random.roll(4))"
            // What a purge or an erasure does.
            try store.write(.system(at: now)) {
                try $0.db.execute(sql: "DELETE FROM call WHERE uuid = ?", arguments: [uuid])
            }
        }
        while try store.continueRemovals(at: now) {}
    }

    private func merge(_ store: Store, _ random: inout SeededRandom, at now: Instant) throws {
        let (kept, gone) = (random.number(in: 1...8), random.number(in: 1...8))
        guard let one = try store.lead(Lead.ID(Int64(kept))),
            let two = try store.lead(Lead.ID(Int64(gone)))
        else { return }
        _ = try store.merge(
            Merge(
                kept: one.id, keptSeen: one.updatedAt, gone: two.id, goneSeen: two.updatedAt),
            by: MirrorStories.olena, at: now)
    }
}
