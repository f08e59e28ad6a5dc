import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Pages of leads")
struct LeadPageStories {
    let office: Office
    let taras: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        taras = try office.browser(of: Office.taras)
    }

    @Test("An employee sees the leads, finds one by a few digits, and opens it")
    func list() throws {
        #expect(taras.open("/leads").words.contains("Лідів ще немає"))
        _ = try office.lead("Богдан <Ткач>", "0500000022")
        _ = try office.lead("Кав’ярня", "+48501234567")
        let all = taras.open("/leads")
        #expect(all.text.contains("Богдан &lt;Ткач&gt;") && all.words.contains("Кав’ярня"))
        #expect(all.words.contains("+380 50 000 00 22") && all.words.contains("Новий"))
        let found = taras.open("/leads?search=0022")
        #expect(found.words.contains("Богдан") && !found.words.contains("Кав’ярня"))
        #expect(found.text.contains("/gateways/phonetapi/leads/1\""))
        #expect(taras.open("/leads?search=нікого").words.contains("Нікого не знайдено"))
        #expect(taras.open("/leads/9").status == 404)
    }

    @Test("A long list goes on page by page, none left out and none twice")
    func pages() throws {
        for number in 1...51 { _ = try office.lead("Лід-\(number).", "0500000022") }
        let first = taras.open("/leads?search=Лід")
        #expect(first.words.contains("Лід-51.") && first.words.contains("Лід-2."))
        #expect(!first.words.contains("Лід-1.") && !first.words.contains("Найновіші"))
        let next = try #require(
            first.text.components(separatedBy: "&amp;after=").dropFirst().first?
                .prefix { $0 != "\"" })
        let second = taras.open("/leads?search=Лід&after=\(next)")
        #expect(second.words.contains("Лід-1.") && !second.words.contains("Лід-2."))
        #expect(second.words.contains("Найновіші") && !second.words.contains("Раніше"))
    }

    @Test("A lead that a call made says which call, why, and whose it is")
    func made() throws {
        _ = office.api(.patch, "/settings", #"{"create_lead_on_missed_outgoing":true}"#)
        #expect(office.hear("dial") == 200 && office.hear("hangup") == 200)
        office.pass(seconds: 180)
        _ = try office.store.settle(at: Office.morning.advanced(bySeconds: 180))
        let page = taras.open("/leads/1")
        #expect(page.status == 200)
        #expect(page.text.contains("<h1>+380 "), "a number for a name is read like a number")
        #expect(page.words.contains("Створено дзвінком"))
        #expect(page.text.contains("/calls/\(DialledPhonet.uuid)\">Відкрити цей дзвінок"))
        #expect(page.words.contains("Відповідальний Тарас Левченко"))
        #expect(page.words.contains("вихідний, без відповіді"))
        #expect(page.words.contains("Ліда створено:"))
        #expect(taras.open("/me").text.contains("/gateways/phonetapi/leads/1\""))
    }

    @Test("An employee makes a lead, edits it and gives it another status")
    func edited() throws {
        #expect(taras.open("/leads/new").text.contains("value=\"2\" selected"), "their own lead")
        let made = taras.send(
            "/leads/new",
            pairs: [
                ("name", "Богдан Ткач"), ("phone", "0500000022"), ("phone", "0500000033"),
                ("source_id", "1"), ("responsible_employee_id", "2"),
            ])
        #expect(made.place == "/leads/1?done=added")
        let card = taras.open("/leads/1").words
        #expect(card.contains("Створено співробітником") && card.contains("+380 50 000 00 33"))
        let seen = try #require(taras.open("/leads/1/edit").hidden("version"))
        office.pass(seconds: 5)
        #expect(taras.send("/leads/1/status", ["status_id": "3"]).place == "/leads/1?done=saved")
        let late = taras.send(
            "/leads/1/edit", pairs: [("name", "Богдан"), ("status_id", "1"), ("version", seen)])
        #expect(late.status == 409 && late.words.contains("зараз збережено: Виграний"))
        #expect(taras.open("/leads?state=open").words.contains("Нікого не знайдено"))
        #expect(
            taras.open("/leads?state=closed&whose=2&status=3&source=1").words.contains("Богдан"))
        #expect(taras.send("/leads/1/status", ["status_id": "99"]).status == 404)
    }

    @Test("An administrator merges two leads and deletes what is left")
    func merged() throws {
        let olena = try office.browser(of: Office.olena)
        _ = try office.lead("Богдан Ткач", "0500000022")
        _ = try office.lead("Богдан", "0500000022")
        #expect(taras.open("/leads/1").words.contains("спільний номер"))
        let preview = olena.open("/leads/1/merge?with=2")
        #expect(preview.words.contains("Разом: 0 дзвінків."))
        let form = [
            "with": "2", "kept": "1", "version-1": preview.hidden("version-1") ?? "",
            "version-2": preview.hidden("version-2") ?? "",
        ]
        #expect(olena.send("/leads/1/merge", form).place == "/leads/1?done=merged")
        #expect(olena.open("/leads/1/deletion").words.contains("Видалити «Богдан Ткач»?"))
        #expect(olena.send("/leads/1/deletion").place == "/leads?done=deleted")
    }

    @Test("The card of a distributed lead says whose turn it was, and who was passed over")
    func turns() throws {
        _ = try office.lead("Богдан Ткач", "0500000022")
        try office.store.write(.system(at: Instant(milliseconds: 0))) {
            try $0.db.execute(
                sql: """
                    INSERT INTO turn (lead_id, employee_id, mode, skipped, at)
                    VALUES (1, 2, 'active', '[{"employee_id":3,"why":"offline"}]', 0)
                    """)
        }
        let card = taras.open("/leads/1").words
        #expect(card.contains("Тарас Левченко : Активний"))
        #expect(card.contains("Марко Дубовик – офлайн"))
    }
}
