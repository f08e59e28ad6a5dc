import CallRules
import TestSupport
import Testing

@Suite("Calls against a model")
struct CallModelTests {
    @Test("Of 10,000 invented calls, told in two orders each, every value is the model's")
    func model() {
        var (outcomes, states, numbers): ([String: Int], [String: Int], Set<String?>) = (
            [:], [:], []
        )
        for seed in 1...10_000 as ClosedRange<UInt64> {
            var invented = RandomCall(seed: seed)
            let now = Company.morning.advanced(bySeconds: Int(seed % 2) * 300 + 30)
            let wanted = CallModel(invented.messages, at: now).answer
            for order in [invented.shuffled(), invented.shuffled()] {
                let found = CallModelTests.answer(order, at: now)
                guard found == wanted else {
                    Issue.record("seed \(seed): \(found) and not \(wanted)\n\(invented.messages)")
                    return
                }
            }
            outcomes["\(wanted.outcome.map(\.rawValue) ?? "open")", default: 0] += 1
            states[wanted.state.rawValue, default: 0] += 1
            numbers.insert(wanted.phone)
            #expect(wanted.startedAt != nil && (wanted.state == .ended) == (wanted.endedAt != nil))
            if let start = wanted.startedAt, let answer = wanted.answeredAt {
                #expect(start <= answer && answer <= wanted.endedAt ?? .distantFuture)
            }
        }
        #expect(outcomes.count == 3 && states.count == 3 && numbers.count == 3)
    }

    private static func answer(_ messages: [ToldMessage], at now: Instant) -> CallModel.Answer {
        var legs: [String: Leg] = [:]
        for message in messages {
            let told = message.leg.asFacts(arrivedAt: message.arrived)
            legs[told.uuid] = legs[told.uuid]?.joined(with: told) ?? told
        }
        let all = Array(legs.values)
        return CallModel.Answer(Call(uuid: Call.uuid(of: all) ?? "", legs: all), at: now)
    }
}
