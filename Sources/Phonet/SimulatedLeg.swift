import CallRules

/// The life of one leg, and the bodies Phonet would send about it (protocol 2.3, 2.6.1).
struct SimulatedLeg {
    let uuid: String
    let number: String
    var parent: String?
    var direction = LegDirection.incoming.rawValue
    var person: WireValue
    /// The second employee of an internal call.
    var colleague: WireValue?
    var dialAt: Instant
    var bridgeAt: Instant?
    var endAt: Instant
    var transferHistory: String?
    let cast: ScenarioCast

    private var isInternal: Bool { direction == LegDirection.internal.rawValue }
    /// Phonet was seen to send no trunk with outgoing calls.
    private var trunk: String? {
        direction == LegDirection.incoming.rawValue ? cast.trunk : nil
    }

    /// What Phonet asks before it rings or dials.
    var question: WireValue {
        ["otherLegNum": .text(number), "trunkNum": WireValue(trunk)]
    }

    private var isPause: Bool { LegDirection(rawValue: direction) == nil }

    /// A user event; `at` is Phonet's clock.
    func event(_ kind: Message.EventKind, at: Instant) -> WireValue {
        let isBridged = kind != .dial && bridgeAt.map { $0 <= at } == true
        let outside: WireValue = [
            [
                "id": nil, "name": WireValue(cast.contactName), "num": .text(number),
                "companyName": nil, "url": .text(""),
            ]
        ]
        return [
            "event": .text(kind.rawValue), "accountDomain": .text(cast.domain),
            "uuid": .text(uuid), "parentUuid": WireValue(parent), "dialAt": WireValue(dialAt),
            "bridgeAt": isBridged ? WireValue(bridgeAt) : nil,
            "lgDirection": .integer(Int64(direction)), "serverTime": WireValue(at),
            "leg": person, "leg2": colleague ?? nil,
            "otherLegs": isInternal || isPause ? nil : outside,
            "trunkNum": WireValue(trunk), "trunkName": WireValue(trunk),
        ]
    }

    /// The full record. Hyphens in the id and a space behind the address, as Phonet sends them.
    var record: WireValue {
        let talk = bridgeAt.map { endAt.seconds(since: $0) }
        let audio = "https://\(cast.domain)/rest/public/calls/\(uuid)/audio "
        let name = cast.contactName ?? number
        let line = cast.trunk.filter { $0 != "+" }
        return [
            "parentUuid": WireValue(parent), "uuid": .text(SimulatedLeg.hyphened(uuid)),
            "endAt": WireValue(endAt), "lgDirection": .integer(Int64(direction)),
            "otherLegNum": isInternal ? nil : .text(number),
            "otherLegName": isInternal ? nil : .text(name),
            "leg": person, "leg2": colleague ?? nil, "billSecs": .integer(Int64(talk ?? 0)),
            "duration": .integer(Int64(endAt.seconds(since: dialAt))),
            "disposition": bridgeAt == nil ? 1 : 0,
            "transferHistory": WireValue(transferHistory),
            "audioRecUrl": bridgeAt == nil ? nil : .text(audio),
            "trunk": isInternal ? nil : .text("o=\(line);"),
        ]
    }

    /// 8-4-4-4-12.
    private static func hyphened(_ uuid: String) -> String {
        var text = ""
        for (index, character) in uuid.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(character)
        }
        return text
    }
}
