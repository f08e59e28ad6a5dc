import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Who sees what, on every page")
struct VisibilityMatrix {
    private func path(_ route: PageRoute) -> String {
        String(route.path.dropFirst(Route.prefix.count))
    }

    /// What an answer tells of somebody's work, less what the address itself said: pages come back with the
    /// address and the filters that were asked for.
    private func told(_ reply: Reply, of work: Work, at address: String) -> [String] {
        work.traces.filter { trace in
            let isAsked =
                address.contains(trace.filter { $0 != "\"" })
                || address.hasSuffix(String(trace.dropLast()))
                || address.contains(work.digits) && trace.contains("380")
                || address.contains("lead_id=") && trace.hasPrefix("name=\"lead_id\"")
            return !isAsked && reply.text.contains(trace)
        }
    }

    /// Every page once, with its line.
    private func lines(_ world: VisibilityWorld) -> [(route: PageRoute, line: MatrixLine)] {
        everyPage(id: 1).map { ($0, $0.line(world)) }
    }

    @Test("Under “own” an employee finds nothing of a colleague on any page, list, file or poll")
    func own() throws {
        let world = try VisibilityWorld(.own)
        let person = world.olenaPerson
        var opened = 0
        func look(_ address: String, wants status: Set<Int>) {
            let reply = person.open(address)
            #expect(status.contains(reply.status), "GET \(address): \(reply.status)")
            #expect(told(reply, of: world.taras, at: address).isEmpty, "GET \(address)")
            opened += 1
        }
        for (route, line) in lines(world) {
            switch line {
            case .door: break
            case .plain: look(path(route), wants: [200, 303, 405])
            case .lists(let queries):
                for query in queries { look(path(route) + query, wants: [200, 303]) }
            case .admin, .overseer:
                #expect([403, 405].contains(person.open(path(route)).status), "\(route)")
            case .record(let foreign, let hasGet, let form):
                let before = try world.office.account()
                if hasGet { look(path(foreign), wants: [404]) }
                if let form {
                    let reply = person.send(path(foreign), form)
                    let isHidden =
                        reply.status == 404
                        || reply.place?.hasSuffix("done=undone-before") == true
                    #expect(isHidden, "POST \(route): \(reply.status) \(reply.place ?? "")")
                    let found = told(reply, of: world.taras, at: path(foreign))
                    #expect(found.isEmpty, "POST \(foreign)")
                }
                #expect(try world.office.account() == before, "\(route)")
            }
        }
        #expect(opened > 40)
    }

    @Test("Under “own” an employee finds everything of their own, and what nobody owns")
    func ownWork() throws {
        let world = try VisibilityWorld(.own)
        let person = world.olenaPerson
        let mine = world.olena
        let found: [(String, String)] = [
            ("/calls?period=all", mine.uuid), ("/calls?period=all", "Пані Ялинка"),
            ("/calls/export?period=all", mine.digits), ("/leads", "Лід Ялинка"),
            ("/clients", "Пані Ялинка"), ("/clients", "Пан Нічийний"),
            ("/clients?search=Ялинка", "Пані Ялинка"),
            ("/clients/\(world.nobodys.value)", "Пан Нічийний"),
            ("/clients/\(mine.client.value)", mine.uuid),
            ("/leads/\(mine.lead.value)", "Лід Ялинка"),
            ("/calls/\(mine.uuid)", "<audio"), ("/missed", "Пані Ялинка"),
            ("/notices", "Ялинка"), ("/dialling/\(mine.dialling)", "Лід Ялинка"),
            ("/me", mine.uuid),
        ]
        for (address, text) in found {
            let reply = person.open(address)
            #expect(reply.status == 200, "\(address): \(reply.status)")
            #expect(reply.text.contains(text), "\(address) has no \(text)")
        }
    }

