import CallRules
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The pages about personal data")
struct PrivacyPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
        _ = office.api(
            .post, "/clients", #"{"name": "Ірина <Соколова>", "phones": ["+380500000011"]}"#)
    }

    private func inquire() throws -> String {
        let asked = olena.send("/privacy", ["number": "050 000 00 11"])
        #expect(asked.status == 303)
        let path = try #require(asked.location?.dropFirst(Route.prefix.count))
        return String(path)
    }

    @Test("What is no number is refused with what was typed")
    func noNumber() {
        let page = olena.send("/privacy", ["number": "нікого <b>"])
        #expect(page.status == 422 && page.text.contains("value=\"нікого &lt;b&gt;\""))
    }

    @Test("While the books are searched the page renews itself, then it says what there is")
    func searching() throws {
        let path = try inquire()
        let before = olena.open(path)
        #expect(before.words.contains("Шукаємо номер"))
        #expect(HTTPField.Name("Refresh").flatMap { before.fields[$0] } == "2")
        while try office.store.maintain(at: Office.morning) {}
        let page = olena.open(path)
        #expect(page.words.contains("Дані про +380 50 000 00 11"))
        #expect(page.words.contains("Клієнти 1"))
        #expect(page.words.contains("Клієнт Ірина &lt;Соколова&gt; – інших номерів немає"))
        #expect(page.words.contains("карток, що зникнуть: 1"))
    }

    @Test("The file is saved under a name that tells no number, and the audit knows it")
    func file() throws {
        let path = try inquire()
        let file = olena.open(path + "/file")
        #expect(file.status == 200 && file.text.contains(#""e164":"+380500000011""#))
        #expect(file.fields[.contentDisposition] == #"attachment; filename="personal-data-1.json""#)
        let audit = olena.open("/audit").words
        #expect(
            audit.contains("Збережено дані про номер") && audit.contains("Запитано дані про номер"))
    }

    @Test("Erased only with the last four digits, and the page says so")
    func erasing() throws {
        let path = try inquire()
        while try office.store.maintain(at: Office.morning) {}
        let refused = olena.send(path + "/erasure", ["manner": "erase", "digits": "0012"])
        #expect(refused.status == 422 && refused.text.contains("value=\"0012\""))
        #expect(olena.send(path + "/erasure", ["digits": "0011"]).status == 422)
        #expect(
            olena.send(path + "/erasure", ["manner": "erase", "digits": "0011"]).status == 303)
        #expect(olena.open(path).words.contains("триває"))
        while try office.store.maintain(at: Office.morning) {}
        let page = olena.open(path)
        #expect(page.words.contains("номера немає") && !page.text.contains("0011"))
        #expect(olena.open(path + "/file").status == 404)
        #expect(office.api(.get, "/clients?phone=0500000011").text.contains(#""items":[]"#))
        #expect(olena.open("/privacy").words.contains("Клієнти: 1"))
    }

    @Test("The page says how long what is kept and what the night will take")
    func keeping() throws {
        #expect(office.api(.patch, "/settings", #"{"keep_messages_days": 7}"#).status == 200)
        #expect(office.api(.patch, "/settings", #"{"keep_messages_days": 6}"#).status == 422)
        #expect(office.api(.patch, "/settings", #"{"keep_audit_days": 0}"#).status == 200)
        let words = olena.open("/privacy").words
        #expect(words.contains("Журнал Phonet 7 днів 0"))
        #expect(words.contains("Аудит безстроково 0"))
    }
}
