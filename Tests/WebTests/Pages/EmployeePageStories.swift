import CallRules
import Foundation
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Pages of employees")
struct EmployeePageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private var anna: [String: String] {
        [
            "name": "Ганна Коваль", "extension": "0105", "email": "hanna@vitryla.example",
            "role": "employee", "language": "", "active": "1", "external_id": "",
        ]
    }

    /// The fields of Marko's card, with the version of the shown page.
    private func card(_ changes: [String: String]) -> [String: String] {
        var fields = [
            "name": "Марко Дубовик", "extension": "103", "email": "103@vitryla.example",
            "role": "employee", "language": "", "active": "1", "external_id": "",
            "version": olena.open("/employees/3").hidden("version") ?? "",
        ]
        fields.merge(changes) { $1 }
        return fields
    }

    /// Posts the record of a call that an extension answered.
    private func talk(_ uuid: String, by number: String, _ name: String) {
        let record = """
            {"uuid":"\(uuid)","endAt":1767601945789,"lgDirection":4,"otherLegNum":"+380500000099",
            "leg":{"id":41,"type":1,"displayName":"\(name)","ext":"\(number)"},"billSecs":136,
            "duration":145,"disposition":0}
            """
        let token = "a-token-of-phonet"
        try? office.store.rotateWebhookToken(
            hash: Secret.hash(token), by: .command, at: Office.morning)
        #expect(office.ask(.post, "/h/\(token)/after_call_end", record, token: nil).status == 200)
    }

    @Test("The list shows who has which number, and finds people by parts of it")
    func list() {
        let page = olena.open("/employees")
        #expect(page.status == 200)
        #expect(page.text.contains("Олена Гайова"))
        #expect(page.text.contains(">103</td>"))
        let found = olena.open("/employees?search=%D0%BB%D0%B5%D0%B2%D1%87")
        #expect(found.text.contains("Тарас Левченко"))
        #expect(!found.text.contains("Марко Дубовик"))
        let nobody = olena.open("/employees?search=nobody&scope=without_extension&page=9")
        #expect(nobody.text.contains("Нікого не знайдено"))
    }

    @Test("Employees see neither the list nor a card, and strangers are sent to the door")
    func access() throws {
        let taras = try office.browser(of: Office.taras)
        for path in ["/employees", "/employees/2", "/employees/new", "/lead-statuses"] {
            #expect(taras.open(path).status == 403)
            #expect(Browser(office).open(path).status == 303)
        }
        #expect(taras.send("/employees/2/deletion").status == 403)
        #expect(try office.store.employee(Office.taras, at: Office.morning) != nil)
    }

    @Test("A new employee is added, shown, and said so once")
    func added() {
        let reply = olena.send("/employees/new", anna)
        #expect(reply.status == 303)
        #expect(reply.place == "/employees/4?done=added")
        let card = olena.open(reply.place ?? "")
        #expect(card.text.contains("Співробітника додано."))
        #expect(card.text.contains("value=\"0105\""))
        #expect(card.text.contains("Дзвінків ще немає"))
    }

    @Test("Mistakes are told at their fields, and what was typed is still there")
    func validationMessages() {
        var typed = anna
        typed["name"] = ""
        typed["extension"] = "102"
        typed["email"] = "<i>nobody"
        let reply = olena.send("/employees/new", typed)
        #expect(reply.status == 422)
        #expect(reply.text.contains("id=\"problem-name\""))
        #expect(reply.text.contains("id=\"problem-email\""))
        #expect(reply.text.contains("value=\"&lt;i&gt;nobody\""))
        typed["name"] = "Ганна"
        typed["email"] = ""
        let second = olena.send("/employees/new", typed)
        #expect(second.status == 422)
        #expect(second.text.contains("уже має Тарас Левченко"))
    }

    @Test("Of two tabs at one card the second is told what the first saved, and loses nothing")
    func twoTabs() throws {
        let second = card(["email": "m@vitryla.example"])
        #expect(olena.send("/employees/3", card(["extension": "113"])).status == 303)
        let told = olena.send("/employees/3", second)
        #expect(told.status == 409)
        #expect(told.text.contains("value=\"m@vitryla.example\""))
        #expect(told.text.contains("зараз збережено: 113"))
        var again = second
        again["version"] = told.hidden("version")
        #expect(olena.send("/employees/3", again).status == 303)
        let marko = try #require(try office.store.employee(Office.marko, at: Office.morning))
        #expect(marko.details.email == "m@vitryla.example")
        #expect(marko.details.extension == "103")
    }

    @Test("A box that is not ticked makes an employee inactive")
    func inactive() throws {
        var fields = card([:])
        fields["active"] = nil
        #expect(olena.send("/employees/3", fields).status == 303)
        let marko = try #require(try office.store.employee(Office.marko, at: Office.morning))
        #expect(!marko.details.active)
        #expect(!olena.open("/employees").text.contains("Марко Дубовик"))
        #expect(olena.open("/employees?scope=all").text.contains("неактивний"))
    }

    @Test("The last administrator is not deactivated, and the card says why")
    func lastAdministrator() {
        let version = olena.open("/employees/1").hidden("version") ?? ""
        let reply = olena.send(
            "/employees/1",
            [
                "name": "Олена Гайова", "extension": "101", "email": "101@vitryla.example",
                "role": "employee", "version": version, "active": "1",
            ])
        #expect(reply.status == 422)
        #expect(reply.text.contains("останній адміністратор"))
    }

    @Test("A link for signing in is shown once; a reload of the form makes no other")
    func invitation() throws {
        let seen = ["seen": try #require(olena.open("/employees/3").hidden("seen"))]
        let shown = olena.send("/employees/3/invitation", seen)
        #expect(shown.status == 200)
        let start = "https://crm.example/gateways/phonetapi/invitation/"
        let secret = try #require(shown.text.components(separatedBy: start).dropFirst().first)
            .prefix { $0 != "<" }
        let hash = Secret.hash(String(secret))
        #expect(try office.store.invitation(hash: hash, at: Office.morning) != nil)
        #expect(
            olena.send("/employees/3/invitation", seen).place == "/employees/3?done=link-is-out")
        #expect(try office.store.invitation(hash: hash, at: Office.morning) != nil)
        let card = olena.open("/employees/3")
        #expect(card.text.contains("запрошено"))
        #expect(!card.text.contains(secret))
        let again = ["seen": try #require(card.hidden("seen"))]
        #expect(olena.send("/employees/3/invitation", again).status == 200)
    }

    @Test("Whoever is in use is not deleted: the reasons are named, and inactive is offered")
    func inUse() throws {
        _ = try office.store.saveSettings(
            ["call_push_employee_ids": .numbers([2])], expecting: nil,
            by: Author(name: "Олена", origin: .machine),
            at: Office.morning)
        talk("a1", by: "102", "Тарас")
        #expect(olena.open("/employees/2/deletion").text.contains("Видалити: Тарас Левченко?"))
        let refused = olena.send("/employees/2/deletion", ["step": "delete"])
        #expect(refused.status == 409)
        #expect(refused.text.contains("/settings/notifications#field-call_push_employee_ids"))
        #expect(refused.text.contains("брав участь у дзвінках"))
        let away = olena.send("/employees/2/deletion", ["step": "deactivate"])
        #expect(away.place == "/employees/2?done=saved")
        #expect(
            olena.send("/employees/3/deletion", ["step": "delete"]).place
                == "/employees?done=deleted")
        #expect(olena.open("/employees/3").status == 404)
    }

    @Test("A number from calls that nobody has is assigned on the list, and its calls come along")
    func assignment() throws {
        talk("a1", by: "0105", "Ганна <b>Коваль")
        talk("a2", by: "0105", "Ганна <b>Коваль")
        let page = olena.open("/employees")
        #expect(page.text.contains("Ганна &lt;b&gt;Коваль"))
        #expect(page.text.contains("/employees/new?extension=0105&amp;name="))
        // Every employee has an extension, so only a new employee can get this one.
        #expect(!page.text.contains("name=\"employee_id\""))
        #expect(olena.send("/employees/3", card(["extension": ""])).status == 303)
        #expect(olena.open("/employees").text.contains("name=\"employee_id\""))
        let missing = olena.send("/employees/extensions", ["extension": "0105", "employee_id": ""])
        #expect(missing.status == 422)
        let done = olena.send("/employees/extensions", ["extension": "0105", "employee_id": "3"])
        #expect(done.place == "/employees?done=assigned&calls=2")
        #expect(olena.open(done.place ?? "").text.contains("2 дзвінки"))
        #expect(olena.open("/employees/3").text.contains("+380 50 000 00 99"))
        let late = olena.send("/employees/extensions", ["extension": "0105", "employee_id": "2"])
        #expect(late.status == 409)
        #expect(late.text.contains("уже має внутрішній номер 102"))
    }
}
