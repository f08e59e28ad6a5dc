import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct MissedCaseStories {
    let company: Company
    private let taras = Author(
        name: "Тарас Левченко", employee: Company.taras,
        origin: ClientInfo(sourceIP: "203.0.113.7", browser: "Story"))

    init() throws {
        company = try Company()
    }

    private func minutes(_ count: Int) -> Instant {
        Company.morning.advanced(bySeconds: count * 60)
    }

    /// A call `minute` minutes after `Company.morning`, stored from its CDR.
    private func call(
        _ minute: Int, _ direction: LegDirection = .incoming, answered: Bool = false,
        number: String = Company.unknownCaller
    ) throws {
        var talk = Conversation(uuid: "c\(minute)\(number.suffix(4))", direction: direction)
        talk.number = number
        talk.start = minutes(minute)
        try company.hear(talk.record(answered: answered), at: minutes(minute + 3))
    }

    private func open(for employee: Employee.ID? = nil) throws -> [MissedCaseRow] {
        var filter = MissedCaseFilter()
        filter.employee = employee
        return try company.store.missedCases(filter, Pagination(), at: Company.morning).items
    }

    private func ended(since: Instant = Company.morning) throws -> [MissedCaseRow] {
        var filter = MissedCaseFilter()
        filter.scope = .ended(since: since)
        return try company.store.missedCases(filter, Pagination(), at: Company.morning).items
    }

    @Test("A conversation that was going on when a call was missed returns it at its end")
    func missedMeanwhile() throws {
        let talk = Conversation(uuid: "a1", start: minutes(0))
        try company.hear(talk.dial, at: minutes(0))
        try company.hear(talk.bridge, at: minutes(0))
        var second = Conversation(uuid: "b2", extension: "102", start: minutes(1))
        try company.hear(second.record(answered: false), at: minutes(1))
        #expect(try open().count == 1)
        try company.hear(talk.hangup(answered: true, seenAt: minutes(3)), at: minutes(3))
        #expect(try open().isEmpty)
        let returned = try #require(ended().first)
        #expect(returned.endedAt == minutes(0).advanced(bySeconds: 145))
        #expect(returned.returned?.employeeName == "Олена Гайова")
        // What is missed after it waits again.
        second = Conversation(uuid: "c3", extension: "102", start: minutes(3))
        try company.hear(second.record(answered: false), at: minutes(6))
        #expect(try open().map(\.openedAt) == [minutes(3)])
    }

    @Test("A stranger's missed call waits until somebody calls back and is answered")
    func calledBack() throws {
        try call(0)
        try call(5)
        try call(7, .outgoing)
        let waiting = try #require(open().first)
        #expect(waiting.phone == Company.unknownCaller && waiting.state == .open)
        #expect(waiting.openedAt == minutes(0) && waiting.lastMissedAt == minutes(5))
        #expect(waiting.missedCalls == 2 && waiting.attempts == 1)
        #expect(waiting.lastCall?.line == "+380440000777" && waiting.responsible == nil)

        try call(20, .outgoing, answered: true)
        #expect(try open().isEmpty)
        let returned = try #require(ended().first)
        #expect(returned.id == waiting.id && returned.state == .returned)
        #expect(returned.returned?.direction == .outgoing)
        #expect(returned.returned?.employeeName == "Олена Гайова")
        #expect(returned.endedAt == minutes(20).advanced(bySeconds: 9))
    }

    @Test("A call missed at ten and answered at half past never waits, though learnt last")
    func learntLate() throws {
        try call(30, answered: true)
        try call(0)
        #expect(try open().isEmpty)
        #expect(try ended().map(\.openedAt) == [minutes(0)])
        try call(40)
        #expect(try open().map(\.openedAt) == [minutes(40)])
    }

    @Test("Nobody calls back hidden, short or internal numbers")
    func noOutsideNumber() throws {
        try call(0, number: "anonymous")
        try call(1, number: "102")
        try call(2, .internal)
        try call(3, .outgoing)
        try call(4, answered: true)
        #expect(try company.count("SELECT count(*) FROM missed_case") == 0)
    }

    @Test("A hangup waits for its minute, and a record that tells of an answer ends the case")
    func settled() throws {
        let talk = Conversation()
        try company.hear(talk.dial)
        try company.hear(talk.hangup(answered: false))
        #expect(try open().isEmpty)
        _ = try company.store.settle(at: minutes(1))
        #expect(try open().count == 1)
        try company.hear(talk.record(answered: true))
        #expect(try company.count("SELECT count(*) FROM missed_case") == 0)
    }

    @Test("The module switched off, calls still tell who waits")
    func moduleOff() throws {
        company.decide { $0.moduleEnabled = false }
        try call(0)
        #expect(try open().count == 1)
        #expect(try company.count("SELECT count(*) FROM decision WHERE result <> 'nothing'") == 0)
    }

    @Test("The lead's responsible calls back, else the client's first admin, else everybody")
    func responsible() throws {
        try call(0)
        try call(1, number: Company.iryna)
        #expect(try open().map { $0.responsible?.name } == [nil, "Олена Гайова"])
        #expect(try open(for: Company.taras).map(\.phone) == [Company.unknownCaller])
        #expect(try company.store.openMissedCases(for: Company.taras) == 1)
        #expect(try company.store.openMissedCases(for: Company.olena) == 2)

        var details = LeadDetails()
        details.name = "Вікна"
        details.phones = [PhoneNumber(Company.unknownCaller), PhoneNumber(Company.iryna)]
        details.responsibleID = Company.marko
        _ = try company.store.createLead(details, origin: .manual, at: minutes(2))
        #expect(try open().allSatisfy { $0.responsible?.id == Company.marko })
        #expect(try open().allSatisfy { $0.leadName == "Вікна" })
        #expect(try company.store.openMissedCases(for: Company.taras) == 0)

        try company.execute("UPDATE employee SET active = 0 WHERE id = 3 OR id = 1")
        #expect(try company.store.openMissedCases(for: Company.taras) == 2)
    }

    @Test("A case is closed with a reason, opened again, and the audit knows by whom")
    func byHand() throws {
        try call(0)
        let store = company.store
        let id = try #require(open().first).id
        let spam = CaseClosing(reason: .spam)
        let closed = try store.closeMissedCase(id, spam, by: taras, at: minutes(10)).saved
        #expect(closed?.state == .closed && closed?.closed?.at == minutes(10))
        #expect(closed?.closed?.closing == spam && closed?.closed?.actor == "Тарас Левченко")
        #expect(
            try store.closeMissedCase(id, spam, by: taras, at: minutes(11)).conflicts == ["state"])

        try call(20)
        #expect(try open().map(\.openedAt) == [minutes(20)])
        let again = try store.reopenMissedCase(id, by: taras, at: minutes(30)).saved
        #expect(again?.state == .open && again?.missedCalls == 2)
        #expect(try open().map(\.id) == [id])
        #expect(try store.reopenMissedCase(id, by: taras, at: minutes(31)).conflicts == ["state"])
        let actions = try store.auditEntries(Pagination()).items
        #expect(actions.map(\.action) == [.missedCaseReopened, .missedCaseClosed])
        #expect(actions.map(\.subject) == ["missed-case/\(id.value)", "missed-case/\(id.value)"])
    }

    @Test("Another reason needs words, and nothing is closed that is not there")
    func refused() throws {
        try call(0)
        let store = company.store
        let id = try #require(open().first).id
        let other = CaseClosing(reason: .other)
        let long = CaseClosing(reason: .solved, note: String(repeating: "я", count: 201))
        for closing in [other, long] {
            let outcome = try store.closeMissedCase(id, closing, by: taras, at: minutes(9))
            #expect(outcome.problems == ["note"])
        }
        let nobody = MissedCase.ID(999)
        let outcome = try store.closeMissedCase(
            nobody, CaseClosing(reason: .spam), by: taras, at: minutes(9))
        guard case .missing = outcome else {
            Issue.record("closed: \(outcome)")
            return
        }
        #expect(try open().count == 1)
    }

    @Test("A clock of Phonet's that is ahead keeps nobody from closing")
    func clockAhead() throws {
        try call(60)
        let id = try #require(open().first).id
        _ = try company.store.closeMissedCase(
            id, CaseClosing(reason: .solved), by: taras, at: minutes(0))
        #expect(try open().isEmpty)
        #expect(try ended().map(\.endedAt) == [minutes(60)])
    }

    @Test("Whoever calls in the moment of a closing is not closed with it, and tries stay counted")
    func callsInThatMoment() throws {
        try call(0)
        try call(9, .outgoing)
        let id = try #require(open().first).id
        let moment = minutes(9).advanced(bySeconds: 40)
        let closed = try company.store.closeMissedCase(
            id, CaseClosing(reason: .spam), by: taras, at: moment)
        #expect(closed.saved?.attempts == 1)
        var talk = Conversation(uuid: "d1")
        talk.start = moment.earlier(bySeconds: 20)
        try company.hear(talk.record(answered: false), at: minutes(12))
        #expect(try open().map(\.openedAt) == [talk.start])
    }

    @Test("Pages go on where the last one ended, and whoever waits longest comes first")
    func pages() throws {
        for minute in [3, 1, 2, 0] { try call(minute, number: "+38050000000\(minute)") }
        var seen: [Instant] = []
        var cursor: Cursor?
        repeat {
            let page = try company.store.missedCases(
                MissedCaseFilter(), Pagination(limit: 3, after: cursor), at: Company.morning)
            seen += page.items.map(\.openedAt)
            cursor = page.next
        } while cursor != nil
        #expect(seen == (0...3).map(minutes))
    }

    @Test("Two halves of a call that turn out to be one leave one case")
    func merged() throws {
        let member = Conversation(uuid: "b2", parent: "a1")
        var lone = member
        lone.parent = nil
        let root = Conversation(uuid: "a1")
        try company.hear(lone.record(answered: false))
        try company.hear(root.record(answered: false))
        #expect(try open().map(\.missedCalls) == [2])
        try company.hear(member.record(answered: false))
        #expect(try open().map(\.missedCalls) == [1])
        #expect(try company.count("SELECT count(*) FROM missed_case WHERE first_call_id > 0") == 1)
    }
}
