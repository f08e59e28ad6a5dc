import CallRules
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Pages that follow the news")
struct FollowedListStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
    }

    private func stamps(_ person: Colleague) -> [String] {
        let reply = person.open("/live")
        let text = HTTPField.Name("Lists").flatMap { reply.fields[$0] } ?? ""
        return text.split(separator: " ").map(String.init)
    }

    private func part(_ person: Colleague, _ path: String) -> Reply {
        let name = HTTPField.Name("X-Phonet-Part")
        return person.browser.ask(.get, path, fields: name.map { [$0: "1"] } ?? [:])
    }

    @Test("Each list has a stamp of its own, which moves with it alone and tells no number")
    func own() throws {
        let first = stamps(olena)
        #expect(first.count == 3 && stamps(olena) == first)
        #expect(!first.contains { Int($0) == 0 })
        #expect(
            office.api(.post, "/leads", #"{"name":"Богдан","phones":["0500000099"]}"#).status == 201
        )
        let second = stamps(olena)
        #expect(second[0] == first[0] && second[2] != first[2])
        office.hearConversation(answered: false, recording: nil)
        let third = stamps(olena)
        #expect(third[0] != second[0] && third[1] != second[1])
        #expect(
            olena.open("/calls").text.contains("data-lists=\"\(third.joined(separator: " "))\""))
    }

    @Test("Whoever sees only their own rows is not told when others move")
    func restricted() {
        #expect(stamps(taras).count == 3)
        _ = office.api(.patch, "/settings", #"{"employees_see":"own"}"#)
        #expect(stamps(taras).isEmpty && stamps(olena).count == 3)
    }

    @Test("The script gets the content alone, with the rows that the page would have")
    func content() {
        office.hearConversation(answered: false, recording: nil)
        let whole = olena.open("/calls?period=all")
        let content = part(olena, "/calls?period=all")
        #expect(
            whole.text.contains("data-follows=\"calls\"")
                && whole.text.contains("class=\"sidebar\""))
        #expect(content.status == 200 && content.text.contains("data-follows=\"calls\""))
        #expect(
            !content.text.contains("class=\"sidebar\"") && !content.text.contains("id=\"live\""))
        let row = "data-href=\"/gateways/phonetapi/calls/\(Office.uuid)\""
        #expect(whole.text.contains(row) && content.text.contains(row))
        #expect(content.text.utf8.count * 3 < whole.text.utf8.count * 2)
        #expect(part(taras, "/settings").status == 403)
    }

    @Test("What a page asks by itself does not keep its person signed in")
    func idle() throws {
        _ = olena.open("/calls")
        for _ in 0..<4 {
            office.pass(seconds: 8 * 60)
            _ = part(olena, "/calls")
            try office.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        }
        #expect(olena.open("/calls").status == 303)
    }

    @Test("The tabs of the missed list say how many wait for the person, and how many in all")
    func totals() throws {
        _ = office.api(
            .post, "/clients",
            #"{"name":"Ірина","phones":["0500000011"],"admin_employee_ids":[1]}"#)
        office.hearConversation(answered: false, recording: nil)
        let page = taras.open("/missed").words
        #expect(page.contains("Для мене Усіх співробітників 1"), "\(page)")
        #expect(olena.open("/missed").words.contains("Для мене 1 Усіх співробітників 1"))
    }
}