    @Test(
        "Under “all” an employee, and in any case a supervisor and an administrator, see everybody’s work",
        arguments: EmployeesSee.allCases)
    func everything(sight: EmployeesSee) throws {
        let world = try VisibilityWorld(sight)
        let people =
            [world.nina, world.daryna] + (sight == .all ? [world.olenaPerson] : [])
        for person in people {
            for (address, text) in [
                ("/calls?period=all", world.taras.uuid), ("/leads", "Лід Гончаренко"),
                ("/clients", "Пані Гончаренко"), ("/calls/\(world.taras.uuid)", "<audio"),
                ("/clients/\(world.taras.client.value)", world.taras.uuid),
                ("/missed?whose=everybody", "Пані Гончаренко"),
                ("/calls/export?period=all", world.taras.digits),
            ] {
                let reply = person.open(address)
                #expect(reply.status == 200 && reply.text.contains(text), "\(address)")
            }
        }
        // A supervisor changes no settings; notices and diallings of others are theirs alone.
        for (route, line) in lines(world) {
            guard case .admin = line else { continue }
            #expect([403, 405].contains(world.nina.open(path(route)).status), "\(route)")
        }
        #expect(world.nina.open("/board").status == 200)
        #expect(world.nina.open("/dialling/\(world.taras.dialling)").status == 200)
        #expect(world.nina.send("/notices/\(world.taras.notice)", []).status == 404)
        if sight == .all {
            #expect(world.olenaPerson.open("/dialling/\(world.taras.dialling)").status == 404)
        }
    }

    @Test("A right that is lacking is 403, whoever’s the record is; administrators need none")
    func rights() throws {
        let world = try VisibilityWorld(.all)
        let bare = try Colleague("Марко Дубовик", .employee, rights: [], at: world.office)
        let foreign = world.taras
        for address in [
            "/calls/export", "/clients/\(foreign.client.value)/deletion",
            "/leads/\(foreign.lead.value)/deletion", "/calls/\(foreign.uuid)/recording",
        ] {
            #expect(bare.open(address).status == 403, "\(address)")
        }
        let page = bare.open("/calls/\(foreign.uuid)")
        #expect(page.status == 200 && !page.text.contains("<audio"))
        #expect(!bare.open("/calls").text.contains("/calls/export"))
        #expect(!bare.open("/clients/\(foreign.client.value)").text.contains("/deletion"))
        #expect(bare.send("/clients/\(foreign.client.value)/deletion", []).status == 403)
        #expect(world.daryna.open("/calls/export").status == 200)
        #expect(world.daryna.open("/calls/\(foreign.uuid)").text.contains("<audio"))
        let deleted = world.olenaPerson.send("/clients/\(foreign.client.value)/deletion", [])
        #expect(deleted.status == 303)
        #expect(world.daryna.open("/clients/\(foreign.client.value)").status == 404)
    }

    @Test("Their own recordings a person hears without the tick, unless nobody of the role may")
    func ownRecordings() throws {
        let world = try VisibilityWorld(.own)
        _ = try world.office.store.updateEmployee(world.olenaPerson.id, at: Office.morning) {
            $0.rights = []
        }
        let page = "/calls/\(world.olena.uuid)"
        #expect(world.olenaPerson.open(page).text.contains("<audio"))
        _ = try world.office.store.saveSettings(
            ["employees_may_listen": .truth(false)], expecting: nil,
            by: Author(name: "Дарина", origin: .machine), at: Office.morning)
        #expect(!world.olenaPerson.open(page).text.contains("<audio"))
        #expect(world.olenaPerson.open("\(page)/recording").status == 403)
        #expect(world.nina.open(page).text.contains("<audio"))
    }

    @Test("Tokens of the API see everything, whatever employees see")
    func tokens() throws {
        let world = try VisibilityWorld(.own)
        #expect(world.office.api(.get, "/calls").items.count == 6)
        #expect(world.office.api(.get, "/clients").items.count == 3)
        #expect(world.office.api(.get, "/leads").items.count == 2)
        #expect(world.office.api(.get, "/calls/\(world.taras.uuid)").status == 200)
    }

