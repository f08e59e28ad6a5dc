import CallRules
import Phonet
import Testing

@Suite("The messages Phonet is known to send")
struct FixtureTests {
    private let olena = Party(kind: .user, extension: "101", name: "Олена Гайова")
    private let taras = Party(kind: .user, extension: "102", name: "Тарас Левченко")
    private let marko = Party(kind: .user, extension: "103", name: "Марко Дубовик")

    private func incoming(_ uuid: String) -> Leg {
        var leg = Leg(uuid: uuid)
        leg.direction = .incoming
        leg.number = "+380500000011"
        leg.contactName = "Ірина Соколова"
        leg.line = "+380440000777"
        return leg
    }

    private func audio(_ uuid: String) -> String {
        "https://vitryla-demo.phonet.com.ua/rest/public/calls/\(uuid)/audio"
    }

    @Test("An incoming call rings, is answered and ends")
    func incomingAnswered() throws {
        var leg = incoming("3f9c1be07d5e4a6c8b21d04fa7c3e915")
        leg.party = olena
        leg.dialAt = at(1_767_601_800_123)
        leg.partyAt = leg.dialAt
        leg.dialSeen = true
        #expect(decode(try fixture("call_dial_incoming")).messages == [.event(.dial, leg)])

        leg.dialSeen = false
        leg.bridgeAt = at(1_767_601_809_456)
        leg.partyAt = at(1_767_601_809_460)
        #expect(decode(try fixture("call_bridge_incoming")).messages == [.event(.bridge, leg)])

        leg.hangupAt = at(1_767_601_945_789)
        leg.hangupSeenAt = arrival
        leg.partyAt = leg.hangupAt
        #expect(decode(try fixture("call_hangup_incoming")).messages == [.event(.hangup, leg)])
    }

    @Test("Times in seconds are the same times")
    func epochSeconds() throws {
        let leg = try decode(try fixture("call_dial_incoming_epoch_seconds")).leg()
        #expect(leg.dialAt == at(1_767_601_800_000))
        #expect(leg.bridgeAt == nil)
    }

    @Test("A member's leg of a ringing group names its parent")
    func groupMember() throws {
        let leg = try decode(try fixture("call_dial_incoming_group_member")).leg()
        #expect(leg.uuid == "2e8b60c7f5d94a13b9e0d7c4a1f86b52")
        #expect(leg.parent == "5c20e7f4b1a84d93860fd9e5a7b3c614")
        #expect(leg.party == taras)
        #expect(leg.number == "+380500000099")
        #expect(leg.contactName == nil)
    }

    @Test("A missed call ends without an answer, and its line is the number, not the site's label")
    func incomingMissed() throws {
        let leg = try decode(try fixture("call_hangup_incoming_missed")).leg()
        #expect(leg.bridgeAt == nil)
        #expect(leg.hangupAt == at(1_767_604_379_215))
        #expect(leg.party == taras)
        #expect(leg.line == "+380440000777")
    }

    @Test(
        "An outgoing call belongs to the employee who dials",
        arguments: ["dial", "bridge", "hangup"])
    func outgoing(event: String) throws {
        let leg = try decode(try fixture("call_\(event)_outgoing")).leg()
        #expect(leg.direction == .outgoing)
        #expect(leg.party == olena)
        #expect(leg.number == "+380500000022")
        #expect(leg.contactName == "Богдан Ткач")
        #expect(leg.line == nil)
        #expect((leg.bridgeAt == nil) == (event == "dial"))
        #expect((leg.hangupAt == nil) == (event != "hangup"))
    }

    @Test("An internal call has no outside number")
    func internalCall() throws {
        let leg = try decode(try fixture("call_dial_internal")).leg()
        #expect(leg.direction == .internal)
        #expect(leg.party == olena)
        #expect(leg.number == nil)
    }

    @Test("A transferred leg names the leg it came from")
    func transferred() throws {
        let leg = try decode(try fixture("call_hangup_transferred")).leg()
        #expect(leg.parent == "0d5f83b7a96c4e21b8d47f10c2e9a635")
        #expect(leg.party == marko)
    }

