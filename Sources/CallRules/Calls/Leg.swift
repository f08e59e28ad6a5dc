/// What is known of one Phonet `uuid`: the join of every message seen about it.
///
/// `joined` is commutative, associative and idempotent, so order and repetition of messages never
/// matter (protocol 2.4). Where two messages contradict each other the greater value wins, which
/// is arbitrary but the same in every order.
public struct Leg: Hashable, Sendable {
    /// Phonet's id in canonical form: lowercase, no hyphens (protocol 2.3, `uuid`).
    public let uuid: String
    /// Canonical id of the call this leg belongs to, when Phonet named one.
    public var parent: String?
    public var direction: LegDirection?
    /// A `call.dial` was among the messages; the other messages name `dialAt` too.
    public var dialSeen = false
    public var dialAt: Instant?
    public var bridgeAt: Instant?
    /// When Phonet says the leg ended.
    public var hangupAt: Instant?
    /// When the first `call.hangup` reached us; the settling of a missed call counts from here.
    public var hangupSeenAt: Instant?
    /// The employee's side, the latest one told.
    public var party: Party?
    /// How late `party` was told: the clock of the event that told it.
    public var partyAt: Instant?
    /// The outside number as written by Phonet.
    public var number: String?
    public var contactName: String?
    /// The company's own number or line.
    public var trunk: String?
    public var record: Record?

    public init(uuid: String) {
        self.uuid = uuid
    }

    /// No `call.hangup` and no record yet.
    public var isLive: Bool { hangupSeenAt == nil && record == nil }

    /// Its record says so, else it was bridged.
    public var isAnswered: Bool { record?.isAnswered == true || bridgeAt != nil }

    /// When the leg ended: the record beats the event, the event beats the arrival.
    public var endAt: Instant? { record?.endAt ?? hangupAt ?? hangupSeenAt }

    /// Whose leg it is: the record beats the events.
    public var partyKnown: Party? { record?.party ?? party }

    /// The facts of both; `other` must be about the same `uuid`.
    public func joined(with other: Leg) -> Leg {
        var leg = self
        leg.parent = greater(parent, other.parent)
        leg.direction = greater(direction, other.direction)
        leg.dialSeen = dialSeen || other.dialSeen
        leg.dialAt = lesser(dialAt, other.dialAt)
        leg.bridgeAt = lesser(bridgeAt, other.bridgeAt)
        leg.hangupAt = greater(hangupAt, other.hangupAt)
        leg.hangupSeenAt = lesser(hangupSeenAt, other.hangupSeenAt)
        if let theirs = other.party {
            let told = (other.partyAt ?? .distantPast, theirs)
            if party.map({ (partyAt ?? .distantPast, $0) < told }) ?? true {
                leg.party = theirs
                leg.partyAt = other.partyAt
            }
        }
        leg.number = greater(number, other.number)
        leg.contactName = greater(contactName, other.contactName)
        leg.trunk = greater(trunk, other.trunk)
        if let ours = record, let theirs = other.record {
            leg.record = ours.joined(with: theirs)
        } else {
            leg.record = record ?? other.record
        }
        return leg
    }
}

/// The employee's side of a leg (protocol 2.3 `leg`, 2.8 `leg.type`).
public struct Party: Hashable, Comparable, Sendable {
    public enum Kind: Int, Comparable, Sendable {
        case user = 1
        case group = 2
        case ivr = 4
        case unknown = 0

        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    public let kind: Kind
    /// The internal number, leading zeros kept.
    public let `extension`: String?
    public let name: String?

    /// A missing `type` means a user when there is an extension (protocol 2.8).
    public init(kind: Kind?, extension: String?, name: String?) {
        self.kind = kind ?? (`extension` == nil ? .unknown : .user)
        self.extension = `extension`
        self.name = name
    }

    /// The extension, when the party is a person.
    public var userExtension: String? { kind == .user ? `extension` : nil }

    public static func < (left: Party, right: Party) -> Bool {
        (left.extension ?? "", left.kind, left.name ?? "")
            < (right.extension ?? "", right.kind, right.name ?? "")
    }
}

/// `lgDirection` of a leg that is a call (protocol 2.7); the order is the order of trust when two
/// legs of one call disagree: a consultation inside an incoming call stays incoming.
public enum LegDirection: Int, Comparable, Sendable {
    case `internal` = 1
    case outgoing = 2
    case incoming = 4

    public static func < (left: LegDirection, right: LegDirection) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The full information about one finished leg (protocol 2.6.1).
public struct Record: Hashable, Sendable {
    public var endAt: Instant?
    /// Seconds of talk.
    public var billSeconds: Int?
    /// Seconds from dialling to the end.
    public var duration: Int?
    /// 0 answered, 1 no answer, 2 congested, 3 error, 4 busy (protocol 2.10).
    public var disposition: Int?
    /// Internal numbers in order, `"101 > 103"`.
    public var transferHistory: String?
    /// Address of the recording at Phonet, trimmed; never shown to a browser.
    public var recordingURL: String?
    public var party: Party?

    public init() {}

    /// Answered, as the record says (product.md §4).
    public var isAnswered: Bool { disposition == 0 || (billSeconds ?? 0) > 0 }

    /// The extensions of `transferHistory`, in order.
    public var transferExtensions: [String] {
        (transferHistory ?? "").split(separator: ">")
            .map { part in
                var part = part
                while part.first?.isWhitespace == true { part.removeFirst() }
                while part.last?.isWhitespace == true { part.removeLast() }
                return String(part)
            }
            .filter { !$0.isEmpty }
    }

    func joined(with other: Record) -> Record {
        var record = self
        record.endAt = greater(endAt, other.endAt)
        record.billSeconds = greater(billSeconds, other.billSeconds)
        record.duration = greater(duration, other.duration)
        // The lesser: 0 is "answered", and an answer once told is not untold.
        record.disposition = lesser(disposition, other.disposition)
        record.transferHistory = greater(transferHistory, other.transferHistory)
        record.recordingURL = greater(recordingURL, other.recordingURL)
        record.party = greater(party, other.party)
        return record
    }
}

private func greater<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
}

private func lesser<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
}
