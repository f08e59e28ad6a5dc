import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("The board of what goes on now")
struct LiveBoardStories {
    let company: Company
    private let day =
        Company.morning.earlier(bySeconds: 3600)..<Company.morning.advanced(bySeconds: 36_000)

    init() throws {
        company = try Company()
    }

    private func board(afterSeconds seconds: Int = 60) throws -> LiveBoard {
        try company.store.liveBoard(
            of: day, at: Company.morning.advanced(bySeconds: seconds))
    }

    private func states(afterSeconds seconds: Int = 60) throws -> [String: BoardPerson.State] {
        Dictionary(
            try board(afterSeconds: seconds).people.map { ($0.name.prefix(5) + "", $0.state) },
            uniquingKeysWith: { one, _ in one })
    }

    private func putOnline(_ ids: Int...) throws {
        for id in ids {
            try company.execute(
                """
                UPDATE employee SET last_seen_at = \(Company.morning.milliseconds),
                    online_until = \(Company.morning.advanced(bySeconds: 600).milliseconds)
                WHERE id = \(id)
                """)
        }
    }

    private func talk(
        _ uuid: String, _ number: String, at extension: String, afterSeconds: Int = 0
    ) -> Conversation {
        Conversation(
            uuid: uuid, number: number, extension: `extension`,
            start: Company.morning.advanced(bySeconds: afterSeconds))
    }

    @Test("A person is free, on a call, paused or away, and a call says more than a pause")
    func people() throws {
        company.decide { $0.usePhonetPauseAsPresence = true }
        try putOnline(1, 2)
        #expect(
            try states() == [
                "Олена": .free, "Тарас": .free, "Марко": .offline,
            ])
        try company.execute(
            "INSERT INTO pause VALUES ('102', 1, \(Company.morning.milliseconds))")
        #expect(try states()["Тарас"] == .paused)

        let call = talk("a1", Company.iryna, at: "102")
        try company.hear(call.dial)
        #expect(try states()["Тарас"] == .ringing(since: Company.morning))
        try company.hear(call.bridge)
        let answered = Company.morning.advanced(bySeconds: 9)
        #expect(try states()["Тарас"] == .talking(since: answered))
        // Nobody sees Marko's page open, but his telephone tells.
        try company.hear(talk("b2", Company.unknownCaller, at: "103").dial)
        #expect(try states()["Марко"] == .ringing(since: Company.morning))
        try company.hear(call.hangup(answered: true))
        #expect(try states()["Тарас"] == .paused)
    }

    @Test("Calls stand by who waits longest: a new one comes last, an answered one goes below")
    func order() throws {
        let first = talk("c1", Company.iryna, at: "101")
        let second = talk("b2", "+380500000022", at: "102", afterSeconds: 5)
        let third = talk("a3", "+380500000033", at: "103", afterSeconds: 7)
        for call in [second, third, first] { try company.hear(call.dial) }
        #expect(try board().calls.map(\.uuid) == ["c1", "b2", "a3"])
        try company.hear(first.bridge)
        #expect(try board().calls.map(\.uuid) == ["b2", "a3", "c1"])
        let talking = try #require(try board().calls.last)
        #expect(talking.isTalking && talking.names.client == "Ірина Соколова")
        #expect(talking.since == Company.morning.advanced(bySeconds: 9))
        #expect(talking.telephones == [.init(extension: "101", owner: "Олена Гайова")])
        #expect(talking.line == "+380440000777")
        try company.hear(second.hangup(answered: false))
        #expect(try board().calls.map(\.uuid) == ["a3", "c1"])
        // Phonet said nothing more of it.
        #expect(try board(afterSeconds: 601).calls.map(\.uuid) == ["c1"])
        #expect(try board(afterSeconds: 4 * 3600).calls.isEmpty)
    }

    @Test("People stand by the Ukrainian alphabet, whatever they do; who has left is not there")
    func alphabet() throws {
        try company.execute(
            """
            INSERT INTO employee (id, name, extension, role, active, created_at, updated_at)
            VALUES (4, 'Юрій Яремко', NULL, 'employee', 1, 0, 0),
                (5, 'Іван Ґудзь', '105', 'employee', 1, 0, 0),
                (6, 'Ганна Вовк', '106', 'employee', 0, 0, 0);
            """)
        let names = [
            "Іван Ґудзь", "Марко Дубовик", "Олена Гайова", "Тарас Левченко", "Юрій Яремко",
        ]
        #expect(try board().people.map(\.name) == names)
        try company.hear(talk("a1", Company.iryna, at: "102").dial)
        #expect(try board().people.map(\.name) == names)
    }

    @Test("The day so far, and who waits for a call back")
    func today() throws {
        #expect(
            try board().today
                == LiveBoard.DayFigures(calls: 0, answered: 0, missed: 0, talkSeconds: 0)
        )
        let answered = talk("a1", Company.iryna, at: "101")
        try company.hear(answered.dial)
        try company.hear(answered.record(answered: true))
        let missed = talk("b2", "+380500000022", at: "102", afterSeconds: 200)
        try company.hear(missed.record(answered: false))
        var out = Conversation(uuid: "c3", direction: .outgoing, number: "+380500000033")
        out.start = Company.morning.advanced(bySeconds: 300)
        try company.hear(out.dial)
        let board = try board(afterSeconds: 800)
        #expect(board.today.calls == 3 && board.today.answered == 1 && board.today.missed == 1)
        #expect(board.today.talkSeconds == 136)
        #expect(
            board.waiting
                == (try company.store.waitingCases(
                    at: Company.morning.advanced(bySeconds: 800))))
        #expect(board.waiting.count == 1 && board.waiting.longestSeconds == 600)
    }

    @Test("The stamp moves with anybody's call and with nothing else")
    func stamp() throws {
        let before = company.store.boardStamp
        try putOnline(1)
        #expect(company.store.boardStamp == before)
        try company.hear(Conversation().dial)
        #expect(company.store.boardStamp != before)
    }
}