    @Test("A pause is the employee's, never a call")
    func pause() throws {
        #expect(
            decode(try fixture("call_bridge_pause_on")).messages
                == [.pause(extension: "101", on: true)])
    }

    @Test("A record of an answered call tells its talk and its recording, trimmed")
    func recordAnswered() throws {
        var leg = incoming("3f9c1be07d5e4a6c8b21d04fa7c3e915")
        var record = CDR()
        record.endAt = at(1_767_601_945_789)
        record.billSeconds = 136
        record.duration = 145
        record.disposition = 0
        record.recordingURL = audio(leg.uuid)
        record.party = olena
        leg.record = record
        #expect(
            decode(try fixture("after_call_end_answered_incoming")).messages == [.record(leg)])
    }

    @Test("A record of a missed call belongs to the group that was rung")
    func recordMissed() throws {
        let leg = try decode(try fixture("after_call_end_missed_incoming")).leg()
        let record = try #require(leg.record)
        #expect(!record.isAnswered)
        #expect(record.disposition == 1)
        #expect(record.duration == 28)
        #expect(record.recordingURL == nil)
        #expect(record.party == Party(kind: .group, extension: "500", name: "Відділ продажу"))
        #expect(leg.party == nil)
    }

    @Test("Records of outgoing calls tell them from incoming ones")
    func recordOutgoing() throws {
        let answered = try decode(try fixture("after_call_end_answered_outgoing")).leg()
        #expect(answered.direction == .outgoing)
        #expect(answered.record?.billSeconds == 78)
        #expect(answered.record?.recordingURL == audio(answered.uuid))
        let missed = try decode(try fixture("after_call_end_missed_outgoing")).leg()
        #expect(missed.direction == .outgoing)
        #expect(missed.record?.isAnswered == false)
        #expect(missed.record?.party == taras)
    }

    @Test("A record of a transferred call tells the chain, though it has no parent key")
    func recordTransferred() throws {
        let leg = try decode(try fixture("after_call_end_transferred")).leg()
        #expect(leg.parent == nil)
        #expect(leg.record?.transferExtensions == ["101", "103"])
        #expect(leg.record?.party == marko)
    }

    @Test("A record of an internal call has neither number nor line")
    func recordInternal() throws {
        let leg = try decode(try fixture("after_call_end_internal")).leg()
        #expect(leg.direction == .internal)
        #expect(leg.number == nil)
        #expect(leg.contactName == nil)
        #expect(leg.line == nil)
        #expect(leg.record?.isAnswered == true)
    }

    @Test("A page of history is as many records, with ids in one form")
    func historyPage() throws {
        let messages = decode(try fixture("company_calls_page")).messages
        let legs = messages.compactMap { message -> Leg? in
            guard case .record(let leg) = message else { return nil }
            return leg
        }
        #expect(legs.count == 8)
        #expect(messages.count == 8)
        #expect(legs[6].uuid == "8f3d61c24b7e4c0a9d15a2e86b7f0c34")
        #expect(legs[6].record?.party == Party(kind: .ivr, extension: nil, name: "Головне меню"))
        #expect(legs[7].parent == "d27e90b51c484fa6b3e27f9a05d8c641")
        #expect(legs[7].record?.disposition == 4)
        #expect(
            decode(try fixture("after_call_end_answered_incoming")).messages == [messages[5]])
    }

    @Test(
        "A question for a number asks for the outside one",
        arguments: [
            ("known", "+380500000011"), ("unknown", "+380500000099"), ("outgoing", "+380500000022"),
        ])
    func question(name: String, number: String) throws {
        #expect(
            decode(try fixture("customer_data_request_\(name)")).messages
                == [.lookup(number: number)])
    }

    @Test(
        "Bodies of other interfaces are read, kept, and mean nothing",
        arguments: ["users", "authorize_request", "make_call_response"])
    func otherBodies(name: String) throws {
        let messages = decode(try fixture(name)).messages
        #expect(!messages.isEmpty)
        for message in messages {
            guard case .unknown = message else {
                Issue.record("\(name) is not a webhook, yet became \(message)")
                continue
            }
        }
    }
}
