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
        case .transfer: script.transfer(answer, end)
        case .group: script.group(answer, end, everyMember: habits.recordsOfEveryMember)
        case .groupMissed: script.missedGroup(answer, everyMember: habits.recordsOfEveryMember)
        }
    }
}

extension ScenarioScript {
    /// A call of one leg, answered or not.
    mutating func single(_ leg: SimulatedLeg, _ answer: Int?, _ end: Int) {
        if leg.direction != LegDirection.internal.rawValue { ask(leg) }
        tell(.dial, leg, second: 0)
        if let answer { tell(.bridge, leg, second: answer) }
        tell(.hangup, leg, second: end)
        record(leg, second: end + 1)
    }

    /// The first employee answers and hands the caller over to the last.
    mutating func transfer(_ answer: Int, _ end: Int) {
        let final = cast.extensions.count - 1
        let first = leg(answered: answer, to: answer + 2)
        var second = leg(
            final, from: answer + 1, answered: answer + 2, to: end, parent: first.uuid)
        second.transferHistory = cast.extension(0) + " > " + cast.extension(final)
        ask(first)
        tell(.dial, first, second: 0)
        tell(.bridge, first, second: answer)
        tell(.dial, second, second: answer + 1)
        tell(.bridge, second, second: answer + 2)
        tell(.hangup, first, second: answer + 2)
        tell(.hangup, second, second: end)
        record(second, second: end + 1)
    }

    /// Every phone of the group rings, and the first member answers.
    mutating func group(_ answer: Int, _ end: Int, everyMember: Bool) {
        let parent = newUUID()
        let winner = leg(answered: answer, to: end, parent: parent)
        var others: [SimulatedLeg] = []
        for member in 1..<max(1, cast.extensions.count) {
            others.append(leg(member, to: answer, parent: parent))
        }
        ask(winner)
        for leg in [winner] + others { tell(.dial, leg, second: 0) }
        tell(.bridge, winner, second: answer)
        for leg in others {
            tell(.hangup, leg, second: answer)
            if everyMember { record(leg, second: answer + 1) }
        }
        tell(.hangup, winner, second: end)
        record(winner, second: end + 1)
    }

    /// Every phone of the group rings, and nobody answers; the record is the group's.
    mutating func missedGroup(_ end: Int, everyMember: Bool) {
        var whole = leg(to: end)
        whole.person = .sales
        var members: [SimulatedLeg] = []
        for member in 0..<cast.extensions.count {
            members.append(leg(member, to: end, parent: whole.uuid))
        }
        ask(whole)
        for leg in members { tell(.dial, leg, second: 0) }
        for leg in members {
            tell(.hangup, leg, second: end)
            if everyMember { record(leg, second: end + 1) }
        }
        record(whole, second: end + 1)
    }
}
