import CallRules
import Phonet
import SimulatedPhonet
import Testing

@Suite("The scenarios of phonet-simulator")
struct ScenarioTests {
    private let start = Instant(milliseconds: 1_767_601_800_000)

    private func story(
        _ name: String, cast: ScenarioCast = ScenarioCast(), seed: UInt64 = 1
    ) throws -> [Posted] {
        try #require(Scenario.named(name).first)
            .messages(startingAt: start, cast: cast, seed: seed)
    }

    /// The call that all events and records of a story make.
    private func call(_ posted: [Posted]) throws -> Call {
        var legs: [String: Leg] = [:]
        var now = start
        for one in posted {
            now = now.advanced(bySeconds: one.pause)
            for message in messages(of: one, arrivedAt: now) {
                switch message {
                case .event(_, let leg), .record(let leg):
                    legs[leg.uuid] = legs[leg.uuid]?.joined(with: leg) ?? leg
                case .lookup: #expect(one.endpoint == .customerData)
                case .pause, .unknown: Issue.record("\(message)")
                }
            }
        }
        let root = try #require(legs.values.map { $0.parent ?? $0.uuid }.min())
        #expect(legs.values.allSatisfy { $0.uuid == root || $0.parent == root || legs.count == 2 })
        return Call(uuid: root, legs: Array(legs.values))
    }

    @Test(
        "Each story makes the call it promises",
        arguments: [
            ("missed", LegDirection.incoming, Call.Outcome.missed),
            ("answered", .incoming, .answered), ("outgoing", .outgoing, .answered),
            ("outgoing-missed", .outgoing, .missed), ("ring-group", .incoming, .answered),
            ("transfer", .incoming, .answered), ("internal", .internal, .answered),
            ("hidden", .incoming, .missed), ("duplicates", .incoming, .answered),
            ("out-of-order", .incoming, .answered),
        ])
    func outcome(name: String, direction: LegDirection, outcome: Call.Outcome) throws {
        let call = try call(try story(name))
        #expect(call.direction == direction)
        #expect(call.state == .ended)
        #expect(call.outcome(at: start.advanced(bySeconds: 20)) == outcome)
        let isOutside = direction != .internal && name != "hidden"
        #expect((call.number.e164 != nil) == isOutside)
        #expect(call.startedAt == start)
    }

    @Test("In a ring group the second extension answers, once")
    func ringGroup() throws {
        let call = try call(try story("ring-group"))
        #expect(call.extension == "102")
        #expect(call.rungExtensions == ["101", "102", "103"])
        #expect(call.participantExtensions == ["102"])
        let alone = try self.call(
            try story("ring-group", cast: ScenarioCast(extensions: ["777"])))
        #expect(alone.extension == "777")
    }

    @Test("A transferred call ends with the last employee")
    func transfer() throws {
        let call = try call(try story("transfer"))
        #expect(call.extension == "103")
        #expect(call.record?.transferExtensions == ["101", "103"])
        #expect(call.talkSeconds == 4)
    }

    @Test("A pause is set and lifted")
    func pause() throws {
        let told = try story("pause").flatMap { messages(of: $0) }
        #expect(told == [.pause(extension: "101", on: true), .pause(extension: "101", on: false)])
    }

    @Test("Repeats and order do not change the call")
    func order() throws {
        let once = try story("answered", cast: ScenarioCast(number: "+380501234567"))
        let reversed = try call(once.reversed())
        #expect(reversed.answeredAt == (try call(once)).answeredAt)
        #expect(try story("duplicates").count == 10)
        let late = try story("out-of-order").map(\.endpoint)
        #expect(late == [.customerData, .afterCallEnd, .call, .call, .call])
    }

    @Test("The same seed gives the same bytes, another seed other calls")
    func seeds() throws {
        #expect(try story("transfer", seed: 5) == story("transfer", seed: 5))
        #expect(try story("transfer", seed: 5) != story("transfer", seed: 6))
    }

    @Test("Caller and employees can be chosen")
    func cast() throws {
        let cast = ScenarioCast(
            number: "0671112233", extensions: ["007"], contactName: "Аня \"Квіти\"")
        let call = try call(try story("missed", cast: cast))
        #expect(call.number.e164 == "+380671112233")
        #expect(call.contactName == "Аня \"Квіти\"")
        #expect(call.extension == "007")
    }

    @Test("“all” is every story, each with a name and a sentence; another name is none")
    func names() {
        #expect(Scenario.named("all").count == 11)
        #expect(Set(Scenario.all.map(\.name)).count == 11)
        #expect(Scenario.all.allSatisfy { $0.summary.hasSuffix(".") })
        #expect(Scenario.named("nonsense").isEmpty)
    }

    @Test("A story's body has the shape of the real message")
    func shape() throws {
        let dial = String(decoding: try story("answered")[1].body, as: UTF8.self)
        #expect(
            dial.hasPrefix(#"{"event":"call.dial","accountDomain":"vitryla-demo.phonet.com.ua","#))
        #expect(dial.contains(#""bridgeAt":null,"lgDirection":4,"#))
        #expect(dial.contains(#""leg2":null,"otherLegs":[{"id":null,"#))
        #expect(try story("answered").map(\.pause) == [0, 0, 3, 5, 1])
        #expect(Scenario.seconds(of: try story("answered")) == 9)
    }
}
