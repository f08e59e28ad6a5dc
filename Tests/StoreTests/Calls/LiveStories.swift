import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("What people’s pages show just now")
struct LiveStories {
    let company: Company
    private let talk = Conversation(number: Company.iryna)

    init() throws {
        company = try Company()
    }

    private func person(_ id: Employee.ID) throws -> EmployeeRow {
        try #require(try company.store.employee(id, at: Company.morning))
    }

    private func state(
        of id: Employee.ID, afterSeconds seconds: Int = 0
    ) throws -> LiveState {
        try company.store.liveState(
            of: person(id), since: Company.morning.earlier(bySeconds: 3600),
            at: Company.morning.advanced(bySeconds: seconds))
    }

    private func isSeen(
        _ stamp: LiveVersion, by id: Employee.ID, afterSeconds seconds: Int = 0
    ) throws -> Bool {
        try company.store.isSeen(
            stamp, by: person(id), at: Company.morning.advanced(bySeconds: seconds))
    }

    private func stages(afterSeconds seconds: Int = 0) throws -> [LiveStatus?] {
        try [Company.olena, Company.taras, Company.marko].map {
            try state(of: $0, afterSeconds: seconds).calls.first?.stage
        }
    }

    @Test("Whoever asks again hears without any query that nothing is new")
    func withoutQuery() throws {
        try company.hear(talk.dial)
        let olena = try person(Company.olena)
        let stamp = try state(of: Company.olena).stamp
        company.store.close()
        let text = try #require(LiveVersion(stamp.text))
        #expect(try company.store.isSeen(text, by: olena, at: Company.morning))
        #expect(throws: StoreError.self) {
            try company.store.employee(Company.olena, at: Company.morning)
        }
    }

    @Test("A call moves those whom it concerns, and nobody else")
    func onlyTheirs() throws {
        let before = try [Company.olena, Company.taras].map { try state(of: $0).stamp }
        try company.hear(Conversation().dial)
        #expect(try !isSeen(before[0], by: Company.olena))
        #expect(try isSeen(before[1], by: Company.taras))
        let rings = try state(of: Company.olena).stamp
        try company.hear(Conversation().bridge)
        #expect(try !isSeen(rings, by: Company.olena))
    }

    @Test("The card of a call that ended before the clock was set back does not stay for the hour")
    func clockSetBack() throws {
        try company.hear(talk.dial)
        try company.hear(talk.bridge)
        try company.hear(talk.hangup(answered: true, seenAt: Company.morning))
        #expect(try stages(afterSeconds: 60)[0] == .answered)
        #expect(try stages(afterSeconds: -3600)[0] == nil)
    }

    @Test("A call that waits to be returned moves everybody, and so does its return")
    func cases() throws {
        let before = try state(of: Company.taras).stamp
        try company.hear(Conversation(uuid: "a1").record(answered: false))
        #expect(try !isSeen(before, by: Company.taras))
        let waiting = try state(of: Company.taras).stamp
        var back = Conversation(uuid: "b2", direction: .outgoing)
        back.start = Company.morning.advanced(bySeconds: 600)
        try company.hear(back.record(answered: true))
        #expect(try !isSeen(waiting, by: Company.taras))
    }

    @Test("A stamp that is none of ours is none", arguments: ["", "1", "x_1", "1_2_3", "1_x"])
    func foreign(text: String) {
        #expect(LiveVersion(text) == nil)
    }

    @Test("A group rings for all its members until one answers; then it is that one’s talk")
    func group() throws {
        let second = Conversation(
            uuid: "b2", parent: talk.uuid, number: Company.iryna, extension: "102")
        try company.hear(talk.dial)
        try company.hear(second.dial)
        // Marko gets a notice, because he is an admin of the client Iryna as well.
        #expect(try stages() == [.ringing, .ringing, .ringing])
        try company.hear(second.bridge)
        let since = Company.morning.advanced(bySeconds: 9)
        #expect(try stages() == [nil, .talking(since: since), nil])
        try company.hear(talk.hangup(answered: false))
        try company.hear(second.hangup(answered: true))
        #expect(try stages() == [nil, .answered, nil])
        #expect(try stages(afterSeconds: 299) == [nil, .answered, nil])
        #expect(try stages(afterSeconds: 300) == [nil, nil, nil])
    }

    @Test("Whoever is told of a call sees it ring from then on, at nobody’s telephone but theirs")
    func told() throws {
        company.decide {
            $0.callPushEmployeeIDs = [Company.taras]
            $0.pushDelaySeconds = 30
        }
        try company.hear(Conversation().dial)
        let early = try state(of: Company.taras)
        #expect(early.calls.isEmpty && early.unread == 0)
        #expect(try isSeen(early.stamp, by: Company.taras, afterSeconds: 29))
        #expect(try !isSeen(early.stamp, by: Company.taras, afterSeconds: 30))
        let told = try state(of: Company.taras, afterSeconds: 30)
        #expect(told.calls.map(\.stage) == [.ringing] && told.unread == 1)
    }

    @Test("A missed call stays with those it rang for, until they put it away in all browsers")
    func missed() throws {
        try company.hear(Conversation().dial)
        try company.hear(Conversation().hangup(answered: false))
        #expect(try stages() == [.missed, nil, nil])
        let uuid = Conversation().uuid
        let spelt = "3F9C1BE0-" + uuid.dropFirst(8)
        let stamp = try state(of: Company.olena).stamp
        #expect(
            try company.store.dismissCall(uuid: spelt, of: Company.taras, at: Company.morning))
        #expect(try isSeen(stamp, by: Company.olena))
        #expect(
            try company.store.dismissCall(uuid: spelt, of: Company.olena, at: Company.morning))
        #expect(try stages() == [nil, nil, nil])
        #expect(
            try !company.store.dismissCall(uuid: "f0", of: Company.olena, at: Company.morning))
    }

    @Test("A call of ours shows from the dialling to the end, and one between colleagues never")
    func outgoing() throws {
        let ours = Conversation(uuid: "c3", direction: .outgoing)
        try company.hear(ours.dial)
        try company.hear(
            Conversation(uuid: "d4", direction: .internal, number: "102", extension: "103").dial)
        #expect(try stages() == [.ringing, nil, nil])
        try company.hear(ours.hangup(answered: false))
        #expect(try stages() == [.missed, nil, nil])
    }

    @Test("A second call stands above the talk, and one that is over gives way to both")
    func stack() throws {
        try company.hear(Conversation(uuid: "a1").dial)
        try company.hear(Conversation(uuid: "a1").hangup(answered: false))
        try company.hear(Conversation(uuid: "b2").dial)
        try company.hear(Conversation(uuid: "b2").bridge)
        try company.hear(Conversation(uuid: "c3", number: Company.iryna).dial)
        #expect(try state(of: Company.olena).calls.map(\.call.uuid) == ["c3", "b2"])
    }

    @Test("The card knows whose client it is, the open lead, the last call and those of today")
    func card() throws {
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Ірина, вікна', 1, 2, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380500000011', 7, 0);
            """)
        var early = Conversation(uuid: "a1", number: Company.iryna)
        early.start = Company.morning.earlier(bySeconds: 600)
        try company.hear(early.dial)
        try company.hear(early.hangup(answered: false))
        try company.hear(talk.dial)
        let card = try #require(try state(of: Company.olena).calls.first)
        #expect(card.clientAdmin?.name == "Олена Гайова")
        #expect(card.openLead?.name == "Ірина, вікна" && card.openLead?.status == "Новий")
        #expect(card.openLead?.responsible?.id == Company.taras)
        #expect(card.lastCall?.uuid == "a1" && card.attemptsToday == 2)
    }

    @Test(
        "The card of a call that is over stays for its minutes, however many others began meanwhile"
    )
    func busyOffice() throws {
        try company.hear(talk.dial)
        try company.hear(talk.bridge)
        for number in 0..<120 {
            let other = Conversation(
                uuid: "b\(number)", number: "+3805000002\(100 + number)", extension: "102",
                start: talk.start.advanced(bySeconds: number + 1))
            try company.hear(other.dial)
        }
        try company.hear(talk.hangup(answered: true))
        #expect(try stages()[0] == .answered)
        #expect(try stages(afterSeconds: 299)[0] == .answered)
        #expect(try stages(afterSeconds: 300)[0] == nil)
    }

    @Test("What came from Phonet’s history alone is no news")
    func recovered() throws {
        try company.hear(talk.record(answered: false))
        #expect(try stages() == [.missed, nil, nil])
        try company.execute("UPDATE call SET origin = 'recovered'")
        #expect(try stages() == [nil, nil, nil])
    }
}

@Suite("Notices as people read them")
struct NoticeBookStories {
    let company: Company

    init() throws {
        company = try Company()
        company.decide {
            $0.callPushEmployeeIDs = [Company.taras, Company.marko]
            $0.notifyMissedUnknown = true
        }
    }

    private func unread(_ id: Employee.ID) throws -> Int {
        let person = try #require(try company.store.employee(id, at: Company.morning))
        return try company.store.liveState(
            of: person, since: Company.morning, at: Company.morning
        ).unread
    }

    @Test("A notice is new until its person opens it, and others cannot")
    func opening() throws {
        try company.hear(Conversation().record(answered: false))
        #expect(try unread(Company.taras) == 1)
        let page = try company.store.ownNotices(
            of: Company.taras, at: Company.morning, Pagination())
        let notice = try #require(page.items.first)
        let morning = Company.morning
        #expect(try company.store.openNotice(notice.id, of: Company.marko, at: morning) == nil)
        #expect(try unread(Company.taras) == 1)
        let opened = try company.store.openNotice(notice.id, of: Company.taras, at: morning)
        #expect(opened?.seenAt == morning)
        #expect(try unread(Company.taras) == 0)
        #expect(try unread(Company.marko) == 1)
        try company.store.seeNotices(of: Company.marko, at: morning)
        #expect(try unread(Company.marko) == 0)
    }

    @Test("Whoever took the call needs no bell for its ringing")
    func took() throws {
        let talk = Conversation(extension: "102")
        try company.hear(talk.dial)
        #expect(try unread(Company.taras) == 1)
        try company.hear(talk.bridge)
        #expect(try unread(Company.taras) == 0)
        #expect(try unread(Company.marko) == 1)
    }

    @Test("Pages of the list neither repeat nor lose a notice")
    func pages() throws {
        for number in 0..<5 {
            try company.hear(
                Conversation(uuid: "a\(number)", number: "+38050000010\(number)")
                    .record(answered: false))
        }
        var ids: [Int64] = []
        var after: Cursor?
        repeat {
            let page = try company.store.ownNotices(
                of: Company.taras, at: Company.morning, Pagination(limit: 2, after: after))
            ids += page.items.map(\.id)
            after = page.next
        } while after != nil
        #expect(ids.count == 5 && ids == ids.sorted(by: >))
    }
}
