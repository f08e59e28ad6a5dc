import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("A word about a call, on pages and by API")
struct CallNotePageStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague
    private let uuid = Office.uuid

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
        office.hearConversation()
    }

    private func write(
        _ note: String, _ category: String = "", seen: String = "", more: [(String, String)] = []
    ) -> Reply {
        taras.send(
            "/calls/\(uuid)/note",
            [("note", note), ("category", category), ("seen_note", seen)] + more)
    }

    @Test(
        "What is written on the call's page stands there, in the call log and on the client's card")
    func shown() throws {
        let made = office.api(
            .post, "/clients", #"{"name":"Ірина Соколова","phones":["0500000011"]}"#)
        guard case .integer(let client)? = made.json["id"] else { throw NoClient() }
        let page = taras.open("/calls/\(uuid)")
        #expect(page.words.contains("Про що домовилися") && page.words.contains("Помилка номером"))
        let saved = write("Доставка <b>в п’ятницю</b>", "1", more: [("back", page.path(uuid))])
        #expect(saved.status == 303 && saved.location == page.path(uuid))
        let again = taras.open("/calls/\(uuid)")
        #expect(again.text.contains("Доставка &lt;b&gt;в п’ятницю&lt;/b&gt;</textarea>"))
        #expect(again.text.contains("value=\"1\" checked"))
        let log = taras.open("/calls")
        #expect(log.text.contains("title=\"Доставка &lt;b&gt;в п’ятницю&lt;/b&gt;\""))
        #expect(log.words.contains("Замовлення"))
        #expect(taras.open("/clients/\(client)").words.contains("Замовлення Доставка"))
        for query in ["note=yes", "category=1"] {
            #expect(taras.open("/calls?\(query)").text.contains(uuid), "\(query)")
        }
        for query in ["note=no", "category=2", "category=none"] {
            #expect(!taras.open("/calls?\(query)").text.contains("data-href"), "\(query)")
        }
        let file = taras.open("/calls/export?period=all").text
        #expect(file.contains("Замовлення;\"Доставка <b>в п’ятницю</b>\";"))
        #expect(olena.open("/audit").words.contains("Записано нотатку про дзвінок"))
    }

    private struct NoClient: Error {}

    @Test("The script is answered without a page, and a note that is overtaken without being lost")
    func quiet() {
        #expect(write("перша", more: [("quiet", "1")]).status == 204)
        let late = write("друга", "2")
        #expect(late.status == 409)
        #expect(late.words.contains("Поки Ви писали, нотатку змінили"))
        #expect(late.text.contains("друга</textarea>") && late.words.contains("перша"))
        #expect(late.text.contains("name=\"seen_note\" value=\"перша\""))
        #expect(write("друга", "2", seen: "перша").status == 303)
        let long = write(
            String(repeating: "ї", count: 2001), seen: "друга", more: [("seen_category", "2")])
        #expect(long.status == 422 && long.text.contains("class=\"problem\""))
        #expect(taras.send("/calls/f0/note", [("note", "x")]).status == 404)
    }

    @Test(
        "By API with If-Match; null and an empty text take it back; a token that reads may not write"
    )
    func api() throws {
        let first = office.api(.get, "/calls/\(uuid)")
        #expect(first.json["note"] == .null && first.json["category_id"] == .null)
        var fields: HTTPFields = [:]
        fields[.ifMatch] = first.fields[.eTag]
        let changed = office.api(
            .patch, "/calls/\(uuid)", #"{"note":" так ","category_id":3}"#, fields: fields)
        #expect(changed.status == 200 && changed.json["note"] == .string("так"))
        #expect(changed.json["category_id"] == .integer(3))
        #expect(changed.fields[.eTag] != first.fields[.eTag])
        #expect(
            office.api(.patch, "/calls/\(uuid)", #"{"note":"ні"}"#, fields: fields).status == 412)
        let part = office.api(.patch, "/calls/\(uuid)", #"{"note":""}"#)
        #expect(part.json["note"] == .null && part.json["category_id"] == .integer(3))
        #expect(
            office.api(.patch, "/calls/\(uuid)", #"{"category_id":77}"#).problems == ["category_id"]
        )
        #expect(
            office.api(.patch, "/calls/\(uuid)", #"{"outcome":"missed"}"#).problems == ["outcome"])
        #expect(office.api(.patch, "/calls/f0", #"{"note":"x"}"#).status == 404)
        #expect(office.api(.get, "/calls?category_id=3").items.count == 1)
        #expect(office.api(.get, "/calls?has_note=true").items.isEmpty)
        let figures = office.api(.get, "/statistics").json["by_category"]
        guard case .list(let lines)? = figures, let line = lines.first else { throw NoClient() }
        #expect(line["category_id"] == .integer(3) && line["calls"] == .integer(1))
    }

    @Test("The card of a talk that is over has the form, and follows what is written elsewhere")
    func card() {
        let now = Office.morning.milliseconds
        for (event, bridge) in [("dial", "null"), ("bridge", "\(now)"), ("hangup", "\(now)")] {
            _ = office.ask(
                .post, "/call",
                """
                {"event":"call.\(event)","uuid":"c0ffee","parentUuid":null,"lgDirection":4,
                "dialAt":\(now),"bridgeAt":\(bridge),
                "leg":{"id":1,"ext":"102","displayName":"x","type":1},"leg2":null,
                "otherLegs":[{"id":null,"name":null,"num":"+380500000012"}],
                "trunkNum":"+380440000777","serverTime":\(now)}
                """, token: nil, peer: "89.184.65.208")
            let card = taras.open("/live").text
            #expect(card.contains("callnote") == (event == "hangup"), "\(event)")
        }
        guard case .string(let stamp)? = taras.open("/live").json["stamp"] else { return }
        #expect(taras.open("/live?seen=\(stamp)").status == 204)
        _ = office.api(.patch, "/calls/c0ffee", #"{"note":"із CRM"}"#)
        let news = taras.open("/live?seen=\(stamp)")
        #expect(news.status == 200 && news.text.contains("із CRM"))
    }

    @Test("The lists have the categories; an empty name is told at its row")
    func lists() {
        let page = olena.open("/lead-statuses")
        #expect(page.words.contains("Категорії дзвінків") && page.text.contains("value=\"Скарга\""))
        let version = page.text.firstMatch(
            of: /call-categories".*?name="version" value="(-?[0-9]+)"/.dotMatchesNewlines())
        let sent = olena.send(
            "/call-categories",
            [
                ("version", version.map { String($0.1) } ?? ""), ("category-1", "Продаж"),
                ("category-2", ""),
            ])
        #expect(sent.status == 422 && sent.text.contains("id=\"problem-category-2\""))
        let saved = olena.send(
            "/call-categories",
            [("version", version.map { String($0.1) } ?? ""), ("category-1", "Продаж")])
        #expect(saved.location == "/gateways/phonetapi/lead-statuses?done=saved")
        #expect(olena.open("/lead-statuses").text.contains("value=\"Продаж\""))
        #expect(olena.send("/call-categories/5/deletion", []).status == 303)
        _ = write("x", "1")
        let used = olena.send("/call-categories/1/deletion", [])
        #expect(used.status == 409 && used.words.contains("є дзвінок із цією категорією"))
    }
}

extension Reply {
    fileprivate func path(_ uuid: String) -> String { PageRoute.call(uuid).path }
}
