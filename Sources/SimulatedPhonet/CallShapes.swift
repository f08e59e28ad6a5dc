import CallRules

// The course of each kind of call. Seconds count from the first message.

extension ScenarioScript {
    /// A call of one leg, answered or not.
    mutating func single(_ leg: SimulatedLeg, _ answer: Int?, _ end: Int) {
        if leg.direction != LegDirection.internal.rawValue { ask(leg) }
        tell(.dial, leg, second: 0)
        if let answer { tell(.bridge, leg, second: answer) }
        tell(.hangup, leg, second: end)
        record(leg, second: end + 1)
    }

    /// The first employee answers and transfers the caller to the last.
    mutating func transfer(answer: Int, handOver: Int, end: Int) {
        let final = cast.extensions.count - 1
        let first = leg(answered: answer, to: handOver + 1)
        var second = leg(
            final, from: handOver, answered: handOver + 1, to: end, parent: first.uuid)
        second.transferHistory = cast.extension(0) + " > " + cast.extension(final)
        ask(first)
        tell(.dial, first, second: 0)
        tell(.bridge, first, second: answer)
        tell(.dial, second, second: handOver)
        tell(.bridge, second, second: handOver + 1)
        tell(.hangup, first, second: handOver + 1)
        tell(.hangup, second, second: end)
        record(second, second: end + 1)
    }

    /// Every phone of the group rings. The second member, or the only one, answers.
    mutating func group(answer: Int, end: Int, everyMember: Bool = false) {
        let parent = newUUID()
        let members = cast.extensions.count
        var legs: [SimulatedLeg] = []
        for member in 0..<members {
            legs.append(
                member == min(1, members - 1)
                    ? leg(member, answered: answer, to: end, parent: parent)
                    : leg(member, to: answer, parent: parent))
        }
        legs.first.map { ask($0) }
        for leg in legs { tell(.dial, leg, second: 0) }
        for leg in legs where leg.bridgeAt != nil { tell(.bridge, leg, second: answer) }
        for leg in legs where leg.bridgeAt == nil {
            tell(.hangup, leg, second: answer)
            if everyMember { record(leg, second: answer) }
        }
        for leg in legs where leg.bridgeAt != nil {
            tell(.hangup, leg, second: end)
            record(leg, second: end + 1)
        }
    }

    /// Every phone of the group rings and nobody answers. The CDR is the group's.
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
