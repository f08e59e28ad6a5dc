import TestSupport
import Testing

@testable import CallRules

@Suite("What telephones do in a call")
struct TelephoneTests {
    private let start = Instant(milliseconds: 1_767_601_800_000)

    private func leg(
        _ uuid: String, _ number: String, answered after: Int? = nil, over: Bool = false,
        kind: Party.Kind = .user, rings later: Int = 0
    ) -> Leg {
        var leg = Leg(uuid: uuid)
        leg.direction = .incoming
        leg.number = "+380500000011"
        leg.party = Party(kind: kind, extension: number, name: nil)
        leg.dialAt = start.advanced(bySeconds: later)
        leg.bridgeAt = after.map { start.advanced(bySeconds: $0) }
        leg.hangupSeenAt = over ? start.advanced(bySeconds: 60) : nil
        return leg
    }

    private func telephones(_ legs: Leg...) -> [String: TelephoneState] {
        Call(uuid: "a1", legs: legs).telephones
    }

    @Test("All the telephones of a group ring until one answers")
    func group() {
        let queue = leg("a1", "200", kind: .group)
        #expect(
            telephones(queue, leg("b2", "101"), leg("c3", "102"))
                == ["101": .ringing, "102": .ringing])
        #expect(
            telephones(queue, leg("b2", "101"), leg("c3", "102", answered: 9))
                == ["102": .talking])
    }

    @Test("While a call is passed on, one talks and the other rings")
    func passedOn() {
        #expect(
            telephones(leg("a1", "101", answered: 9), leg("b2", "102", rings: 30))
                == ["101": .talking, "102": .ringing])
    }

    @Test("A telephone that has hung up does nothing, and neither does any after the end")
    func over() {
        #expect(
            telephones(leg("a1", "101", answered: 9, over: true), leg("b2", "102", answered: 20))
                == ["102": .talking])
        #expect(telephones(leg("a1", "101", answered: 9, over: true)).isEmpty)
    }
}
