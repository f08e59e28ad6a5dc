import Testing

@testable import CallRules

@Suite("How long people talked")
struct TalkTests {
    private static let start = Instant(milliseconds: 1_767_601_800_000)

    private func leg(
        _ uuid: String, parent: String? = nil, _ kind: Party.Kind? = .user, bill: Int?,
        duration: Int? = nil, ends: Double? = nil
    ) -> Leg {
        var leg = Leg(uuid: uuid)
        leg.parent = parent
        leg.direction = .incoming
        var record = CDR()
        record.billSeconds = bill
        record.duration = duration
        record.disposition = 0
        record.endAt = ends.map {
            Instant(milliseconds: TalkTests.start.milliseconds + Int64($0 * 1000))
        }
        record.party = kind.map { Party(kind: $0, extension: "10\(uuid.count)", name: nil) }
        leg.record = record
        leg.recordSeenAt = TalkTests.start.advanced(bySeconds: 900)
        return leg
    }

    private func talk(_ legs: Leg...) -> Int? { Call(uuid: "r", legs: legs).talkSeconds }

    @Test("No talk is longer than its call")
    func tooLong() {
        #expect(talk(leg("r", bill: 500, duration: 20, ends: 20)) == 20)
        var dialled = leg("r", bill: 500, ends: 20)
        dialled.dialAt = TalkTests.start
        #expect(talk(dialled) == 20)
        #expect(talk(leg("r", bill: .max, duration: 20, ends: 20)) == 20)
        let call = Call(uuid: "r", legs: [dialled])
        #expect(call.answeredAt == TalkTests.start && call.waitSeconds == 0)
    }

    @Test("A CDR of talk without a duration, or with none, began when the talk did")
    func noDuration() {
        for duration in [nil, 0] {
            let call = Call(uuid: "r", legs: [leg("r", bill: 40, duration: duration, ends: 60)])
            #expect(call.talkSeconds == 40)
            #expect(call.startedAt == TalkTests.start.advanced(bySeconds: 20))
        }
    }

    @Test("A root whose CDR tells of its parts, too, counts no talk twice")
    func rootAndParts() {
        let first = leg("a", parent: "r", bill: 40, ends: 50)
        let second = leg("bb", parent: "r", bill: 30, ends: 80)
        #expect(talk(first, second) == 70)
        for kind in [nil, .user, .group] as [Party.Kind?] {
            let root = leg("r", kind, bill: 70, duration: 90, ends: 80)
            #expect(talk(root, first, second) == 70)
            #expect(talk(root, first) == (kind == .group ? 40 : 70))
        }
    }

    @Test("Ends that are told more exactly than seconds lose none")
    func exactEnds() {
        #expect(
            talk(
                leg("a", parent: "r", bill: 41, ends: 41.7),
                leg("b", parent: "r", bill: 50, ends: 91.4))
                == 91)
    }

    @Test("Parts that do not say when they ended are added up")
    func noEnds() {
        var root = leg("r", bill: 30)
        root.dialAt = TalkTests.start
        #expect(talk(root, leg("a", parent: "r", bill: 50)) == 80)
    }
}
