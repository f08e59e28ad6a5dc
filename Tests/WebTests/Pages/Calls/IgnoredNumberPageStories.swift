import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Numbers that are left alone, on pages and by API")
struct IgnoredNumberPageStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague
    private let spammer = "+380931112233"

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
        office.hearConversation(number: spammer, answered: false, recording: nil)
    }

    @Test("A number goes from the missed list to the ignore list, and comes back with one press")
    func missed() throws {
        let page = taras.open("/missed")
        #expect(page.words.contains("Спам") && page.words.contains("Не клієнт"))
        let sent = taras.send(
            "/ignored-numbers",
            [("origin", "missed"), ("number", spammer), ("reason", "Спам"), ("whose", "everybody")])
        #expect(sent.location?.contains("/missed?whose=everybody&done=ignored&entry=1") == true)
        let after = taras.open("/missed?whose=everybody&done=ignored&entry=1")
        #expect(after.words.contains("Номер +380 93 111 22 33 ігнорується: Спам."))
        #expect(after.words.contains("Повернути як було") && after.words.contains("Ніхто не чекає"))
        let back = taras.send(
            "/ignored-numbers/1/removal", [("origin", "missed"), ("whose", "everybody")])
        #expect(back.location?.contains("whose=everybody&done=removed") == true)
        #expect(taras.open("/missed?whose=everybody").words.contains("+380 93 111 22 33"))
    }

    @Test(
        "The call's page ignores the number and says so; the list counts its calls and links to them"
    )
    func call() {
        let path = PageRoute.call(Office.uuid).path
        let sent = taras.send(
            "/ignored-numbers",
            [("origin", "call"), ("number", spammer), ("reason", "Не клієнт"), ("back", path)])
        #expect(sent.location == path)
        #expect(taras.open("/calls/\(Office.uuid)").words.contains("Номер ігнорується: Не клієнт"))
        office.hearConversation(
            uuid: "b07a42d1c9e84f35a6d2180e5c7b94af", number: spammer, answered: false,
            recording: nil)
        let log = taras.open("/calls?ignored=1")
        #expect(log.words.contains("ігнорований"))
        #expect(
            taras.open("/calls?ignored=yes").text.components(separatedBy: "data-href").count == 2)
        #expect(
            taras.open("/calls?ignored=no").text.components(separatedBy: "data-href").count == 2)
        #expect(taras.open("/calls?ignored=maybe").status == 422)
        let page = taras.open("/calls/b07a42d1c9e84f35a6d2180e5c7b94af")
        #expect(page.words.contains("Цей дзвінок проігноровано"))
        #expect(page.words.contains("номер у списку ігнорованих (Не клієнт)"))
        let list = taras.open("/ignored-numbers")
        #expect(list.words.contains("+380 93 111 22 33 Не клієнт"))
        #expect(list.text.contains("calls?period=all&amp;ignored=1\">1</a>"))
        #expect(taras.open("/statistics").words.contains("Дзвінки 1 "))
        #expect(taras.open("/statistics?ignored=yes").words.contains("Дзвінки 2 "))
    }

    @Test("Beginnings are for administrators; what is no number is told at its field")
    func beginnings() {
        let form = [("number", "044"), ("is_prefix", "1"), ("reason", "реклама")]
        #expect(taras.send("/ignored-numbers", form).status == 403)
        #expect(olena.send("/ignored-numbers", form).status == 303)
        #expect(olena.open("/ignored-numbers").words.contains("+38044… реклама"))
        let wrong = olena.send("/ignored-numbers", [("number", "x"), ("reason", "")])
        #expect(wrong.status == 422 && wrong.text.contains("id=\"problem-number\""))
        #expect(wrong.text.contains("id=\"problem-reason\""))
        #expect(olena.send("/ignored-numbers/9/removal", []).status == 303)
    }

    @Test("An employee ignores the numbers of calls they see, and finds those alone in the list")
    func foreignNumbers() throws {
        let (mine, foreign) = ("+380671234567", "+380935556677")
        office.hearConversation(
            uuid: "b07a42d1c9e84f35a6d2180e5c7b94af", number: mine, answered: true, recording: nil)
        #expect(office.api(.patch, "/settings", #"{"employees_see":"own"}"#).status == 200)
        func add(_ number: String, _ who: Colleague) -> Reply {
            who.send("/ignored-numbers", [("number", number), ("reason", "Спам")])
        }
        let refused = add(foreign, taras)
        #expect(refused.status == 422 && refused.words.contains("Ви не бачите дзвінків із цього"))
        #expect(add(mine, taras).status == 422)
        #expect(add(foreign, olena).status == 303 && add(mine, olena).status == 303)
        let list = taras.open("/ignored-numbers?done=ignored&entry=1").words
        #expect(!list.contains("+380 93 555") && !list.contains("+380 67 123"))
        #expect(taras.send("/ignored-numbers/1/removal", []).status == 303)
        #expect(olena.open("/ignored-numbers").words.contains("+380 93 555 66 77"))
        #expect(office.api(.patch, "/settings", #"{"employees_see":"all"}"#).status == 200)
        #expect(taras.open("/ignored-numbers").words.contains("+380 67 123 45 67"))
        #expect(add("+380501112233", taras).status == 422)
    }

    @Test("By API: added, found, renamed and taken away, with versions and conflicts")
    func api() throws {
        let made = office.api(
            .post, "/ignored-numbers", #"{"number":"093 111 22 33","reason":"спам"}"#)
        #expect(made.status == 201 && made.json["number"] == .string(spammer))
        #expect(made.fields[.location]?.hasSuffix("/api/v1/ignored-numbers/1") == true)
        let twice = office.api(
            .post, "/ignored-numbers", #"{"number":"\#(spammer)","reason":"ще раз"}"#)
        #expect(twice.status == 409 && twice.json["id"] == .integer(1))
        let prefix = office.api(
            .post, "/ignored-numbers", #"{"number":"+799","is_prefix":true,"reason":"реклама"}"#)
        #expect(prefix.status == 201 && prefix.json["is_prefix"] == .truth(true))
        #expect(office.api(.get, "/ignored-numbers").items.count == 2)
        var fields: HTTPFields = [:]
        fields[.ifMatch] = made.fields[.eTag]
        let changed = office.api(
            .patch, "/ignored-numbers/1", #"{"reason":"не клієнт"}"#, fields: fields)
        #expect(changed.status == 200 && changed.json["reason"] == .string("не клієнт"))
        #expect(
            office.api(.patch, "/ignored-numbers/1", #"{"reason":"x"}"#, fields: fields).status
                == 412)
        #expect(office.api(.patch, "/ignored-numbers/1", #"{"number":"x"}"#).problems == ["number"])
        #expect(office.api(.patch, "/ignored-numbers/1", #"{"reason":""}"#).problems == ["reason"])
        office.hearConversation(uuid: "c0ffee", number: spammer, answered: false, recording: nil)
        #expect(office.api(.get, "/calls/c0ffee").json["ignored"] == .truth(true))
        #expect(office.api(.get, "/calls?ignored=true").items.count == 1)
        #expect(office.api(.get, "/ignored-numbers/1").json["calls"] == .integer(1))
        #expect(office.api(.get, "/statistics").json["totals"]?["calls"] == .integer(1))
        #expect(
            office.api(.get, "/statistics?with_ignored=true").json["totals"]?["calls"]
                == .integer(2))
        #expect(office.api(.delete, "/ignored-numbers/1").status == 204)
        #expect(office.api(.delete, "/ignored-numbers/1").status == 404)
    }

    @Test("A lookup still tells who it is, and that the number is ignored")
    func lookup() {
        _ = office.api(.post, "/clients", #"{"name":"Ірина","phones":["0500000011"]}"#)
        func ask(_ number: String) -> Reply {
            office.ask(
                .post, "/customer_data", "{\"otherLegNum\":\"\(number)\"}", token: nil,
                peer: "89.184.65.208")
        }
        let unknown = ask(spammer)
        for number in ["0500000011", spammer] {
            _ = office.api(
                .post, "/ignored-numbers", "{\"number\":\"\(number)\",\"reason\":\"спам\"}")
        }
        #expect(ask("+380500000011").json["name"] == .string("Ірина"))
        #expect(ask("+380500000011").json["urlText"] == .string("Ірина (номер ігнорується)"))
        #expect(ask(spammer).json["name"] == unknown.json["name"])
        #expect(ask(spammer).json["urlText"] == .string("номер ігнорується"))
    }

    @Test(
        "The card of an ignored number says so, changes when the list does, and offers a way back")
    func card() {
        let now = Office.morning.milliseconds
        _ = office.ask(
            .post, "/call",
            """
            {"event":"call.dial","uuid":"c0ffee","parentUuid":null,"lgDirection":4,"dialAt":\(now),
            "bridgeAt":null,"leg":{"id":1,"ext":"102","displayName":"x","type":1},"leg2":null,
            "otherLegs":[{"id":null,"name":null,"num":"\(spammer)"}],"trunkNum":"+380440000777",
            "serverTime":\(now)}
            """, token: nil, peer: "89.184.65.208")
        let first = taras.open("/live")
        #expect(first.text.contains("Спам"))
        guard case .string(let stamp)? = first.json["stamp"] else { return }
        #expect(taras.open("/live?seen=\(stamp)").status == 204)
        _ = taras.send(
            "/ignored-numbers", [("origin", "call"), ("number", spammer), ("reason", "Спам")])
        let news = taras.open("/live?seen=\(stamp)")
        #expect(news.status == 200 && news.text.contains("Номер ігнорується: Спам"))
        #expect(news.text.contains("Не ігнорувати") && !news.text.contains("Створити ліда"))
    }
}
