import CallRules
import GRDB
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// The lines of a CRM.
@Suite struct SyncStories {
    let office: Office

    init() throws {
        office = try Office()
        _ = office.api(.post, "/employees", #"{"name":"Олена","external_id":"olena"}"#)
    }

    /// Sends lines of NDJSON.
    private func send(
        _ lines: [String], _ query: String = "mode=changes", to kind: String = "clients"
    ) -> Reply {
        office.ask(
            .post, "/api/v1/\(kind)/sync?source=crm&\(query)", lines.joined(separator: "\n"),
            type: "application/x-ndjson")
    }

    private func counts(_ reply: Reply) -> [Int64] {
        ["added", "changed", "unchanged", "removed"].compactMap { reply.json[$0]?.wholeNumber }
    }

    private func messages(_ reply: Reply) -> [String] {
        guard case .list(let warnings)? = reply.json["warnings"] else { return [] }
        return warnings.compactMap { warning in
            if case .string(let text)? = warning["message"] { text } else { nil }
        }
    }

    private func refused(_ reply: Reply) -> [String] {
        guard case .list(let lines)? = reply.json["refused"] else { return [] }
        return lines.flatMap { line -> [String] in
            guard case .list(let errors)? = line["errors"] else { return [] }
            return errors.compactMap { error in
                if case .string(let field)? = error["field"] { field } else { nil }
            }
        }
    }

    private func audits() throws -> Int {
        try office.store.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM audit_entry WHERE action = 'synced'")
        } ?? -1
    }

