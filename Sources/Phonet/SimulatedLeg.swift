import CallRules
import JSONText

/// The life of one leg, and the bodies Phonet would send about it (protocol 2.3, 2.6.1).
struct SimulatedLeg {
    let uuid: String
    let number: String
    var parent: String?
    var direction = LegDirection.incoming.rawValue
    var person: JSON
    /// The second employee of an internal call.
    var colleague: JSON?
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
    var question: JSON {
        .object([("otherLegNum", .string(number)), ("trunkNum", .text(trunk))])
    }

    private var isPause: Bool { LegDirection(rawValue: direction) == nil }

    /// A user event; `at` is Phonet's clock.
    func event(_ kind: Message.EventKind, at: Instant) -> JSON {
        let isBridged = kind != .dial && bridgeAt.map { $0 <= at } == true
        let outside = JSON.object([
            ("id", .null), ("name", .text(cast.contactName)), ("num", .string(number)),
            ("companyName", .null), ("url", .string("")),
        ])
        return .object([
            ("event", .string(kind.rawValue)), ("accountDomain", .string(cast.domain)),
            ("uuid", .string(uuid)), ("parentUuid", .text(parent)),
            ("dialAt", .number(dialAt.milliseconds)),
            ("bridgeAt", .number(isBridged ? bridgeAt?.milliseconds : nil)),
            ("lgDirection", .number(direction)), ("serverTime", .number(at.milliseconds)),
            ("leg", person), ("leg2", colleague ?? .null),
            ("otherLegs", isInternal || isPause ? .null : .list([outside])),
            ("trunkNum", .text(trunk)), ("trunkName", .text(trunk)),
        ])
    }

    /// The full record. Hyphens in the id and a space behind the address, as Phonet sends them.
    var record: JSON {
        let talk = bridgeAt.map { endAt.seconds(since: $0) }
        let audio = "https://\(cast.domain)/rest/public/calls/\(uuid)/audio "
        let name = cast.contactName ?? number
        let line = cast.trunk.filter { $0 != "+" }
        return .object([
            ("parentUuid", .text(parent)), ("uuid", .string(SimulatedLeg.hyphened(uuid))),
            ("endAt", .number(endAt.milliseconds)), ("lgDirection", .number(direction)),
            ("otherLegNum", .text(isInternal ? nil : number)),
            ("otherLegName", .text(isInternal ? nil : name)),
            ("leg", person), ("leg2", colleague ?? .null), ("billSecs", .number(talk ?? 0)),
            ("duration", .number(endAt.seconds(since: dialAt))),
            ("disposition", .integer(bridgeAt == nil ? 1 : 0)),
            ("transferHistory", .text(transferHistory)),
            ("audioRecUrl", .text(bridgeAt == nil ? nil : audio)),
            ("trunk", .text(isInternal ? nil : "o=\(line);")),
        ])
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
