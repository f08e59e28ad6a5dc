import CallRules
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite("What Phonet is asked to dial")
struct DiallingStories {
    let company: Company
    let store: Store
    let now = Company.morning
    private let uuid = "c5d8e6a1407b4d1e9f3a72b6058c4de2"
    private let author = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)

    init() throws {
        company = try Company()
        store = company.store
    }

    private func order(
        _ phone: String = Company.unknownCaller, by employee: Employee.ID = Company.taras,
        key: String? = nil
    ) -> DiallingOrder {
        var order = DiallingOrder(employee: employee, number: PhoneNumber(phone))
        order.key = key
        return order
    }

    private func write(
        _ order: DiallingOrder, after seconds: Int = 0
    ) throws -> SaveOutcome<WrittenDialling> {
        try store.writeDown(order, by: author, at: now.advanced(bySeconds: seconds))
    }

    private func new(_ order: DiallingOrder) throws -> Dialling {
        let written = try #require(try write(order).saved)
        #expect(written.isNew)
        return written.dialling
    }

    private func stage(_ id: Dialling.ID, after seconds: Int) throws -> DiallingProgress.Stage? {
        try store.diallingProgress(id)?.stage(at: now.advanced(bySeconds: seconds))
    }

    @Test("Two clicks on one button are one dialling, however late the second comes")
    func sameKey() throws {
        let first = try new(order(key: "k1"))
        let second = try #require(try write(order(key: "k1"), after: 3600).saved)
        #expect(!second.isNew && second.dialling.id == first.id)
        #expect(try write(order(by: Company.marko, key: "k1")).saved?.isNew == true)
    }

    @Test("The same employee and number within ten seconds are one dialling, later another")
    func soonAgain() throws {
        let first = try new(order(key: "k1"))
        let again = try #require(try write(order("099 050 00 00"), after: 1).saved)
        #expect(again.isNew)
        let soon = try #require(try write(order("050 000 00 99", key: "k2"), after: 9).saved)
        #expect(!soon.isNew && soon.dialling.id == first.id)
        #expect(try write(order(by: Company.marko), after: 9).saved?.isNew == true)
        #expect(try write(order(), after: 10).saved?.isNew == true)
    }

    @Test("Of twenty who click at once, one alone has Phonet asked")
    func atOnce() throws {
        let (news, store, order) = (Counter(), store, order())
        let (author, now) = (author, now)
        DispatchQueue.concurrentPerform(iterations: 20) { _ in
            let written = try? store.writeDown(order, by: author, at: now).saved
            if written?.isNew == true { news.add() }
        }
        #expect(news.value == 1)
        #expect(try company.count("SELECT count(*) FROM dialling") == 1)
        #expect(try store.auditEntries(Pagination()).items.map(\.action) == [.callAsked])
    }

    @Test("What surely rings nowhere may be tried again at once; what may ring may not")
    func failures() throws {
        let errors: [(DiallingError, isNew: Bool)] = [
            (.busy, true), (.phonet(.callRefused(404)), true),
            (.phonet(.callUnconfirmed(.connection(.timedOut))), false),
        ]
        for (error, isNew) in errors {
            try company.execute("DELETE FROM dialling")
            let first = try new(order())
            let failure = DiallingFailure(error)
            _ = try store.answered(first.id, .failed(failure), at: now)
            #expect(try stage(first.id, after: 1) == .failed(failure))
            #expect(try write(order(), after: 1).saved?.isNew == isNew)
        }
    }

    @Test(
        "Who has no extension, is inactive or not there calls nobody, and nobody is called who hides"
    )
    func refused() throws {
        try company.execute(
            """
            UPDATE employee SET extension = NULL WHERE id = 2;
            UPDATE employee SET active = 0 WHERE id = 3;
            """)
        #expect(try write(order()).problems == ["employee_id"])
        #expect(try write(order(by: Company.marko)).problems == ["employee_id"])
        #expect(try write(order(by: Employee.ID(9))).problems == ["employee_id"])
        for odd in ["", "anonymous", "12", "234 56 78"] {
            #expect(try write(order(odd, by: Company.olena)).problems == ["phone"], "\(odd)")
        }
        #expect(try company.count("SELECT count(*) FROM dialling") == 0)
        #expect(try write(order("1-03", by: Company.olena)).saved?.dialling.phone == "103")
    }

    @Test("A dialling without an answer is being asked for, then it is unknown what became of it")
    func unanswered() throws {
        let id = try new(order()).id
        #expect(try stage(id, after: 14) == .asking)
        #expect(try stage(id, after: 15) == .unknown)
        _ = try store.answered(id, .accepted(uuid: uuid), at: now.advanced(bySeconds: 16))
        #expect(try stage(id, after: 16) == .ownPhoneRings)
        let late = DiallingFailure(.busy)
        _ = try store.answered(id, .failed(late), at: now.advanced(bySeconds: 17))
        #expect(try stage(id, after: 17) == .ownPhoneRings)
        #expect(try stage(id, after: 90) == .silent)
    }

    @Test("The call with the uuid is followed to its end")
    func followed() throws {
        let id = try new(order()).id
        _ = try store.answered(id, .accepted(uuid: uuid), at: now)
        var talk = Conversation(uuid: uuid, direction: .outgoing, extension: "102")
        talk.start = now.advanced(bySeconds: 5)
        try company.hear(talk.dial, at: now.advanced(bySeconds: 5))
        #expect(try stage(id, after: 6) == .otherPhoneRings)
        try company.hear(talk.bridge, at: now.advanced(bySeconds: 14))
        #expect(try stage(id, after: 15) == .talking(since: now.advanced(bySeconds: 14)))
        #expect(try store.diallingProgress(id)?.liveUUID(at: now) == uuid)
        try company.hear(talk.hangup(answered: true), at: now.advanced(bySeconds: 150))
        #expect(try stage(id, after: 151) == .over(.answered))
        let progress = try #require(try store.diallingProgress(id))
        #expect(progress.liveUUID(at: now) == nil && !progress.isLive(at: now))
    }

    @Test(
        "A call under another uuid is known by extension, number and time; an older one is not it")
    func otherUUID() throws {
        let before = Conversation(uuid: "b1", direction: .outgoing, extension: "102")
        try company.hear(before.dial, at: now.earlier(bySeconds: 1))
        let id = try new(order()).id
        _ = try store.answered(id, .accepted(uuid: uuid), at: now)
        for other in [
            Conversation(uuid: "b2", direction: .outgoing, extension: "103"),
            Conversation(uuid: "b3", direction: .incoming, extension: "102"),
            Conversation(
                uuid: "b4", direction: .outgoing, number: Company.iryna, extension: "102"),
        ] { try company.hear(other.dial, at: now.advanced(bySeconds: 2)) }
        #expect(try stage(id, after: 3) == .ownPhoneRings)
        let talk = Conversation(uuid: "b5", direction: .outgoing, extension: "102")
        try company.hear(talk.dial, at: now.advanced(bySeconds: 4))
        #expect(try store.diallingProgress(id)?.call?.uuid == "b5")
        #expect(try stage(id, after: 5) == .otherPhoneRings)
    }
}