    @Test("A line adds a card, an equal one writes nothing, a later one changes what it names")
    func lines() throws {
        let line = """
            {"external_id":"Contact/6b","name":"Ірина","company":"ТОВ","phones":["050 000 00 11","немає"],\
            "admins":["olena","nobody"],"url":"https://crm.example/6b"}
            """
        let first = send([line])
        #expect(counts(first) == [1, 0, 0, 0] && first.status == 200)
        #expect(messages(first).count == 2)
        let card = office.api(.get, "/clients/by-external-id/Contact/6b").json
        #expect(card["phones"] == .list([.string("+380500000011")]))
        #expect(card["other_phones"] == .list([.string("немає")]))
        #expect(card["admin_external_ids"] == .list([.string("olena")]))
        office.pass(seconds: 60)
        let again = send([line])
        #expect(counts(again) == [0, 0, 1, 0] && messages(again).count == 2)
        #expect(office.api(.get, "/clients/1").json == card)
        #expect(try audits() == 1)
        let emptied = send([#"{"external_id":"Contact/6b","company":null,"phones":[],"url":""}"#])
        #expect(counts(emptied) == [0, 1, 0, 0])
        let bare = office.api(.get, "/clients/1").json
        #expect(bare["name"] == .string("Ірина") && bare["company"] == .null)
        #expect(bare["phones"] == .list([]) && bare["other_phones"] == .list([]))
        #expect(try audits() == 2)
    }

    @Test("What a line cannot say is refused by name, and the other lines are taken")
    func refusals() {
        let reply = send([
            #"{"external_id":"1","name":"Перша","colour":"red"}"#, "not JSON",
            #"{"name":"Без імені"}"#, #"{"external_id":"4"}"#, "",
            #"{"external_id":6,"name":"Шоста","deleted":0}"#,
            #"{"external_id":"7","merged_into":"6"}"#,
            #"{"external_id":"8","deleted":true,"merged_into":"8"}"#,
        ])
        #expect(counts(reply) == [1, 0, 0, 0])
        #expect(
            refused(reply) == [
                "colour", "line", "external_id", "name", "merged_into", "merged_into",
            ])
        #expect(office.api(.get, "/clients/by-external-id/6").status == 200)
        for (query, field) in [
            ("mode=all", "mode"), ("", "mode"), ("mode=changes&last=false", "last"),
            ("mode=changes&confirm=x", "confirm"), ("mode=changes&x=1", "x"),
        ] {
            #expect(send(["{}"], query).problems == [field], "\(query)")
        }
        let source = office.ask(
            .post, "/api/v1/clients/sync?source=CRM&mode=changes", "", type: "application/x-ndjson")
        #expect(source.problems == ["source"])
    }

    @Test("An older line is skipped, one as old is taken")
    func older() {
        func line(_ name: String, _ at: String) -> [String] {
            [#"{"external_id":"1","name":"\#(name)","updated_at":"\#(at)"}"#]
        }
        _ = send(line("Ірина", "2026-01-05T10:00:00Z"))
        let older = send(line("Стара", "2026-01-05 09:59:59"))
        #expect(counts(older) == [0, 0, 1, 0] && messages(older).count == 1)
        #expect(counts(send(line("Рівна", "2026-01-05T12:00:00+02:00"))) == [0, 1, 0, 0])
        #expect(office.api(.get, "/clients/1").json["name"] == .string("Рівна"))
        #expect(messages(send(line("Хтось", "учора"))).count == 1)
    }

    @Test("A snapshot removes what its source no longer names, and nothing else")
    func snapshot() {
        _ = office.api(.post, "/clients", #"{"name":"Рукою","external_id":"hand"}"#)
        _ = office.ask(
            .post, "/api/v1/clients/sync?source=other&mode=snapshot",
            #"{"external_id":"o","name":"Інша"}"#, type: "application/x-ndjson")
        let lines = (1...3).map { #"{"external_id":"\#($0)","name":"К\#($0)"}"# }
        #expect(counts(send(lines, "mode=snapshot")) == [3, 0, 0, 0])
        // A refused line still names its record.
        let fewer = [lines[0], #"{"external_id":"2","name":""}"#]
        #expect(counts(send(fewer, "mode=snapshot")) == [0, 0, 1, 1])
        #expect(office.api(.get, "/clients").items.count == 4)
        let empty = send([""], "mode=snapshot")
        #expect(counts(empty) == [0, 0, 0, 0] && messages(empty).count == 1)
        // A line that was cut off may have been any.
        let cut = send([lines[0], #"{"external_id":"2","na"#], "mode=snapshot")
        #expect(counts(cut) == [0, 0, 1, 0] && messages(cut).count == 1)
        #expect(office.api(.get, "/clients").items.count == 4)
    }

    @Test("A card made by hand is adopted by the line that names it")
    func adopted() {
        _ = office.api(.post, "/clients", #"{"name":"Ірина","external_id":"1"}"#)
        let line = #"{"external_id":"1","name":"Ірина"}"#
        #expect(counts(send([line], "mode=snapshot")) == [0, 0, 1, 0])
        #expect(
            counts(send([#"{"external_id":"2","name":"Б"}"#], "mode=snapshot")) == [1, 0, 0, 1])
    }

    @Test("Many removals wait until they are confirmed by their number")
    func brake() {
        let lines = (1...100).map { #"{"external_id":"\#($0)","name":"К\#($0)"}"# }
        _ = send(lines, "mode=snapshot")
        let fewer = Array(lines.prefix(75)) + [#"{"external_id":"new","name":"Новий"}"#]
        let braked = send(fewer, "mode=snapshot")
        #expect(braked.status == 409 && braked.json["removing"] == .integer(25))
        #expect(braked.json["added"] == .integer(1))
        #expect(send(fewer, "mode=snapshot&confirm=24").status == 409)
        #expect(counts(send(fewer, "mode=snapshot&confirm=25")) == [0, 0, 76, 25])
        #expect(counts(send(Array(fewer.dropLast(20)), "mode=snapshot")) == [0, 0, 56, 20])
    }

    @Test("A run of several parts removes after the last, and an empty last part ends it")
    func parts() {
        let lines = (1...3).map { #"{"external_id":"\#($0)","name":"К\#($0)"}"# }
        _ = send(lines, "mode=snapshot")
        #expect(counts(send([lines[0]], "mode=snapshot&run=a")) == [0, 0, 1, 0])
        #expect(counts(send([lines[1]], "mode=snapshot&run=a")) == [0, 0, 1, 0])
        #expect(counts(send([], "mode=snapshot&run=a&last=true")) == [0, 0, 0, 1])
        let nothing = send([], "mode=snapshot&run=b&last=true")
        #expect(counts(nothing) == [0, 0, 0, 0] && messages(nothing).count == 1)
        // A run that nobody went on with is forgotten.
        _ = send([lines[0]], "mode=snapshot&run=c")
        office.pass(seconds: 90_000)
        let late = send([], "mode=snapshot&run=c&last=true")
        #expect(counts(late) == [0, 0, 0, 0] && messages(late).count == 1)
    }

    @Test("A merged card leaves its id as an alias, whichever line comes first")
    func merged() throws {
        for (index, isFirst) in [true, false].enumerated() {
            let (old, new) = ("old\(index)", "new\(index)")
            let phone = "050000001\(index)"
            _ = send([
                #"{"external_id":"\#(old)","name":"Стара","phones":["\#(phone)"]}"#,
                #"{"external_id":"\#(new)","name":"Нова"}"#,
            ])
            let gone = #"{"external_id":"\#(old)","deleted":true,"merged_into":"\#(new)"}"#
            let kept = #"{"external_id":"\#(new)","name":"Нова","phones":["\#(phone)"]}"#
            let merge = send(isFirst ? [gone, kept] : [kept, gone])
            #expect(merge.json["removed"] == .integer(1))
            let card = office.api(.get, "/clients/by-external-id/\(new)").json
            #expect(card["phones"] == .list([.string("+38\(phone)")]))
            #expect(office.api(.get, "/clients/by-external-id/\(old)").json == card)
            #expect(office.api(.delete, "/clients/by-external-id/\(old)").status == 404)
            #expect(counts(send([gone])) == [0, 0, 1, 0], "said again, it changes nothing")
            let named = send([#"{"external_id":"\#(old)","name":"Х"}"#, kept])
            #expect(counts(named) == [0, 0, 2, 0] && messages(named).count == 1)
            #expect(
                counts(send([#"{"external_id":"\#(old)","name":"Через псевдонім"}"#])) == [
                    0, 1, 0, 0,
                ])
            #expect(
                office.api(.get, "/clients/by-external-id/\(new)").json["name"]
                    == .string("Через псевдонім"))
        }
    }

    @Test("A card merged into one that is not there takes its id; the old id stays its alias")
    func heirToCome() {
        _ = send([#"{"external_id":"old","name":"Стара"}"#])
        let gone = #"{"external_id":"old","deleted":true,"merged_into":"new"}"#
        #expect(counts(send([gone])) == [0, 1, 0, 0])
        #expect(office.api(.get, "/clients/1").json["external_id"] == .string("new"))
        #expect(
            office.api(.get, "/clients/by-external-id/old").json["external_id"] == .string("new"))
        #expect(counts(send([gone])) == [0, 0, 1, 0])
        _ = office.api(.post, "/clients", #"{"name":"Інший","external_id":"old"}"#)
        #expect(office.api(.get, "/clients/by-external-id/old").json["id"] == .integer(2))
    }

    @Test("People who merge two cards on the page leave an alias too")
    func mergedOnThePage() throws {
        _ = send([
            #"{"external_id":"a","name":"А"}"#, #"{"external_id":"b","name":"Б"}"#,
        ])
        let rows = try [1, 2].map { try #require(try office.store.client(Client.ID($0))) }
        _ = try office.store.merge(
            Merge(
                kept: rows[0].id, keptSeen: rows[0].updatedAt, gone: rows[1].id,
                goneSeen: rows[1].updatedAt), by: .command, at: Office.morning)
        #expect(office.api(.get, "/clients/by-external-id/b").json["id"] == .integer(1))
        #expect(office.api(.get, "/clients?external_id=b").items.map { $0["id"] } == [.integer(1)])
        let lines = [#"{"external_id":"a","name":"А"}"#, #"{"external_id":"b","name":"Б"}"#]
        #expect(counts(send(lines, "mode=snapshot")) == [0, 0, 2, 0])
        #expect(office.api(.get, "/clients").items.count == 1)
    }

    @Test("Leads come with status, source and responsible, by name, id or the CRM's id")
    func leads() {
        let first = send(
            [
                #"{"external_id":"1","name":"Лід","status":"виграний","source":"Телефонія","responsible":"olena"}"#,
                #"{"external_id":"2","name":"Лід","status":4,"source":"Ніде","responsible":"ніхто"}"#,
                #"{"external_id":"3","name":"Лід"}"#,
            ], to: "leads")
        #expect(counts(first) == [3, 0, 0, 0] && messages(first).count == 2)
        let stored = (1...3).map { office.api(.get, "/leads/\($0)").json }
        #expect(stored.map { $0["status_id"] } == [.integer(3), .integer(4), .integer(1)])
        #expect(stored[0]["responsible_external_id"] == .string("olena"))
        #expect(stored[0]["source_id"] == .integer(1) && stored[1]["source_id"] == .null)
        #expect(counts(send([#"{"external_id":"1","company":"Х"}"#], to: "leads")) == [0, 0, 0, 0])
    }

    @Test("Employees come and go by sync: those who left become inactive")
    func employees() {
        let lines = [
            #"{"external_id":"olena","name":"Олена","extension":"101"}"#,
            #"{"external_id":"taras","name":"Тарас","extension":"102","email":"taras@vitryla.example"}"#,
        ]
        #expect(counts(send(lines, "mode=snapshot", to: "employees")) == [1, 1, 0, 0])
        #expect(counts(send(lines, "mode=snapshot", to: "employees")) == [0, 0, 2, 0])
        let taken = send([#"{"external_id":"x","name":"Х","extension":"101"}"#], to: "employees")
        #expect(refused(taken) == ["extension"])
        #expect(counts(send([lines[0]], "mode=snapshot", to: "employees")) == [0, 0, 1, 1])
        let gone = office.api(.get, "/employees/by-external-id/taras").json
        #expect(gone["active"] == .truth(false))
        #expect(counts(send([lines[0]], "mode=snapshot", to: "employees")) == [0, 0, 1, 0])
        let back = send([#"{"external_id":"taras","active":1}"#], to: "employees")
        #expect(counts(back) == [0, 1, 0, 0])
    }

    @Test("An array of JSON is taken too, up to 5,000 lines")
    func array() {
        let path = "/clients/sync?source=crm&mode=changes"
        let reply = office.api(.post, path, #"[{"external_id":"1","name":"А"},5]"#)
        #expect(counts(reply) == [1, 0, 0, 0] && refused(reply) == ["line"])
        #expect(office.api(.post, path, "{}").status == 422)
        #expect(office.api(.post, path, "[").status == 400)
        #expect(office.ask(.post, "/api/v1" + path, "x", type: "text/csv").status == 415)
        let many = "[" + Array(repeating: "{}", count: 5001).joined(separator: ",") + "]"
        #expect(office.api(.post, path, many).status == 422)
    }

    @Test("The body comes in pieces of any size; a line that is too long is refused alone")
    func pieces() throws {
        let text =
            "\u{FEFF}" + #"{"external_id":"1","name":"Ірина"}"# + "\r\n\n"
            + #"{"external_id":"2","name":""# + String(repeating: "x", count: 1_100_000) + "\"}\n"
            + #"{"external_id":"3","name":"Богдан"}"#
        for size in [7, 65_536, 4_000_000] {
            var rest = Array(text.utf8)[...]
            var lines: [SyncLine] = []
            try SyncBody.lines.read(
                .clients,
                next: {
                    guard !rest.isEmpty else { return nil }
                    defer { rest = rest.dropFirst(size) }
                    return Array(rest.prefix(size))
                }, { lines += $0 })
            #expect(lines.map(\.externalID) == ["1", nil, "3"], "\(size)")
            #expect(lines.map(\.number) == [1, 3, 4], "\(size)")
        }
    }
}
