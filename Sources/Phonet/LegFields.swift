import CallRules
import JSONText

/// The fields that events and records of a leg share (protocol 2.3, 2.6.1).
struct LegFields {
    let body: JSON

    /// Canonical; nil: missing, blank or too long.
    var uuid: String? { id("uuid") }

    /// Canonical; nil: none, or the leg itself.
    var parent: String? {
        let parent = id("parentUuid")
        return parent == uuid ? nil : parent
    }

    private func id(_ key: String) -> String? {
        guard let id = body[key]?.text().flatMap(CallUUID.canonical),
            !LegFields.placeholders.contains(id), id.contains(where: { $0 != "0" })
        else { return nil }
        return id
    }

    /// What programs write where there is no id. Zeros mean the same: two calls with the parent "0"
    /// are not one call.
    private static let placeholders: Set<String> = [
        "none", "null", "nil", "undefined", "false", "nan", "na", "n/a",
    ]

    /// Whether one of its times is none: a text that tells no time, or one after the year 9999. Empty
    /// texts, zeros and what programs write for nothing name no time.
    var namesUnreadableTime: Bool {
        LegFields.times.contains { key in
            guard let value = body[key], value.isPresent, value.time == nil else { return false }
            switch value {
            case .truth(let truth): return truth
            case .integer, .real: return value.wholeNumber != 0
            case .string:
                guard let text = value.text() else { return false }
                return value.wholeNumber != 0
                    && !LegFields.placeholders.contains(text.lowercased())
            case .null: return false
            case .list(let items): return !items.isEmpty
            case .object(let members): return !members.pairs.isEmpty
            }
        }
    }

    private static let times = ["dialAt", "bridgeAt", "hangupAt", "endAt", "serverTime"]

    /// The value of `lgDirection` (protocol 2.7).
    enum Direction {
        case absent
        case call(LegDirection)
        case pause(on: Bool)
        /// Another value; nil: neither a text nor a number.
        case unknown(String?)
    }

    var direction: Direction {
        guard let value = body["lgDirection"], value.isPresent else { return .absent }
        switch value.wholeNumber {
        case 32: return .pause(on: true)
        case 64: return .pause(on: false)
        case let number?:
            if let direction = Int(exactly: number).flatMap(LegDirection.init(rawValue:)) {
                return .call(direction)
            }
            return .unknown(String(number))
        case nil: return .unknown(value.text(most: 40))
        }
    }

    /// The employee's side; nil: absent or empty.
    var party: Party? {
        guard let leg = body["leg"]?.leaves.first else { return nil }
        let ext = leg["ext"]?.text() ?? leg["code"]?.text()
        let name = leg["displayName"]?.text().map(ContactName.cut)
        let type = leg["type"]?.wholeNumber
        guard ext != nil || name != nil || type != nil else { return nil }
        let kind = type.map { Int(exactly: $0).flatMap(Party.Kind.init(rawValue:)) ?? .machine }
        return Party(kind: kind, extension: ext, name: name)
    }

    /// The outside party: of `otherLegs`, which is a list of objects or texts, or one of either, or
    /// a list of such lists, the first that has a number, and its name.
    var outside: (number: String?, name: String?) {
        guard let legs = body["otherLegs"] else { return (nil, nil) }
        let parties = legs.leaves.map { leg in
            (
                number: (leg["num"] ?? leg).leaves.lazy.compactMap { $0.text() }.first,
                name: ContactName(leg["name"]?.text())?.text
            )
        }
        return parties.first { $0.number?.contains(where: \.isNumber) == true }
            ?? parties.first { $0.number != nil } ?? parties.first ?? (nil, nil)
    }

    /// The company's own number; `"o=380440000777;"` and `"+380440000777"` are the same.
    var line: String? {
        guard let text = body["trunkNum"]?.text() ?? body["trunk"]?.text() else { return nil }
        if let e164 = PhoneNumber(text).e164 { return e164 }
        let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
        return digits.count < 3 ? text : String(digits)
    }
}
