import CallRules
import Dispatch
import Phonet
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Calling from a page")
struct DiallingPageStories {
    private let phonet = DialledPhonet()
    let office: Office
    let taras: Browser

    init() throws {
        office = try Office(calling: phonet)
        taras = try office.browser(of: Office.taras)
    }

    /// Presses the call button of a page as Taras.
    private func call(_ values: [String: String] = [:], back: String? = nil) -> Reply {
        var form = ["phone": "+380500000022", "key": "key-1"]
        form["back"] = back
        return taras.send("/dialling", form.merging(values) { $1 })
    }

    @Test("A lead's page has a button that says whom it calls, and Taras is led to the call")
    func fromLead() throws {
        let lead = try #require(try office.lead("Богдан Ткач", "0500000022"))
        let page = taras.open("/leads/\(lead.value)")
        #expect(page.text.contains("Зателефонувати на +380 50 000 00 22; спершу задзвонить"))
        let sent = taras.send(
            "/dialling",
            [
                "phone": try #require(page.hidden("phone")),
                "key": try #require(page.hidden("key")),
                "lead_id": try #require(page.hidden("lead_id")),
                "back": try #require(page.hidden("back")),
            ])
        #expect(sent.status == 303)
        let place = try #require(sent.place)
        #expect(place == "/dialling/1?back=%2Fgateways%2Fphonetapi%2Fleads%2F1")
        let shown = taras.open(place)
        #expect(shown.words.contains("Дзвонить Ваш телефон 102…"))
        #expect(shown.words.contains("Богдан Ткач"))
        #expect(shown.text.contains("/leads/1\">До ліда"))
        #expect(phonet.calls == [#"{"legExt":"102","otherLegNum":"+380500000022"}"#])
        let audit = try office.store.auditEntries(Pagination()).items.first
        #expect(audit?.action == .callAsked && audit?.subject == "dialling/1")
        #expect(audit?.actor == "Тарас Левченко")
    }

    @Test("Two clicks make one call")
    func twoClicks() {
        #expect(call().place == "/dialling/1")
        #expect(call().place == "/dialling/1")
        #expect(call(["key": "key-2"]).place == "/dialling/1")
        #expect(phonet.calls.count == 1)
        office.pass(seconds: 10)
        #expect(call(["key": "key-3"]).place == "/dialling/2")
        #expect(phonet.calls.count == 2)
    }

    @Test("The page follows the call in words, by itself without a script, until it is over")
    func followed() {
        _ = call()
        let refresh = "http-equiv=\"refresh\" content=\"2\""
        #expect(taras.open("/dialling/1").text.contains(refresh))
        #expect(office.hear("dial") == 200)
        #expect(taras.open("/dialling/1").words.contains("Набираємо клієнта…"))
        #expect(office.hear("bridge", answered: true) == 200)
        office.pass(seconds: 54)
        let talking = taras.open("/dialling/1")
        #expect(talking.words.contains("Триває розмова 0:42 Покласти слухавку"))
        #expect(talking.text.contains("data-live"))
        #expect(office.hear("hangup", answered: true) == 200)
        let over = taras.open("/dialling/1")
        #expect(over.words.contains("Розмову завершено 0:42 Зателефонувати"))
        #expect(!over.text.contains(refresh) && !over.text.contains("data-live"))
        #expect(over.text.contains("/calls/\(DialledPhonet.uuid)\""))
        #expect(!over.words.contains("Покласти слухавку"))
    }

    @Test("Hanging up ends the call at Phonet, and a failure is said in words")
    func hangUp() throws {
        _ = call()
        #expect(taras.send("/dialling/1/hang-up").place == "/dialling/1")
        #expect(phonet.hangUps == ["/rest/calls/active/\(DialledPhonet.uuid)/hangup"])
        #expect(try office.store.auditEntries(Pagination()).items.first?.action == .callHungUp)
        phonet.localize(.failure(.timedOut))
        let failed = taras.send("/dialling/1/hang-up")
        #expect(failed.status == 502)
        #expect(failed.words.contains(PhonetError.connection(.timedOut).sentence.uk))
        #expect(!failed.text.contains("data-live") && failed.words.contains("До дзвінка"))
        phonet.localize(.status(404))
        #expect(taras.send("/dialling/1/hang-up").place == "/dialling/1")
        #expect(office.hear("dial") == 200 && office.hear("hangup") == 200)
        #expect(taras.send("/dialling/1/hang-up").status == 303)
        #expect(phonet.hangUps.count == 3)
        #expect(taras.open("/dialling/1").words.contains("Розмови не було"))
    }