    @Test(
        "A CRM id that a hidden client has is refused without the name; a card that is handed over is gone"
    )
    func hiddenNames() throws {
        let world = try VisibilityWorld(.own)
        _ = try world.office.store.updateClient(world.taras.client, at: Office.morning) {
            $0.externalID = "crm-7"
        }
        let refused = world.olenaPerson.send(
            "/clients/new", [("name", "Нова"), ("external_id", "crm-7")])
        #expect(refused.status == 422 && !refused.text.contains("Гончаренко"))
        let lead = world.olena.lead.value
        let form = world.olenaPerson.open("/leads/\(lead)/edit")
        let given = world.olenaPerson.send(
            "/leads/\(lead)/edit",
            [
                ("name", "Лід Ялинка"), ("phones", "+\(world.olena.digits)"), ("status_id", "1"),
                ("responsible_employee_id", "\(world.tarasID)"),
                ("version", form.hidden("version") ?? ""),
            ])
        #expect(given.status == 303 && given.place?.hasPrefix("/leads?done=") == true)
    }

    @Test("A change of the setting, of a role or a tick shows in the next poll of an open page")
    func poll() throws {
        let world = try VisibilityWorld(.all)
        let person = world.olenaPerson
        func stamp() -> String {
            let text = person.open("/calls").text
            return text.components(separatedBy: "data-stamp=\"").last?
                .components(separatedBy: "\"").first ?? ""
        }
        func polls(after change: () throws -> Void) throws -> [Int] {
            let seen = stamp()
            let before = person.open("/live?seen=\(seen)").status
            try change()
            return [before, person.open("/live?seen=\(seen)").status]
        }
        let store = world.office.store
        let changes: [() throws -> Void] = [
            {
                _ = try store.saveSettings(
                    ["employees_see": .text("own")], expecting: nil,
                    by: Author(name: "Дарина", origin: .machine), at: Office.morning)
            },
            { _ = try store.updateEmployee(person.id, at: Office.morning) { $0.rights = [] } },
            {
                _ = try store.updateEmployee(person.id, at: Office.morning) {
                    $0.role = .supervisor
                }
            },
        ]
        for change in changes { #expect(try polls(after: change) == [204, 200]) }
        #expect(person.open("/live").json["sight"] == .string("supervisor all true "))
    }

    @Test(
        "Whoever’s phone rings sees who calls, also a colleague’s client; the card opens the call")
    func ringing() throws {
        let world = try VisibilityWorld(.own)
        let uuid = String(format: "%032x", 0xd1)
        let body = """
            {"event":"call.dial","uuid":"\(uuid)","lgDirection":4,"dialAt":\(Office.morning.milliseconds),
            "serverTime":\(Office.morning.milliseconds),
            "leg":{"id":41,"type":1,"ext":"101","displayName":"Олена Гайова"},"leg2":null,
            "otherLegs":[{"num":"+\(world.taras.digits)"}]}
            """
        _ = world.office.ask(.post, "/call", body, token: nil, peer: "89.184.65.208")
        let poll = world.olenaPerson.open("/live").text
        #expect(poll.contains("Пані Гончаренко") && poll.contains(uuid))
        #expect(!poll.contains("/clients/\(world.taras.client.value)"))
        #expect(!poll.contains("/leads/\(world.taras.lead.value)"))
        #expect(!poll.contains(world.taras.uuid))
        let page = world.olenaPerson.open("/calls/\(uuid)")
        #expect(page.status == 200 && page.text.contains("Пані Гончаренко"))
        #expect(!page.text.contains("/clients/\(world.taras.client.value)"))
        #expect(world.olenaPerson.open("/clients/\(world.taras.client.value)").status == 404)
    }
}

extension Office {
    /// The rows that forms of employees can change, as text.
    fileprivate func account() throws -> String {
        try store.read { db in
            try [
                "client", "lead", "call", "attachment", "dialling", "missed_case", "dismissed_call",
                "audit_entry",
            ].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1")
                    .map { "\(table) \($0)" }
            }.joined(separator: "\n")
        }
    }
}
