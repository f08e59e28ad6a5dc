import TestSupport
import Testing

@testable import CallRules

@Suite struct MissedCaseTests {
    private func missed(_ minute: Int, _ call: Int64) -> CaseEvent {
        CaseEvent(at: at(minute), .missed(Call.ID(call)))
    }

    private func attempt(_ minute: Int, _ call: Int64) -> CaseEvent {
        CaseEvent(at: at(minute), .attempt(Call.ID(call)))
    }

    private func talk(_ minute: Int, _ call: Int64) -> CaseEvent {
        CaseEvent(at: at(minute), .conversation(Call.ID(call)))
    }

    private func closing(_ minute: Int, _ id: Int64) -> CaseEvent {
        CaseEvent(at: at(minute), .closing(CaseClosing.ID(id)))
    }

    private func at(_ minute: Int) -> Instant { Instant(milliseconds: Int64(minute) * 60_000) }

    @Test("A missed call opens a case, further ones join it, and our tries are counted")
    func opened() throws {
        let cases = MissedCase.cases(of: [missed(10, 1), attempt(12, 2), missed(15, 3)])
        let one = try #require(cases.first)
        #expect(cases.count == 1 && one.state == .open && one.end == nil)
        #expect(one.openedAt == at(10) && one.lastMissedAt == at(15) && one.firstCall == Call.ID(1))
        #expect(one.missedCalls == 2 && one.attempts == 1)
    }

    @Test("A conversation returns the call, whoever called")
    func returned() {
        let cases = MissedCase.cases(of: [missed(10, 1), talk(30, 2), missed(40, 3)])
        #expect(cases.map(\.state) == [.returned, .open])
        #expect(cases.first?.end == MissedCase.End(at: at(30), way: .returned(by: Call.ID(2))))
    }

    @Test(
        "A missed call of ten that got through at half past ten is returned, though learnt at noon")
    func learntLate() {
        #expect(MissedCase.cases(of: [talk(630, 2), missed(600, 1)]).map(\.state) == [.returned])
    }

    @Test("A case closed by hand stays closed, and the next missed call opens another")
    func closed() {
        let cases = MissedCase.cases(
            of: [missed(10, 1), closing(20, 7), talk(30, 2), missed(40, 3), closing(40, 8)])
        #expect(cases.map(\.state) == [.closed, .closed])
        #expect(cases.map(\.openedAt) == [at(10), at(40)])
    }

    @Test("Tries and talks that nothing waits for open nothing")
    func nothing() {
        #expect(MissedCase.cases(of: [attempt(1, 1), talk(2, 2), closing(3, 1)]).isEmpty)
        #expect(MissedCase.cases(of: [attempt(1, 1), missed(2, 2)]).map(\.attempts) == [0])
    }

    @Test("Order and repetition never matter")
    func lawful() {
        var dice = SeededRandom(seed: 20_261_123)
        for _ in 0..<500 {
            let events = (1...12).map { id in
                let minute = Int.random(in: 0...8, using: &dice)
                return switch Int.random(in: 0...5, using: &dice) {
                case 0: attempt(minute, Int64(id))
                case 1: talk(minute, Int64(id))
                case 2: closing(minute, Int64(id))
                default: missed(minute, Int64(id))
                }
            }
            let once = MissedCase.cases(of: events)
            #expect(MissedCase.cases(of: (events + events).shuffled(using: &dice)) == once)
            #expect(once.dropLast().allSatisfy { $0.state != .open })
            for (earlier, later) in zip(once, once.dropFirst()) {
                #expect((earlier.end?.at ?? .distantPast) < later.openedAt)
            }
        }
    }

    @Test(
        "What a call means to a case",
        arguments: [
            (LegDirection.incoming, Call.Outcome.missed, "missed"),
            (.outgoing, .missed, "attempt"),
            (.incoming, .answered, "conversation"),
            (.outgoing, .answered, "conversation"),
            (.internal, .missed, "nothing"),
            (.internal, .answered, "nothing"),
        ])
    func meaning(direction: LegDirection, outcome: Call.Outcome, expected: String) {
        let event = CaseEvent(
            Call.ID(1), direction, outcome, startedAt: at(1), answeredAt: at(2))
        let name =
            switch event?.kind {
            case .missed?: "missed"
            case .attempt?: "attempt"
            case .conversation?: "conversation"
            case .closing?: "closing"
            case nil: "nothing"
            }
        #expect(name == expected)
        #expect(event.map { $0.at == (name == "conversation" ? at(2) : at(1)) } ?? true)
    }

    @Test("A call whose start, end or direction nobody told means nothing")
    func untold() {
        let id = Call.ID(1)
        #expect(CaseEvent(id, .incoming, .missed, startedAt: nil, answeredAt: nil) == nil)
        #expect(CaseEvent(id, .incoming, nil, startedAt: at(1), answeredAt: nil) == nil)
        #expect(CaseEvent(id, nil, .missed, startedAt: at(1), answeredAt: nil) == nil)
    }

    @Test("An answer no clock can have told is brought near its call")
    func oddClocks() {
        let late = CaseEvent(
            Call.ID(1), .incoming, .answered, startedAt: at(0), answeredAt: at(6_000))
        #expect(late?.at == at(60))
        let early = CaseEvent(
            Call.ID(1), .incoming, .answered, startedAt: at(9), answeredAt: at(3))
        #expect(early?.at == at(9))
    }
}
