import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Pages of clients")
struct ClientPageStories {
    let office: Office
    let olena: Browser
    let taras: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
        taras = try office.browser(of: Office.taras)
    }

    private func add(_ name: String, _ phones: String...) throws -> String {
        let fields = [("name", name)] + phones.map { ("phone", $0) }
        let reply = taras.send("/clients/new", pairs: fields)
        guard reply.status == 409 else { return try #require(reply.place) }
        // Somebody has the number: yes, it is somebody else.
        let shared = try #require(reply.hidden("shared_numbers"))
        return try #require(
            taras.send("/clients/new", pairs: fields + [("shared_numbers", shared)]).place)
    }

    private func clients() throws -> Int {
        try office.store.clients(ClientFilter(), Pagination(), seenBy: .program).items.count
    }

    @Test("A number that a card has is asked about before it is saved, with that card at hand")
    func asked() throws {
        let first = try add("Ірина Соколова", "0500000011")
        let fields = [
            ("name", "Ірина С."), ("phone", "+38 050 000 00 11"), ("phone", "0500000022"),
        ]
        let question = taras.send("/clients/new", pairs: fields)
        #expect(question.status == 409 && question.words.contains("Може, це та сама людина?"))
        let card = String(try #require(first.split(separator: "?").first))
        #expect(question.text.contains("href=\"/gateways/phonetapi\(card)\""))
        #expect(question.text.contains("value=\"Ірина С.\""), "nothing typed is lost")
        #expect(question.hidden("shared_numbers") == "+380500000011")
        #expect(try clients() == 1)
        // Another number than was asked about is asked about, too.
        _ = try add("Петро", "0500000033")
        let other = taras.send(
            "/clients/new",
            pairs: fields + [("phone", "0500000033"), ("shared_numbers", "+380500000011")])
        #expect(other.status == 409)
        #expect(
            taras.send("/clients/new", pairs: fields + [("shared_numbers", "+380500000011")])
                .status == 303)
        #expect(try clients() == 3)
    }

    /// The audit, the oldest entry first, without the creation of the office's API token.
    private func audited() throws -> [String] {
        try office.store.auditEntries(Pagination()).items.reversed()
            .filter { $0.action != .apiTokenMade }
            .map { "\($0.actor): \($0.action?.rawValue ?? "") \($0.subject)" }
    }

    @Test("An employee adds a client with two numbers, whose older call comes along and goes back")
    func added() throws {
        #expect(office.hear("dial") == 200 && office.hear("hangup") == 200)
        #expect(taras.open("/clients").words.contains("Клієнтів ще немає"))
        #expect(taras.open("/clients/new?phone=%2B380500000022").text.contains("+380500000022"))
        let place = try add("Ірина <Соколова>", "050 000 00 22", "0500000011", "")
        #expect(place == "/clients/1?done=added")
        let card = taras.open(place)
        #expect(card.words.contains("Додано: 1 дзвінок."))
        #expect(card.text.contains("Ірина &lt;Соколова&gt;"))
        #expect(card.words.contains("+380 50 000 00 11"))
        let undone = taras.send("/attachments/1/undoing", ["back": "/gateways/phonetapi/clients/1"])
        #expect(undone.place == "/clients/1?done=undone")
        let after = taras.open("/clients/1?done=undone").words
        #expect(after.contains("Дзвінків ще немає") && !after.contains("Додано: 1"))
        #expect(
            taras.send("/attachments/1/undoing", ["back": "/gateways/phonetapi/clients/1"]).place
                == "/clients/1?done=undone-before")
        #expect(
            try audited() == [
                "Тарас Левченко: client_added client/1",
                "Тарас Левченко: attachment_undone client/1",
            ])
    }

    @Test("A form with mistakes comes back with what was typed")
    func validationMessages() throws {
        let reply = taras.send(
            "/clients/new", pairs: [("name", ""), ("phone", "12345678"), ("phone", "0500000011")])
        #expect(reply.status == 422)
        #expect(reply.text.contains("value=\"12345678\"") && reply.text.contains("0500000011"))
        #expect(reply.words.contains("не повний номер телефону"))
        #expect(try audited() == [])
    }

    @Test("Two save one card: the second is told what the first saved, and loses nothing")
    func stale() throws {
        _ = try add("Ірина", "0500000011")
        let seen = try #require(taras.open("/clients/1/edit").hidden("version"))
        office.pass(seconds: 5)
        let fields = [("phone", "0500000011"), ("version", seen)]
        #expect(
            olena.send("/clients/1/edit", pairs: fields + [("name", "Ірина Соколова")]).status
                == 303)
        let late = taras.send("/clients/1/edit", pairs: fields + [("name", "Ірина С.")])
        #expect(late.status == 409)
        #expect(late.words.contains("зараз збережено: Ірина Соколова"))
        #expect(late.text.contains("value=\"Ірина С.\""))
        let again = try #require(late.hidden("version"))
        let saved = taras.send(
            "/clients/1/edit", pairs: [("name", "Ірина С."), ("version", again)])
        #expect(saved.status == 303)
        #expect(try office.store.client(Client.ID(1))?.details.phones == [])
    }

    @Test("Who comes first of those responsible stays first, and the others keep their order")
    func admins() throws {
        let fields = [
            ("name", "Ірина"), ("first_admin", "3"), ("admin_employee_ids", "2"),
            ("admin_employee_ids", "3"), ("admin_employee_ids", "1"),
        ]
        _ = taras.send("/clients/new", pairs: fields)
        let client = try #require(try office.store.client(Client.ID(1)))
        #expect(client.details.adminIDs == [Office.marko, Office.taras, Office.olena])
        #expect(
            taras.open("/clients?whose=2").words.contains("Марко Дубовик, Тарас Левченко і Олена"))
        #expect(taras.open("/clients?whose=2&search=немає").words.contains("Нікого не знайдено"))
    }

    @Test("A shared number is shown as such on both cards, with the way to the other")
    func shared() throws {
        _ = try add("Ірина", "0500000011")
        _ = try add("Богдан", "0500000011")
        for (own, other) in [(1, 2), (2, 1)] {
            let card = taras.open("/clients/\(own)")
            #expect(card.words.contains("спільний номер"))
            #expect(card.text.contains("/gateways/phonetapi/clients/\(other)\""))
        }
    }

    @Test("An administrator merges two cards after seeing what will happen; others may not")
    func merged() throws {
        _ = try add("Ірина", "0500000011")
        _ = try add("Ірина С.", "0500000011", "0500000012")
        #expect(taras.open("/clients/1/merge").status == 403)
        #expect(!taras.open("/clients/1").words.contains("Об’єднати"))
        #expect(olena.open("/clients/1/merge").words.contains("Мають той самий номер"))
        let preview = olena.open("/clients/1/merge?with=2")
        #expect(preview.words.contains("Номери: +380 50 000 00 11, +380 50 000 00 12."))
        let form = [
            "with": "2", "kept": "2", "version-1": preview.hidden("version-1") ?? "",
            "version-2": preview.hidden("version-2") ?? "",
        ]
        var stale = form
        stale["version-2"] = "7"
        #expect(olena.send("/clients/1/merge", stale).status == 409)
        #expect(olena.send("/clients/1/merge", form).place == "/clients/2?done=merged")
        #expect(olena.open("/clients/1").status == 404)
    }

    @Test("A client is deleted by name, and only by an administrator; the calls stay")
    func deleted() throws {
        _ = office.hear("dial")
        _ = try add("Ірина", "0500000022")
        #expect(taras.send("/clients/1/deletion").status == 403)
        let question = olena.open("/clients/1/deletion").words
        #expect(question.contains("Видалити «Ірина»?") && question.contains("1 дзвінок"))
        #expect(olena.send("/clients/1/deletion").place == "/clients?done=deleted")
        #expect(olena.open("/calls/\(DialledPhonet.uuid)").status == 200)
        #expect(olena.open("/clients/1").status == 404)
    }

    @Test("A call is given to another client, and to a lead, and taken back from both")
    func calls() throws {
        _ = office.hear("dial")
        _ = try add("Ірина", "0500000022")
        _ = try add("Богдан", "0500000033")
        _ = try office.lead("Кав’ярня", "0500000044")
        let call = "/calls/\(DialledPhonet.uuid)"
        #expect(taras.open(call).text.contains("/gateways/phonetapi/clients/1\""))
        #expect(taras.open(call + "/client?search=богд").words.contains("Богдан"))
        #expect(taras.send(call + "/client", ["client_id": "2"]).status == 303)
        let owned = taras.open(call + "/client")
        #expect(owned.words.contains("Це дзвінок клієнта: Богдан"))
        let back = "/gateways/phonetapi\(call)/client"
        #expect(
            taras.send("/attachments/2/undoing", ["back": back]).place == call
                + "/client?done=undone")
        #expect(taras.open(call + "/client").words.contains("Це дзвінок клієнта: Ірина"))
        #expect(taras.send(call + "/lead", ["lead_id": "1"]).status == 303)
        #expect(taras.open(call).words.contains("Кав’ярня"))
        #expect(try office.store.lead(Lead.ID(1))?.details.phones.count == 2)
        #expect(taras.send(call + "/lead", ["lead_id": "9"]).status == 303)
        #expect(taras.send(call + "/lead", ["step": "detach"]).status == 303)
        #expect(!taras.open(call).words.contains("Кав’ярня"))
    }

    @Test("What the CRM changes stands in the audit under the token’s name, once each")
    func throughTheAPI() throws {
        #expect(office.api(.post, "/clients", #"{"name":"Ірина"}"#).status == 201)
        #expect(office.api(.patch, "/clients/1", #"{"name":"Ірина С."}"#).status == 200)
        #expect(office.api(.patch, "/clients/1", #"{"name":"Ірина С."}"#).status == 200)
        #expect(office.api(.delete, "/clients/1").status == 204)
        #expect(office.api(.post, "/leads", #"{"name":"Богдан"}"#).status == 201)
        #expect(office.api(.patch, "/leads/1", #"{"status_id":3}"#).status == 200)
        #expect(office.api(.delete, "/leads/1").status == 204)
        #expect(
            try audited() == [
                "CRM: client_added client/1", "CRM: client_changed client/1",
                "CRM: client_deleted client/1", "CRM: lead_added lead/1",
                "CRM: lead_changed lead/1", "CRM: lead_deleted lead/1",
            ])
    }
}
