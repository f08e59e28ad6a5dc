import CallRules

/// The messages of one invented call: legs, parents, types, directions and times by chance.
package struct RandomCall {
    package private(set) var messages: [ToldMessage] = []

    private static let a = "+380500000011"
    private static let b = "+380679999999"
    private var random: SeededRandom

    package init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        let count = random.number(in: 1...4)
        var uuids: [String] = []
        while uuids.count < count {
            let uuid = "\(random.pick(["0", "5", "a", "f"]))\(random.number(in: 100...999))"
            if !uuids.contains(uuid) { uuids.append(uuid) }
        }
        let isRing = count > 1 && random.roll(8) == 0
        let rootIsUnseen = !isRing && random.roll(4) == 0
        let direction = random.pick([LegDirection.incoming, .incoming, .outgoing, .internal])
        for (place, uuid) in uuids.enumerated() {
            let parent: String? =
                isRing
                ? uuids[(place + 1) % count]
                : place > 0 ? uuids[random.roll(place)] : rootIsUnseen ? "c000" : nil
            tell(uuid, parent, place, direction, isRing: isRing)
        }
    }

    private mutating func tell(
        _ uuid: String, _ parent: String?, _ place: Int, _ direction: LegDirection, isRing: Bool
    ) {
        var plain = ToldMessage(kind: .dial, uuid: uuid, arrived: Company.morning)
        plain.direction =
            place == 0 || random.roll(3) > 0
            ? direction : random.pick([.incoming, .outgoing, .internal])
        plain.party = random.pick([nil, .user, .user, .user, .group, .ivr, .machine])
        plain.extension = plain.party == nil ? nil : "10\(place)"
        plain.number = random.pick([nil, RandomCall.a, RandomCall.a, RandomCall.b, "anonymous"])
        plain.name = random.pick([nil, "Ірина", "Богдан"])
        // Few moments, so that legs begin together; in a ring each has its own.
        let begun = isRing ? place * 7 : random.roll(3) * 7
        var kinds = ToldMessage.Kind.allCases.filter { _ in random.roll(3) > 0 }
        if isRing, !kinds.contains(.dial) { kinds.append(.dial) }
        if kinds.isEmpty { kinds = [.record] }
        for (index, kind) in kinds.enumerated() {
            var message = plain
            message.kind = kind
            message.parent = index == 0 || random.roll(3) > 0 ? parent : nil
            if index > 0, random.roll(4) == 0 { message.direction = nil }
            let second: Int
            switch kind {
            case .dial: second = begun
            case .bridge: second = begun + 5
            case .hangup, .record: second = begun + 10 + random.roll(4)
            }
            message.arrived = Company.morning.advanced(bySeconds: second + 1)
            message.at = random.roll(6) == 0 ? nil : Company.morning.advanced(bySeconds: second)
            if kind != .dial || !isRing, random.roll(12) == 0 {
                message.at = random.pick([
                    Instant(milliseconds: 1), Instant(milliseconds: 253_370_764_800_000),
                ])
            }
            if kind == .record {
                message.bill = random.pick([nil, 0, 3, 8])
                message.duration = random.pick([nil, 0, 9, 12])
                message.disposition = random.pick([nil, 0, 1, 4])
            }
            messages.append(message)
        }
    }

    /// In another order, some of them more than once.
    package mutating func shuffled() -> [ToldMessage] {
        (messages + messages.filter { _ in random.roll(3) == 0 }).shuffled(using: &random)
    }
}
