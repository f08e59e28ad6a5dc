import CallRules

/// A kind of call in simulated traffic; the first employees of the cast take part.
enum TrafficKind {
    case answered, missed, outgoing, outgoingMissed, group, groupMissed, transfer, `internal`
    case hidden

    func write(
        _ script: inout ScenarioScript, habits: SimulatedTraffic.Habits,
        random: inout SeededRandom
    ) {
        let answer = Int.random(in: 2...25, using: &random)
        let end = answer + Int.random(in: 4...300, using: &random)
        switch self {
        case .answered: script.single(script.leg(answered: answer, to: end), answer, end)
        case .missed, .hidden: script.single(script.leg(to: answer), nil, answer)
        case .outgoing:
            let leg = script.leg(direction: .outgoing, answered: answer, to: end)
            script.single(leg, answer, end)
        case .outgoingMissed:
            var leg = script.leg(direction: .outgoing, to: answer)
            leg.refusal = [1, 1, 4].randomElement(using: &random) ?? 1
            script.single(leg, nil, answer)
        case .internal:
            var leg = script.leg(direction: .internal, answered: answer, to: end)
            leg.colleague = script.cast.person(1)
            script.single(leg, answer, end)
        case .transfer: script.transfer(answer: answer, handOver: answer + 1, end: end)
        case .group:
            script.group(answer: answer, end: end, everyMember: habits.recordsOfEveryMember)
        case .groupMissed: script.missedGroup(answer, everyMember: habits.recordsOfEveryMember)
        }
    }
}
