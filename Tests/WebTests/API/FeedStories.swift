import CallRules
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The CRM reads what happened")
struct FeedStories {
    let office: Office
    private var store: Store { office.store }

    init() throws { office = try Office() }

    private func types(_ reply: Reply) -> [JSON?] { reply.items.map { $0["type"] } }

    private func hear(_ message: Message) throws {
        let webhook = ReceivedWebhook(
            endpoint: .call, sourceIP: "89.184.65.208", isTrusted: true,
            receivedAt: Office.morning, contentType: "application/json", payload: [])
        _ = try store.received(webhook, .messages([message]))
    }

    @Test("From the start, from where it stopped, from the end; nothing new is an empty answer")
    func positions() {
        for name in ["Вікна", "Двері", "Дах"] {
            _ = office.api(.post, "/leads", #"{"name":"\#(name)"}"#)
        }
        let first = office.api(.get, "/events?limit=2").json
        #expect(first["next_after"] == .integer(2) && first["more"] == .truth(true))
        let second = office.api(.get, "/events?after=2")
        #expect(second.items.count == 1 && second.json["more"] == .truth(false))
        #expect(second.json["next_after"] == .integer(3))
        for path in ["/events?after=3", "/events?after=latest"] {
            let reply = office.api(.get, path)
            #expect(reply.items.isEmpty && reply.json["next_after"] == .integer(3))
        }
        #expect(store.newestEvent == 3)
    }

    @Test("A body has the record as GET shows it, who changed it and when")
    func body() throws {
        let made = office.api(
            .post, "/leads", #"{"name":"Вікна","external_id":"L/7","phones":["0500000031"]}"#)
        let event = try #require(office.api(.get, "/events").items.first)
        #expect(event["type"] == .string("lead.created"))
        #expect(event["timestamp"] == .string("2026-01-05T08:30:00.000Z"))
        let data = try #require(event["data"])
        #expect(data["seq"] == .integer(1))
        #expect(
            data["actor"]
                == .object([
                    ("kind", .string("token")), ("id", .integer(1)), ("name", .string("CRM")),
                ]))
        #expect(data["lead"] == office.api(.get, "/leads/1").json)
        #expect(made.json["version"] == .integer(1))
        let changed = office.api(.patch, "/leads/1", #"{"name":"Двері"}"#).json
        #expect(changed["version"] == .integer(2))
        let again = office.api(.get, "/events?after=0").items
        #expect(again.compactMap { $0["data"]?["lead"] } == [changed, changed])
    }

    @Test("What is gone is told from the log: by its own type, by its version, with its ids")
    func gone() throws {
        _ = office.api(.post, "/leads", #"{"name":"Вікна","external_id":"L/7"}"#)
        _ = office.api(.delete, "/leads/1")
        let events = office.api(.get, "/events").items
        #expect(
            types(office.api(.get, "/events")) == [
                .string("lead.created"), .string("lead.deleted"),
            ])
        for (event, version) in zip(events, [1, 2]) {
            #expect(
                event["data"]?["lead"]
                    == .object([
                        ("id", .integer(1)), ("external_id", .string("L/7")),
                        ("version", .integer(Int64(version))), ("deleted", .truth(true)),
                        ("merged_into", .null),
                    ]))
        }
    }

    @Test("A call: its types in order, no notices and decisions, at most twenty legs")
    func call() throws {
        let call = Conversation()
        try hear(call.dial)
        try hear(call.bridge)
        try hear(call.hangup(answered: true))
        #expect(
            types(office.api(.get, "/events")) == [
                .string("call.ringing"), .string("call.answered"), .string("call.ended"),
            ])
        for number in 0..<40 {
            try hear(
                Conversation(
                    uuid: String(format: number), parent: call.uuid, extension: "1\(number + 10)"
                ).dial)
        }
        let reply = office.api(.get, "/events?types=call.changed&limit=1000")
        let data = try #require(reply.items.last?["data"]?["call"])
        guard case .list(let legs)? = data["legs"] else {
            Issue.record("there are no legs")
            return
        }
        #expect(legs.count == 20 && data["legs_cut"] == .truth(true))
        #expect(data["notifications"] == nil && data["decisions"] == nil)
        for item in reply.items { #expect(item.bytes.count <= EventBodies.maxBytes) }
        var shown = office.api(.get, "/calls/\(call.uuid)").json
        for name in ["legs", "decisions", "notifications"] { shown = shown.without(name) }
        #expect(data.without("legs").without("legs_cut") == shown)
    }

    @Test("However long the texts of Phonet are, a body stays short")
    func longTexts() throws {
        let name = String(repeating: "Їжак ", count: 800)
        let root = Conversation()
        for number in 0..<30 {
            var message = Conversation(
                uuid: number == 0 ? root.uuid : String(format: number),
                parent: number == 0 ? nil : root.uuid
            ).dial
            if case .event(let kind, var leg) = message {
                leg.party = Party(kind: .user, extension: "101", name: name)
                message = .event(kind, leg)
            }
            try hear(message)
        }
        for item in office.api(.get, "/events").items {
            #expect(item.bytes.count <= EventBodies.maxBytes)
        }
    }

    @Test("However many employees a client has, a body stays short and names the lists it cut")
    func longLists() throws {
        let mark = String(repeating: "📞", count: 98)
        let ids = (0..<50).compactMap { number in
            office.api(
                .post, "/employees",
                #"{"name":"Особа \#(number)","external_id":"\#(mark)\#(number)"}"#
            ).json["id"]
        }
        #expect(ids.count == 50)
        let list = String(decoding: JSON.list(ids).bytes, as: UTF8.self)
        let made = office.api(
            .post, "/clients",
            #"{"name":"Великий","company":"\#(mark)","admin_employee_ids":\#(list)}"#)
        #expect(made.status == 201)
        let item = try #require(office.api(.get, "/events?types=client.created").items.last)
        #expect(item.bytes.count <= EventBodies.maxBytes)
        let data = try #require(item["data"])
        #expect(
            data["cut"]
                == .list([.string("admin_employee_ids"), .string("admin_external_ids")]))
        #expect(data["client"]?["name"] == .string("Великий"))
    }

    @Test("Types narrow it; a wrong type, number or limit is refused by name")
    func parameters() {
        _ = office.api(.post, "/leads", #"{"name":"Вікна"}"#)
        _ = office.api(.post, "/clients", #"{"name":"Ірина"}"#)
        let clients = office.api(.get, "/events?types=client.created,client.deleted")
        #expect(types(clients) == [.string("client.created")])
        #expect(clients.json["next_after"] == .integer(2))
        let none = office.api(.get, "/events?types=test")
        #expect(none.items.isEmpty && none.json["next_after"] == .integer(2))
        let wrong = [
            "types=lead.made": "types", "types=": "types", "types=test,": "types",
            "after=x": "after", "after=-1": "after", "limit=0": "limit", "limit=1001": "limit",
            "from=1": "from",
        ]
        for (query, field) in wrong {
            let reply = office.api(.get, "/events?\(query)")
            #expect(reply.status == 422 && reply.problems == [field], "\(query)")
        }
    }

    @Test("A cursor that the log has purged, or never had, has expired")
    func expired() throws {
        for _ in 0..<5 { _ = office.api(.post, "/leads", #"{"name":"Вікна"}"#) }
        func cause(_ after: Int) -> JSON? {
            let reply = office.api(.get, "/events?after=\(after)")
            return reply.status == 410 ? reply.json["cause"] : .number(reply.status)
        }
        #expect(cause(6) == .string("cursor_expired"))
        #expect(cause(0) == .integer(200))
        try store.write(.upkeep) { try $0.db.execute(sql: "DELETE FROM event WHERE seq < 4") }
        #expect(cause(2) == .string("cursor_expired"))
        #expect(cause(3) == .integer(200))
        #expect(office.api(.get, "/events").items.count == 2)
        try store.write(.upkeep) { try $0.db.execute(sql: "DELETE FROM event") }
        #expect(cause(4) == .string("cursor_expired"))
        #expect(cause(5) == .integer(200))
        #expect(office.api(.get, "/events").json["next_after"] == .integer(5))
        _ = office.api(.post, "/leads", #"{"name":"Вікна"}"#)
        #expect(office.api(.get, "/events?after=5").json["next_after"] == .integer(6))
    }

    @Test("Nothing new costs no query: the answer does not touch the database")
    func idle() throws {
        _ = office.api(.post, "/leads", #"{"name":"Вікна"}"#)
        try store.write(.upkeep) { try $0.db.execute(sql: "DELETE FROM event") }
        // The number is compared in memory; the emptied table is not seen.
        #expect(try store.events(.after(1), limit: 10)?.next == 1)
    }

    @Test("Who reads the feed is kept for the screen")
    func readers() throws {
        _ = office.api(.post, "/leads", #"{"name":"Вікна"}"#)
        _ = office.api(.get, "/events")
        try store.write(.upkeep) { _ in }
        let reader = try #require(try store.readersOfFeed().first)
        #expect(reader.name == "CRM" && reader.seq == 1 && reader.at == Office.morning)
    }

    @Test("A missed call has a resource, and its events carry it")
    func missed() throws {
        let call = Conversation()
        try hear(call.dial)
        try hear(call.record(answered: false))
        let shown = office.api(.get, "/missed-calls/1").json
        #expect(shown["call_uuid"] == .string(call.uuid) && shown["closed_at"] == .null)
        #expect(office.api(.get, "/missed-calls").items == [shown])
        #expect(office.api(.get, "/missed-calls?state=returned").items.isEmpty)
        #expect(office.api(.get, "/missed-calls/2").status == 404)
        let event = office.api(.get, "/events?types=missed.opened").items.first
        #expect(event?["data"]?["missed"] == shown)
        let olena = Author(name: "Олена", origin: .machine)
        _ = try store.closeMissedCase(
            MissedCase.ID(1), CaseClosing(reason: .spam, note: nil), by: olena, at: Office.morning)
        let closed = office.api(.get, "/events?types=missed.closed").items.first
        #expect(closed?["data"]?["missed"]?["reason"] == .string("spam"))
        #expect(closed?["data"]?["missed"]?["version"] == .integer(2))
    }

    @Test("Changed after a moment: inclusive, the earliest change first, page by page")
    func changedAfter() throws {
        for kind in ["clients", "leads", "employees"] {
            for number in 1...3 {
                _ = office.api(.post, "/\(kind)", #"{"name":"№ \#(number)"}"#)
                office.pass(seconds: 60)
            }
            let since = try #require(office.api(.get, "/\(kind)?limit=1").items.first)["id"]
            _ = office.api(.patch, "/\(kind)/1", #"{"name":"Інакше"}"#)
            let moment = "2026-01-05T08:30:00.000Z"
            let first = office.api(.get, "/\(kind)?changed_after=\(moment)&limit=2")
            #expect(
                first.items.map { $0["id"] } == [.integer(2), .integer(3)],
                "\(kind) \(since as Any)")
            guard case .string(let cursor)? = first.json["next_cursor"] else {
                Issue.record("\(kind): no next page")
                continue
            }
            let second = office.api(
                .get, "/\(kind)?changed_after=\(moment)&limit=2&cursor=\(cursor)")
            #expect(second.items.map { $0["id"] } == [.integer(1)])
            #expect(second.json["next_cursor"] == .null)
        }
        try hear(Conversation().dial)
        #expect(office.api(.get, "/calls?changed_after=2026-01-05T08:30:00Z").items.count == 1)
        #expect(office.api(.get, "/calls?changed_after=2026-02-05").items.isEmpty)
        #expect(office.api(.get, "/calls?changed_after=x").problems == ["changed_after"])
    }
}

extension String {
    /// A uuid of the stories.
    fileprivate init(format number: Int) {
        self = String(repeating: "0", count: 28) + String(1000 + number)
    }
}

extension JSON {
    /// The object without a member.
    func without(_ name: String) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.pairs.filter { $0.name != name }.map { ($0.name, $0.value) })
    }
}
