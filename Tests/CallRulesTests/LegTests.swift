import TestSupport
import Testing

@testable import CallRules

@Suite struct LegTests {
    @Test("Joining is commutative, associative and idempotent on random facts")
    func lawful() {
        var random = SeededRandom(seed: 20_260_105)
        for _ in 0..<5_000 {
            let (a, b, c) = (leg(&random), leg(&random), leg(&random))
            #expect(a.joined(with: b) == b.joined(with: a))
            #expect(a.joined(with: b).joined(with: c) == a.joined(with: b.joined(with: c)))
            #expect(a.joined(with: a) == a)
        }
    }

    @Test("A later null never erases a value")
    func nullsKeepValues() {
        var known = Leg(uuid: "a")
        known.bridgeAt = Instant(milliseconds: 5)
        known.number = "+380500000011"
        let joined = known.joined(with: Leg(uuid: "a"))
        #expect(joined == known)
    }

    @Test("The record beats the events: its employee, its end, its talk")
    func recordWins() {
        var leg = Leg(uuid: "a")
        leg.direction = .incoming
        leg.dialAt = Instant(milliseconds: 1_000)
        leg.bridgeAt = Instant(milliseconds: 4_000)
        leg.hangupAt = Instant(milliseconds: 60_000)
        leg.hangupSeenAt = Instant(milliseconds: 60_500)
        leg.party = Party(kind: .user, extension: "101", name: nil)
        var record = CDR()
        record.endAt = Instant(milliseconds: 61_000)
        record.billSeconds = 50
        record.disposition = 0
        record.party = Party(kind: .user, extension: "103", name: nil)
        leg.record = record
        let call = Call(uuid: "a", legs: [leg])
        #expect(call.endedAt == record.endAt)
        #expect(call.talkSeconds == 50)
        #expect(call.extension == "103")
        #expect(call.rungExtensions == ["101", "103"])
    }

    @Test("A group leg has no employee of its own: the last of the transfer history has the call")
    func groupLeg() {
        var leg = Leg(uuid: "a")
        leg.direction = .incoming
        var record = CDR()
        record.disposition = 0
        record.party = Party(kind: .group, extension: "500", name: "Відділ продажу")
        record.transferHistory = "101 > 003"
        leg.record = record
        #expect(Call(uuid: "a", legs: [leg]).extension == "003")
        #expect(Call(uuid: "a", legs: [leg]).participantExtensions == ["101", "003"])
    }

    @Test("A member that only rang does not speak for the call another one answered")
    func memberWithoutAnswer() {
        var (rang, talks) = (Leg(uuid: "a"), Leg(uuid: "b"))
        var record = CDR()
        record.disposition = 1
        record.billSeconds = 0
        record.party = Party(kind: .user, extension: "101", name: nil)
        rang.record = record
        talks.bridgeAt = Instant(milliseconds: 4_000)
        talks.party = Party(kind: .user, extension: "102", name: nil)
        #expect(Call(uuid: "p", legs: [rang, talks]).extension == "102")
        talks.hangupAt = Instant(milliseconds: 60_000)
        talks.hangupSeenAt = Instant(milliseconds: 60_500)
        let call = Call(uuid: "p", legs: [rang, talks])
        #expect(call.talkSeconds == 56)
        #expect(call.record == nil)
        #expect(Call(uuid: "p", legs: [rang]).record == record)
    }

    private func leg(_ random: inout SeededRandom) -> Leg {
        var leg = Leg(uuid: "a")
        leg.parent = random.maybe(["p", "q"])
        leg.direction = random.maybe([.internal, .outgoing, .incoming])
        leg.dialSeen = random.next(2) == 0
        leg.dialAt = random.instant()
        leg.bridgeAt = random.instant()
        leg.hangupAt = random.instant()
        leg.hangupSeenAt = random.instant()
        leg.pickUpAt = random.instant()
        leg.recordSeenAt = random.instant()
        leg.party = random.maybe([
            Party(kind: .user, extension: "101", name: "О"),
            Party(kind: .group, extension: "500", name: nil),
        ])
        leg.partyAt = leg.party == nil ? nil : random.instant()
        leg.number = random.maybe(["+380500000011", "anonymous"])
        leg.contactName = random.maybe(["Ірина", "Богдан"])
        leg.line = random.maybe(["+380440000777"])
        if random.next(2) == 0 {
            var record = CDR()
            record.endAt = random.instant()
            record.billSeconds = random.maybe([0, 5])
            record.duration = random.maybe([7, 9])
            record.disposition = random.maybe([0, 1, 4])
            record.transferHistory = random.maybe(["101 > 103"])
            record.recordingURL = random.maybe(["https://a/1", "https://a/2"])
            record.party = random.maybe([Party(kind: .user, extension: "103", name: nil)])
            leg.record = record
        }
        return leg
    }
}

extension SeededRandom {
    fileprivate mutating func next(_ below: Int) -> Int { roll(below) }

    /// One of the values, or nil.
    fileprivate mutating func maybe<Value>(_ values: [Value]) -> Value? {
        let index = roll(values.count + 1)
        return index == values.count ? nil : values[index]
    }

    fileprivate mutating func instant() -> Instant? {
        maybe([Instant(milliseconds: 1), Instant(milliseconds: 2), Instant(milliseconds: 3)])
    }
}