    @Test(
        "Whatever Phonet answers, it is asked once, and what came of it stands in words",
        arguments: [
            (.status(403), .accessRefused), (.status(401), .accessRefused),
            (.status(400), .callRefused(400)), (.status(429), .tooManyRequests),
            (.status(302), .redirected), (.failure(.couldNotConnect), nil),
            (.failure(.timedOut), .callUnconfirmed(.connection(.timedOut))),
            (.status(504), .callUnconfirmed(.serverFailed(504))),
            (.body("<html>"), .callUnconfirmed(.notJSON)),
            (.body("{}"), .callUnconfirmed(.unexpectedAnswer)),
        ] as [(DialledPhonet.Answer, PhonetError?)])
    func failures(answer: DialledPhonet.Answer, failure: PhonetError?) {
        phonet.localize(answer)
        #expect(call().status == 303)
        let page = taras.open("/dialling/1")
        let expected = failure ?? .connection(.connectionRefused)
        #expect(page.words.contains(expected.sentence.uk))
        #expect(phonet.calls.count == 1)
        if case .callUnconfirmed = expected {
            #expect(page.words.contains("Невідомо, чи Phonet набирає"))
            #expect(call(["key": "key-2"]).place == "/dialling/1")
        } else {
            #expect(page.words.contains("Phonet не набрав номер"))
            #expect(call(["key": "key-2"]).place == "/dialling/2")
        }
    }

    @Test("A dialling the program died in the midst of is named so, and not made again")
    func diedInBetween() throws {
        var order = DiallingOrder(
            employee: Office.taras, number: PhoneNumber("+380500000022"))
        order.key = "key-1"
        let author = Author(name: "Тарас", employee: Office.taras, origin: .machine)
        _ = try office.store.writeDown(order, by: author, at: Office.morning)
        #expect(taras.open("/dialling/1").words.contains("Просимо Phonet набрати…"))
        office.pass(seconds: 15)
        let page = taras.open("/dialling/1").words
        #expect(page.contains("Невідомо, чи Phonet набирає"))
        #expect(call().place == "/dialling/1")
        #expect(phonet.calls.isEmpty)
    }

    @Test("A dialling is shown to whoever began it and to administrators, and nobody else")
    func whose() throws {
        _ = call()
        let (olena, marko) = (
            try office.browser(of: Office.olena), try office.browser(of: Office.marko)
        )
        #expect(olena.open("/dialling/1").words.contains("Дзвонить телефон 102…"))
        #expect(marko.open("/dialling/1").status == 404)
        #expect(marko.send("/dialling/1/hang-up").status == 404)
        #expect(phonet.calls.count == 1 && phonet.hangUps.isEmpty)
        let own = marko.send("/dialling", ["phone": "+380500000022", "key": "key-1"])
        #expect(own.place == "/dialling/2")
    }

    @Test("Without an internal number there is no button, and who calls all the same is told why")
    func noExtension() throws {
        _ = try office.store.updateEmployee(Office.taras, at: Office.morning) {
            $0.extension = nil
        }
        let lead = try #require(try office.lead("Богдан Ткач", "0500000022"))
        for path in ["/leads", "/leads/\(lead.value)"] {
            let page = taras.open(path)
            #expect(
                !page.words.contains("потрібен внутрішній номер"), "said once, not on every page")
            #expect(!page.text.contains("action=\"/gateways/phonetapi/dialling\""))
        }
        #expect(
            taras.open("/me").words.contains(
                "Щоб телефонувати звідси, потрібен внутрішній номер"))
        let refused = call()
        #expect(refused.status == 422)
        #expect(refused.words.contains("співробітник не має внутрішнього номера"))
        #expect(refused.words.contains("Щоб телефонувати звідси, потрібен внутрішній номер"))
        #expect(call(["phone": "anonymous"]).status == 422)
        #expect(phonet.calls.isEmpty)
    }

    @Test("Three wait for Phonet at once, a fourth is told so, and webhooks are taken meanwhile")
    func line() throws {
        phonet.beSlow()
        let done = DispatchGroup()
        for number in 1...3 {
            office.send("/dialling", ["phone": "050000003\(number)"], as: Office.taras, in: done)
        }
        for _ in 1...3 { phonet.wasAsked.wait() }
        let fourth = taras.open(call().place ?? "").words
        #expect(fourth.contains("Саме зараз Phonet відповідає іншим"))
        #expect(office.hear("dial") == 200)
        for _ in 1...3 { phonet.mayAnswer.signal() }
        done.wait()
        #expect(phonet.calls.count == 3)
        phonet.mayAnswer.signal()
        #expect(call(["key": "key-2"]).status == 303)
        #expect(phonet.calls.count == 4)
    }

    @Test("The way back leads to pages of ours only")
    func back() {
        let place = call(back: "https://evil.example/").place
        #expect(place == "/dialling/1")
        let page = taras.open("/dialling/1?back=//evil.example").text
        #expect(!page.contains("evil.example"))
    }
}
