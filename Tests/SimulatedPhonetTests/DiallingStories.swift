import CallRules
import JSONText
import SimulatedPhonet
import Testing

@Suite("Calls asked for at the simulated Phonet")
struct DiallingStories {
    private func kinds(_ messages: [Message]) -> [String] {
        messages.map { message in
            switch message {
            case .event(let kind, _): kind.rawValue
            case .record(let leg): leg.record?.isAnswered == true ? "answered" : "not answered"
            case .lookup: "who is it"
            case .pause, .unknown: "\(message)"
            }
        }
    }

    private func ids(_ messages: [Message]) -> Set<String> {
        Set(
            messages.compactMap { message in
                switch message {
                case .event(_, let leg), .record(let leg): leg.uuid
                case .lookup, .pause, .unknown: nil
                }
            })
    }

    @Test("Olena calls Iryna: the webhooks come in their time, with the id that was answered")
    func answered() throws {
        let vitryla = Vitryla { $0.plans = [DialPlan(pickUp: 2, ring: 3, talk: 10)] }
        let uuid = try #require(vitryla.makeCall("+380500000011").uuid)
        #expect(vitryla.heard() == [])
        vitryla.wait(seconds: 2)
        #expect(kinds(vitryla.heard()) == ["who is it", "call.dial"])
        vitryla.wait(seconds: 3)
        #expect(kinds(vitryla.heard()) == ["call.bridge"])
        vitryla.wait(seconds: 11)
        let last = vitryla.heard()
        #expect(kinds(last) == ["call.hangup", "answered"])
        #expect(ids(last) == [uuid])
        #expect(vitryla.heard() == [])
        #expect(vitryla.complaints == [])
    }

    @Test(
        "A call nobody answers ends without a talk",
        arguments: [(DialPlan.Outcome.busy, 4), (.noAnswer, 1)])
    func missed(outcome: DialPlan.Outcome, disposition: Int) throws {
        let vitryla = Vitryla { $0.plans = [DialPlan(outcome)] }
        _ = try #require(vitryla.makeCall("+380500000011").uuid)
        vitryla.wait(seconds: 60)
        let messages = vitryla.heard()
        #expect(
            kinds(messages) == ["who is it", "call.dial", "call.hangup", "not answered"])
        guard case .record(let leg)? = messages.last else {
            Issue.record("no record")
            return
        }
        #expect(leg.record?.disposition == disposition)
    }

    @Test("Hanging up ends the talk there and then, and once")
    func hangUp() throws {
        let vitryla = Vitryla()
        let uuid = try #require(vitryla.makeCall("+380500000011").uuid)
        vitryla.wait(seconds: 8)
        #expect(kinds(vitryla.heard()) == ["who is it", "call.dial", "call.bridge"])
        let ended = vitryla.ask("GET", "/rest/calls/active/\(uuid)/hangup")
        #expect(ended.status == 200 && ended.body == [])
        vitryla.wait(seconds: 1)
        let messages = vitryla.heard()
        #expect(kinds(messages) == ["call.hangup", "answered"])
        #expect(ids(messages) == [uuid])
        vitryla.wait(seconds: 60)
        #expect(vitryla.heard() == [])
        #expect(vitryla.ask("GET", "/rest/calls/active/\(uuid)/hangup").status == 404)
        #expect(vitryla.exchange.use { $0.records(at: vitryla.now).map(\.uuid) } == [uuid])
    }

    @Test("Hanging up before the employee picked up leaves an unanswered call")
    func hangUpEarly() throws {
        let vitryla = Vitryla()
        let uuid = try #require(vitryla.makeCall("+380500000011").uuid)
        _ = vitryla.ask("GET", "/rest/calls/active/\(uuid)/hangup")
        vitryla.wait(seconds: 60)
        #expect(kinds(vitryla.heard()) == ["call.hangup", "not answered"])
    }

    @Test("Who talks already is busy, and a refusal on demand is one")
    func refused() {
        let vitryla = Vitryla { $0.plans = [DialPlan(.refused), DialPlan()] }
        #expect(vitryla.makeCall("+380500000011").status == 409)
        #expect(vitryla.makeCall("+380500000011").status == 200)
        #expect(vitryla.makeCall("+380500000022").status == 409)
        #expect(vitryla.makeCall("+380500000022", from: "102").status == 200)
        #expect(vitryla.makeCall("+380500000022", from: "777").status == 400)
        #expect(vitryla.complaints == [])
    }

    @Test(
        "A number without its plus and an extension without its zeros are complained of",
        arguments: [("380500000011", "0071"), ("0500000011", "0071"), ("+380500000011", "71")])
    func offences(number: String, ext: String) {
        let vitryla = Vitryla {
            $0.users.append(SimulatedUser(id: 71, ext: "0071", name: "Ніна Новенька"))
        }
        #expect(vitryla.makeCall(number, from: ext).status == 400)
        #expect(vitryla.complaints.count == 1)
        #expect(vitryla.makeCall("112", from: "0071").status == 200)
        #expect(vitryla.complaints.count == 1)
    }

    @Test("An answer that never came has dialled all the same")
    func hang() {
        let vitryla = Vitryla { $0.misbehave(.hang, at: .makeCall) }
        #expect(vitryla.makeCall("+380500000011").ending == .never)
        vitryla.wait(seconds: 60)
        #expect(vitryla.heard().count == 5)
    }

    @Test("Webhooks get lost on demand; the history keeps the call")
    func loss() {
        let vitryla = Vitryla { $0.lostShare = 1 }
        #expect(vitryla.makeCall("+380500000011").status == 200)
        vitryla.wait(seconds: 60)
        #expect(vitryla.heard() == [])
        #expect(vitryla.exchange.use { $0.records(at: vitryla.now).count } == 1)
    }
}
