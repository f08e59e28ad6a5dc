import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The corner of every page")
struct LivePageStories {
    let office: Office
    let olena: Colleague
    let taras: Colleague
    private let uuid = Office.uuid

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", .admin, extension: "101", at: office)
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
    }

    /// Posts an event of Iryna's call to an extension.
    private func hear(_ event: String, to number: String = "102", answered: Bool = false) {
        let bridge = answered ? "\(Office.morning.milliseconds + 9000)" : "null"
        _ = office.ask(
            .post, "/call",
            """
            {"event":"call.\(event)","uuid":"\(uuid)","parentUuid":null,"lgDirection":4,
            "dialAt":\(Office.morning.milliseconds),"bridgeAt":\(bridge),
            "leg":{"id":1,"ext":"\(number)","displayName":"x","type":1},"leg2":null,
            "otherLegs":[{"id":null,"name":null,"num":"+380500000011"}],
            "trunkNum":"+380440000777","serverTime":\(Office.morning.milliseconds + 20000)}
            """, token: nil, peer: "89.184.65.208")
    }

    private func poll(_ person: Colleague, seen: String? = nil, shown: Int? = nil) -> Reply {
        let query = [seen.map { "seen=\($0)" }, shown.map { "shown=\($0)" }].compactMap(\.self)
        return person.open("/live?" + query.joined(separator: "&"))
    }

    private func text(_ reply: Reply, _ member: String) -> String {
        if case .string(let text)? = reply.json[member] { text } else { "" }
    }

    @Test("A page asks, hears the news once, and then nothing until there is more")
    func news() {
        let first = poll(taras)
        #expect(first.status == 200 && text(first, "cards").isEmpty)
        let stamp = text(first, "stamp")
        #expect(poll(taras, seen: stamp).status == 204)
        hear("dial")
        let ringing = poll(taras, seen: stamp)
        #expect(ringing.status == 200)
        #expect(text(ringing, "cards").contains("Вхідний дзвінок"))
        #expect(text(ringing, "cards").contains("+380 50 000 00 11"))
        #expect(poll(taras, seen: text(ringing, "stamp")).status == 204)
        #expect(text(poll(olena), "cards").isEmpty)
    }

    @Test("The card goes from ringing through the talk to what came of it")
    func stages() {
        hear("dial")
        let ringing = taras.open("/calls")
        #expect(ringing.text.contains("class=\"livecard alert\""))
        #expect(ringing.words.contains("Невідомий номер"))
        #expect(ringing.words.contains("Створити ліда"))
        hear("bridge", answered: true)
        office.pass(seconds: 30)
        #expect(text(poll(taras), "cards").contains("data-seconds=\"21\">0:21"))
        hear("hangup", answered: true)
        let over = text(poll(taras), "cards")
        #expect(over.contains("Розмову завершено") && over.contains("Зателефонувати"))
        office.pass(seconds: 301)
        #expect(text(poll(taras), "cards").isEmpty)
    }

    @Test("A card put away is away on every page, and the way leads back")
    func dismissal() {
        hear("dial")
        let reply = taras.send("/calls/\(uuid)/dismissal", [("back", PageRoute.leads.path)])
        #expect(reply.place == "/leads")
        #expect(!taras.open("/calls").text.contains("livecard"))
        #expect(taras.send("/calls/f0/dismissal", []).status == 404)
    }

    @Test("An unknown caller becomes a lead with one press, however often it is pressed")
    func lead() {
        hear("dial")
        let first = taras.send("/calls/\(uuid)/lead", [])
        #expect(first.place == "/leads/1")
        #expect(taras.send("/calls/\(uuid)/lead", []).place == "/leads/1")
        let card = text(poll(taras), "cards")
        #expect(card.contains("href=\"\(PageRoute.lead(1).path)\""))
        #expect(!card.contains("Створити ліда"))
    }

    @Test("A caller is found among the clients, and the choice can be taken back")
    func client() {
        let made = office.api(
            .post, "/clients",
            #"{"name":"Ірина Соколова","company":"Вітрила","phones":["0670000022"]}"#)
        #expect(made.status == 201)
        hear("dial")
        let path = "/calls/\(uuid)/client"
        #expect(
            taras.open("\(path)?search=%D1%81%D0%BE%D0%BA%D0%BE%D0%BB").words.contains("Вітрила"))
        #expect(taras.open("\(path)?search=x").words.contains("Клієнта не знайдено"))
        let done = taras.send(path, [("client_id", "1")])
        #expect(done.place == "\(path)?done=saved")
        let page = taras.open(path)
        #expect(page.words.contains("Номер записано") && page.words.contains("Повернути як було"))
        #expect(text(poll(taras), "cards").contains("Ірина Соколова (Вітрила)"))
        let back = [("back", page.hidden("back") ?? "")]
        #expect(taras.send("/attachments/1/undoing", back).place == "\(path)?done=undone")
        #expect(text(poll(taras), "cards").contains("Невідомий номер"))
        #expect(office.api(.get, "/clients?phone=0500000011").items.isEmpty)
    }

    @Test("The bell counts what was not opened, in the title, too, and opens what it is about")
    func bell() {
        _ = office.api(
            .patch, "/settings",
            #"{"notify_missed_unknown": true, "call_push_employee_ids": [2]}"#)
        office.hearConversation(answered: false, recording: nil)
        let page = taras.open("/calls")
        #expect(page.text.contains("<title>(1) "))
        #expect(page.words.contains("Нові сповіщення: 1"))
        #expect(taras.open("/notices").words.contains("нове"))
        #expect(taras.send("/notices/1", []).place == "/calls/\(Office.uuid)")
        #expect(!taras.open("/calls").text.contains("<title>("))
        #expect(olena.send("/notices/1", []).status == 404)
        #expect(taras.send("/notices", []).place == "/notices")
    }

    @Test("A CRM whose cards have addresses is where “open” leads")
    func template() {
        _ = office.api(
            .patch, "/settings",
            #"{"client_url_template": "https://crm.example/c/{external_id}"}"#)
        _ = office.api(
            .post, "/clients",
            #"{"name":"Ірина","external_id":"A 7","phones":["0500000011"]}"#)
        hear("dial")
        #expect(text(poll(taras), "cards").contains("href=\"https://crm.example/c/A%207\""))
    }

    @Test("Whoever signed out is sent to the door by the very next question")
    func signedOut() {
        #expect(poll(taras).status == 200)
        _ = taras.send("/sign-out", [])
        #expect(poll(taras).status == 303)
    }

    @Test("An open page makes its person online, and a pause of Phonet’s shows if it counts")
    func presence() throws {
        #expect(!olena.open("/employees").words.contains("онлайн"))
        _ = poll(taras)
        try office.store.write(.system(at: Instant(milliseconds: 0))) {
            try $0.db.execute(
                sql: "INSERT INTO pause VALUES ('102', 1, ?)",
                arguments: [Office.morning.milliseconds])
        }
        #expect(olena.open("/employees").words.contains("онлайн"))
        _ = office.api(.patch, "/settings", #"{"use_phonet_pause_as_presence": true}"#)
        #expect(olena.open("/employees").words.contains("на паузі"))
    }

    @Test("How long news takes to the eye is measured by browsers and shown to administrators")
    func eyes() {
        #expect(olena.open("/status").words.contains("ще не виміряно"))
        for shown in [300, 400, 420, -5, 99_999_999] { _ = poll(taras, shown: shown) }
        let page = olena.open("/status")
        #expect(page.words.contains("0,4 с") && page.words.contains("виміряно разів: 3"))
        #expect(taras.open("/status").status == 403)
    }

    @Test("A caller’s name made to be markup stays text on the card")
    func hostile() {
        _ = office.api(
            .post, "/clients",
            #"{"name":"<img src=x onerror=alert(1)>","phones":["0500000011"]}"#)
        hear("dial")
        #expect(!text(poll(taras), "cards").contains("<img"))
    }
}
