import CallRules
import Testing

@Suite struct LiveStageTests {
    private let start = Instant(milliseconds: 1_767_601_800_000)

    /// A leg of one phone that starts to ring `dialled` seconds after the beginning of the call.
    private func leg(
        _ uuid: String, at number: String, dialled: Int = 0, bridged: Int? = nil,
        hungUp: Int? = nil, direction: LegDirection = .incoming
    ) -> Leg {
        var leg = Leg(uuid: uuid)
        leg.parent = uuid == "a1" ? nil : "a1"
        leg.direction = direction
        leg.party = Party(kind: .user, extension: number, name: nil)
        leg.dialSeen = true
        leg.dialAt = start.advanced(bySeconds: dialled)
        leg.bridgeAt = bridged.map { start.advanced(bySeconds: $0) }
        leg.hangupSeenAt = hungUp.map { start.advanced(bySeconds: $0) }
        return leg
    }

    private func stages(_ legs: Leg..., told: Set<String> = []) -> [LiveStatus?] {
        let call = Call(uuid: "a1", legs: legs)
        return ["101", "102", "103"].map { call.stage(for: $0, isTold: told.contains($0)) }
    }

    private var talking: LiveStatus { .talking(since: start.advanced(bySeconds: 9)) }

    @Test("Whoever declines sees it ring no more, though it still rings for the others")
    func declined() {
        #expect(
            stages(leg("a1", at: "101", hungUp: 4), leg("b2", at: "102")) == [nil, .ringing, nil])
    }

    @Test("A talk that is passed on rings at the next one, and is over for the first")
    func passedOn() {
        let first = leg("a1", at: "101", bridged: 9)
        #expect(stages(first, leg("b2", at: "102")) == [talking, nil, nil])
        #expect(stages(first, leg("b2", at: "102", dialled: 30)) == [talking, .ringing, nil])
        #expect(
            stages(
                leg("a1", at: "101", bridged: 9, hungUp: 40),
                leg("b2", at: "102", dialled: 30, bridged: 35)) == [.answered, talking, nil])
    }

    @Test("Whoever is only told sees it ring and missed, and nothing of a talk of others")
    func told() {
        let told: Set = ["103"]
        #expect(stages(leg("a1", at: "101"), told: told) == [.ringing, nil, .ringing])
        #expect(stages(leg("a1", at: "101", bridged: 9), told: told) == [talking, nil, nil])
        #expect(stages(leg("a1", at: "101", hungUp: 20), told: told) == [.missed, nil, .missed])
    }

    @Test("A call between colleagues has no card, and neither has nobody")
    func none() {
        #expect(
            stages(leg("a1", at: "101", direction: .internal), told: ["102"]) == [nil, nil, nil])
        let call = Call(uuid: "a1", legs: [leg("a1", at: "101")])
        #expect(call.stage(for: nil, isTold: false) == nil)
        #expect(call.stage(for: nil, isTold: true) == .ringing)
    }
}
