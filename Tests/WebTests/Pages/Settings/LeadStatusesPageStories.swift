import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Page of statuses and sources")
struct LeadStatusesPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    /// The fields of the statuses as the page sends them, with changes.
    private func fields(_ changes: [String: String]) throws -> [String: String] {
        var fields = ["default": "1", "name-new": "", "kind-new": "active"]
        let editor = try office.store.leadStatusEditor()
        for row in editor.rows {
            fields["name-\(row.item.id.value)"] = row.item.name
            fields["kind-\(row.item.id.value)"] = row.item.kind.rawValue
        }
        fields["version"] = "\(editor.version)"
        fields.merge(changes) { $1 }
        return fields
    }

    private var names: [String] {
        get throws { try office.store.leadStatusEditor().rows.map(\.item.name) }
    }

    @Test("The page names the kinds as the company does, and counts leads")
    func page() {
        let page = olena.open("/lead-statuses")
        #expect(page.status == 200)
        for word in ["Активний", "Виграний", "Програний", "Неякісний", "Телефонія"] {
            #expect(page.text.contains(word))
        }
    }

    @Test("A button that moves a row saves what was typed, too")
    func moved() throws {
        let reply = olena.send(
            "/lead-statuses",
            try fields(["name-1": "Свіжий", "name-new": "Пауза", "move": "2 up", "default": "2"]))
        #expect(reply.place == "/lead-statuses?done=saved")
        #expect(
            try names == ["В роботі", "Свіжий", "Виграний", "Програний", "Неякісний", "Пауза"])
        #expect(try office.store.leadStatusEditor().rows.first?.item.isDefault == true)
    }

    @Test("Mistakes stand at their fields, and what was typed is still there")
    func validationMessages() throws {
        let before = try names
        let reply = olena.send(
            "/lead-statuses",
            try fields(["name-2": "", "kind-1": "lost", "name-new": "<b>Виграний"]))
        #expect(reply.status == 422)
        #expect(reply.text.contains("id=\"problem-name-2\""))
        #expect(reply.text.contains("id=\"problem-kind-1\""))
        #expect(reply.text.contains("value=\"&lt;b&gt;Виграний\""))
        #expect(try names == before)
    }

    @Test("Of two tabs the second is told, and saves when it has looked")
    func twoTabs() throws {
        let second = try fields(["name-3": "Наш"])
        #expect(olena.send("/lead-statuses", try fields(["name-1": "Перший"])).status == 303)
        let told = olena.send("/lead-statuses", second)
        #expect(told.status == 409)
        #expect(told.text.contains("value=\"Наш\""))
        var again = second
        again["version"] = told.hidden("version")
        #expect(olena.send("/lead-statuses", again).status == 303)
        #expect(try names.contains("Наш"))
    }

    @Test("What is in use is not deleted, and the page says where it is used")
    func deletion() throws {
        let used = olena.send("/lead-sources/1/deletion")
        #expect(used.status == 409)
        #expect(used.text.contains("/settings/leads#field-missed_call_lead_source_id"))
        #expect(olena.send("/lead-statuses/1/deletion").status == 409)
        #expect(olena.open("/lead-statuses/5/deletion").text.contains("Видалити: Неякісний?"))
        #expect(olena.send("/lead-statuses/5/deletion").place == "/lead-statuses?done=deleted")
        #expect(olena.open("/lead-statuses/5/deletion").status == 404)
    }

    @Test("Sources are added and renamed on the same page")
    func sources() throws {
        let version = "\(try office.store.leadSourceEditor().version)"
        let reply = olena.send(
            "/lead-sources", ["version": version, "source-1": "Дзвінки", "source-new": "Сайт"])
        #expect(reply.place == "/lead-statuses?done=saved")
        #expect(
            try office.store.leadSourceEditor().rows.map(\.item.name) == ["Дзвінки", "Сайт"])
    }
}
