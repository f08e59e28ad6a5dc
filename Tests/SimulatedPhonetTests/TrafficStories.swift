import CallRules
import SimulatedPhonet
import Testing

@Suite("Simulated traffic")
struct TrafficStories {
    private func hour(
        _ seed: UInt64, change: (inout SimulatedTraffic.Habits) -> Void = { _ in }
    ) -> SimulatedTraffic {
        var habits = SimulatedTraffic.Habits()
        change(&habits)
        return SimulatedTraffic(
            calls: 500, from: Vitryla.morning, seconds: 3600, habits: habits, seed: seed)
    }

    /// The calls as the gateway joins them from these webhooks.
    private func calls(_ posted: [Posted]) -> [Call] {
        var legs: [String: Leg] = [:]
        for one in posted {
            for message in messages(of: one, arrivedAt: one.at) {
                switch message {
                case .event(_, let leg), .record(let leg):
                    legs[leg.uuid] = legs[leg.uuid]?.joined(with: leg) ?? leg
                case .lookup: break
                case .pause, .unknown: Issue.record("\(message)")
                }
            }
        }
        return Dictionary(grouping: legs.values) { $0.parent ?? $0.uuid }
            .map { Call(uuid: $0.key, legs: $0.value) }
    }

    @Test("The gateway reads every webhook of five hundred calls, and all of them end")
    func readable() {
        let traffic = hour(1)
        let calls = calls(traffic.posted())
        #expect(Set(calls.map(\.uuid)) == Set(traffic.calls.map(\.uuid)))
        #expect(calls.count == 500)
        #expect(calls.allSatisfy { $0.state == .ended })
        for direction in [LegDirection.incoming, .outgoing] {
            for outcome in Call.Outcome.allCases {
                let alike = calls.filter {
                    $0.direction == direction && $0.outcome(at: traffic.endsAt) == outcome
                }
                #expect(alike.count > 20, "\(direction) \(outcome)")
            }
        }
        #expect(calls.contains { $0.direction == .internal })
        #expect(calls.contains { $0.number.numberClass == .hidden })
        #expect(calls.contains { $0.record?.transferHistory != nil })
        #expect(calls.contains { $0.legs.count > 3 })
    }

    @Test("Every call leaves a record; of a group, each member may leave one")
    func records() {
        #expect(hour(1).calls.allSatisfy { $0.records.count == 1 })
        let members = hour(1) { $0.recordsOfEveryMember = true }
        #expect(members.calls.map(\.records.count).max() == 4)
    }

    @Test("A fifth gets lost, always the same for a seed")
    func loss() {
        let traffic = hour(2)
        let all = traffic.posted()
        let heard = traffic.posted(losing: 0.2, seed: 3)
        #expect((0.77...0.83).contains(Double(heard.count) / Double(all.count)))
        #expect(heard == traffic.posted(losing: 0.2, seed: 3))
        #expect(heard != traffic.posted(losing: 0.2, seed: 4))
        #expect(all.map(\.at) == all.map(\.at).sorted())
    }

    @Test("The same seed gives the same calls; ends share a millisecond on demand")
    func seeds() {
        #expect(hour(5).calls == hour(5).calls)
        #expect(hour(5).calls != hour(6).calls)
        let ends = hour(5) { $0.sharesMilliseconds = true }.calls.map(\.endsAt)
        #expect(Set(ends).count < ends.count)
    }

    @Test("A third of the calls is with people the company knows")
    func known() {
        let known = ["+380500000011", "+380500000022"]
        let numbers = calls(hour(1) { $0.knownNumbers = known }.posted()).map(\.number.e164)
        let share = Double(numbers.filter { known.contains($0 ?? "") }.count) / 500
        #expect((0.2...0.45).contains(share))
    }
}
