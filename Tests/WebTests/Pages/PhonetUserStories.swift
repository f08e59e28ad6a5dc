import BackgroundWork
import CallRules
import Dispatch
import Foundation
import HTTPClientTypes
import Phonet
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

/// A stand-in for Phonet that returns a set list of users.
private final class SaidByPhonet: Sendable {
    private let users: Mutex<Result<String, TransportError>>
    /// Signalled at each request of a slow Phonet, which then waits for `answer`.
    let asked = DispatchSemaphore(value: 0)
    let answer = DispatchSemaphore(value: 0)
    private let isSlow = Mutex(false)

    init(_ users: String) { self.users = Mutex(.success(users)) }

    func localize(_ result: Result<String, TransportError>) { users.withLock { $0 = result } }
    func beSlow() { isSlow.withLock { $0 = true } }

    func transport(_ request: OutgoingRequest) -> Result<OutgoingResponse, TransportError> {
        if request.head.path?.hasSuffix("/authorize") == true {
            return .success(
                OutgoingResponse(
                    status: 200, fields: [.setCookie: "JSESSIONID=00112233445566778899AABBCCDDEEFF"]
                ))
        }
        if isSlow.withLock({ $0 }) {
            asked.signal()
            answer.wait()
        }
        return users.withLock { $0 }.map { OutgoingResponse(status: 200, body: Array($0.utf8)) }
    }
}

@Suite("Taking employees from Phonet")
struct PhonetUserStories {
    let office: Office
    let olena: Browser
    private let phonet = SaidByPhonet(
        """
        [{"id":41,"displayName":"Олена Гайова","ext":"101","email":"101@vitryla.example"},
        {"id":42,"displayName":"Левченко Тарас","ext":"112","email":null},
        {"id":60,"displayName":"Ганна \\"<b>\\" Коваль","ext":"0105","email":"hanna@vitryla.example"}]
        """)

    init() throws {
        let phonet = phonet
        office = try Office { options in
            options.phonet = PhonetAccess(
                extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
                transport: phonet.transport)
        }
        try office.hirePeople()
        _ = try office.store.saveSettings(
            [
                "phonet_domain": .text("vitryla-demo.phonet.com.ua"),
                "phonet_api_key": .text("EXAMPLEkey0000000000000000000000"),
            ], expecting: nil, by: Author(name: "Олена", origin: .machine), at: Office.morning)
        olena = try office.browser(of: Office.olena)
    }

    private func extensions() throws -> [String?] {
        try [Office.olena, Office.taras, Office.marko, Employee.ID(4)].map {
            try office.store.employee($0, at: Office.morning)?.details.extension
        }
    }

    /// The proposals of a preview in order, each with its tick.
    private func proposals(_ page: Reply) -> [(text: String, isTicked: Bool)] {
        page.text.components(separatedBy: "name=\"proposal\" value=\"").dropFirst().map { part in
            let text = String(part.prefix { $0 != "\"" }).unescaped
            return (text, part.prefix { $0 != ">" }.contains(" checked"))
        }
    }

    @Test("The page asks nobody by itself, and shows Phonet's users when told to ask")
    func preview() throws {
        #expect(olena.open("/employees/phonet").text.contains("Запитати Phonet"))
        let page = olena.send("/employees/phonet", ["step": "look"])
        #expect(page.status == 200)
        #expect(page.text.contains("збіг за e-mail"))
        #expect(page.text.contains("внутрішній номер 102 → 112"))
        #expect(page.text.contains("&lt;b&gt;"))
        #expect(page.text.contains("Марко Дубовик"))
        #expect(proposals(page).map(\.isTicked) == [true, true])
        #expect(try extensions() == ["101", "102", "103", nil])
    }

    @Test("What was ticked is written, and nothing else")
    func taken() throws {
        let page = olena.send("/employees/phonet", ["step": "look"])
        let users = try #require(page.hidden("users"))
        let (last, _) = try #require(proposals(page).last)
        let done = olena.send(
            "/employees/phonet", pairs: [("step", "take"), ("users", users), ("proposal", last)])
        #expect(done.place == "/employees?done=taken&added=1&changed=0")
        #expect(
            olena.open(done.place ?? "").text.contains("Додано: 1 співробітник. Змінено: 0"))
        #expect(try extensions() == ["101", "102", "103", "0105"])
    }

    @Test("A preview that somebody has overtaken writes nothing and shows the new state")
    func stale() throws {
        let page = olena.send("/employees/phonet", ["step": "look"])
        let users = try #require(page.hidden("users"))
        let moved = try office.store.updateEmployee(Office.taras, at: Office.morning) {
            $0.extension = "109"
        }
        guard case .saved = moved else {
            Issue.record("\(moved)")
            return
        }
        let ticked = proposals(page).map { ("proposal", $0.text) }
        let told = olena.send(
            "/employees/phonet", pairs: [("step", "take"), ("users", users)] + ticked)
        #expect(told.status == 409)
        #expect(told.text.contains("внутрішній номер 109 → 112"))
        #expect(try extensions() == ["101", "109", "103", nil])
        let nobody = olena.send("/employees/phonet", ["step": "take", "users": users])
        #expect(nobody.status == 422)
        #expect(olena.send("/employees/phonet", ["step": "take", "users": "[["]).status == 422)
    }

    @Test("Why Phonet did not answer is said in words, with the way to the settings")
    func failures() {
        phonet.localize(.failure(.timedOut))
        let late = olena.send("/employees/phonet", ["step": "look"])
        #expect(late.text.contains("Не вдалося отримати список"))
        #expect(late.text.contains(PhonetError.connection(.timedOut).sentence.uk))
        #expect(late.text.contains("/settings\""))
        phonet.localize(.success("<html>"))
        let garbage = olena.send("/employees/phonet", ["step": "look"])
        #expect(garbage.text.contains("не JSON"))
        #expect(!garbage.text.contains("EXAMPLEkey"))
    }

    @Test("While three talk with Phonet, another is told to wait, and then served")
    func threeAtATime() throws {
        phonet.beSlow()
        let second = olena
        let answered = DispatchGroup()
        for _ in 1...Limiter.phonetPlaces {
            office.send("/employees/phonet", ["step": "look"], as: Office.olena, in: answered)
        }
        for _ in 1...Limiter.phonetPlaces { phonet.asked.wait() }
        let told = second.send("/employees/phonet", ["step": "look"])
        #expect(told.status == 409)
        #expect(told.text.contains("уже розмовляє"))
        for _ in 1...Limiter.phonetPlaces { phonet.answer.signal() }
        answered.wait()
        phonet.answer.signal()
        #expect(second.send("/employees/phonet", ["step": "look"]).status == 200)
    }
}
