import CallRules
import JSONText

/// One leg of a call, and the bodies that Phonet sends about it (protocol 2.3, 2.6.1).
struct SimulatedLeg: Hashable, Sendable {
    let uuid: String
    let number: String
    var parent: String?
    var direction = LegDirection.incoming.rawValue
    var person: SimulatedUser
    /// The second employee of an internal call.
    var colleague: SimulatedUser?
    var dialAt: Instant
    var bridgeAt: Instant?
    var endAt: Instant
    var transferHistory: String?
    /// Why the leg was not answered (protocol 2.10); ignored for an answered leg.
    var refusal = 1
    /// Whether Phonet's history has a CDR of it.
    var isRecorded = false
    let cast: ScenarioCast

    private var isInternal: Bool { direction == LegDirection.internal.rawValue }
    /// Phonet was seen to send no `trunk` with outgoing calls.
    private var line: String? {
        direction == LegDirection.incoming.rawValue ? cast.line : nil
    }

    /// The body of the customer lookup that Phonet sends before the call.
    var question: JSON {
        .object([("otherLegNum", .string(number)), ("trunkNum", .text(line))])
    }

    private var isPause: Bool { LegDirection(rawValue: direction) == nil }

    /// A user event; `at` is the time of Phonet's clock.
    func event(_ kind: Message.EventKind, at: Instant) -> JSON {
        let isBridged = kind != .dial && bridgeAt.map { $0 <= at } == true
        return .object(
            [("event", .string(kind.rawValue)), ("accountDomain", .string(cast.domain))]
                + facts(isBridged: isBridged) + [("serverTime", .number(at.milliseconds))])
    }

    /// A row of the active calls (protocol 3.7).
    func activity(at now: Instant) -> JSON {
        let isBridged = bridgeAt.map { $0 <= now } == true
        let last = isBridged ? Message.EventKind.bridge : .dial
        return .object([("lastEvent", .string(last.rawValue))] + facts(isBridged: isBridged))
    }

    private func facts(isBridged: Bool) -> [(String, JSON)] {
        let outside = JSON.object([
            ("id", .null), ("name", .text(cast.contactName)), ("num", .string(number)),
            ("companyName", .null), ("url", .string("")),
        ])
        return [
            ("uuid", .string(uuid)), ("parentUuid", .text(parent)),
            ("dialAt", .number(dialAt.milliseconds)),
            ("bridgeAt", .number(isBridged ? bridgeAt?.milliseconds : nil)),
            ("lgDirection", .number(direction)),
            ("leg", person.side), ("leg2", colleague?.side ?? .null),
            ("otherLegs", isInternal || isPause ? .null : .list([outside])),
            ("trunkNum", .text(line)), ("trunkName", .text(line)),
        ]
    }

    /// Whole seconds from the answer to the end.
    var talkSeconds: Int { bridgeAt.map { endAt.seconds(since: $0) } ?? 0 }

    /// Whether it is among the active calls.
    func isActive(at now: Instant) -> Bool {
        LegDirection(rawValue: direction) != nil && dialAt <= now && now < endAt
    }

    /// Ends the leg at this time.
    mutating func end(at now: Instant) {
        endAt = now
        if let answer = bridgeAt, answer > now { bridgeAt = nil }
    }

    /// The CDR, with hyphens in the id and a space after the recording's address, as Phonet sends it.
    var record: JSON {
        let audio = "\(cast.scheme)://\(cast.domain)/rest/public/calls/\(uuid)/audio "
        let name = cast.contactName ?? number
        let line = cast.line.filter { $0 != "+" }
        return .object([
            ("parentUuid", .text(parent)), ("uuid", .string(SimulatedLeg.hyphened(uuid))),
            ("endAt", .number(endAt.milliseconds)), ("lgDirection", .number(direction)),
            ("otherLegNum", .text(isInternal ? nil : number)),
            ("otherLegName", .text(isInternal ? nil : name)),
            ("leg", person.side), ("leg2", colleague?.side ?? .null),
            ("billSecs", .number(talkSeconds)),
            ("duration", .number(endAt.seconds(since: dialAt))),
            ("disposition", .number(bridgeAt == nil ? refusal : 0)),
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
