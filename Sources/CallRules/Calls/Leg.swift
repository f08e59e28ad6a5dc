/// What is known of one Phonet `uuid`: the join of every message about it.
/// `joined(with:)` says which value wins where messages differ. Order and repetition of messages
/// never matter (protocol 2.4).
package struct Leg: Hashable, Sendable {
    /// Phonet's id in canonical form: lowercase, no hyphens (protocol 2.3, `uuid`).
    package let uuid: String
    /// Canonical id of the call this leg belongs to, when Phonet named one.
    package var parent: String?
    /// Nil until a message names it.
    package var direction: LegDirection?
    /// A `call.dial` was among the messages; other messages name `dialAt`, too.
    package var dialSeen = false
    /// When ringing started, by Phonet's clock; nil: not named yet.
    package var dialAt: Instant?
    /// When a person answered, by Phonet's clock; nil: not answered, as far as is known.
    package var bridgeAt: Instant?
    /// When a group's queue, a voice menu or a robot picked up, which is no answer; nil: none did.
    /// `asFacts` tells the two apart.
    package var pickUpAt: Instant?
    /// When Phonet says the leg ended.
    package var hangupAt: Instant?
    /// When the first `call.hangup` arrived; the settling time of a missed call starts here.
    package var hangupSeenAt: Instant?
    /// When the first CDR arrived; nil: none has come.
    package var recordSeenAt: Instant?
    /// The employee's side, as the event with the latest clock names it.
    package var party: Party?
    /// The clock of the event that named `party`.
    package var partyAt: Instant?
    /// The outside number as written by Phonet.
    package var number: String?
    /// The contact's name as Phonet knows it; nil: none.
    package var contactName: String?
    /// The company's own number.
    package var line: String?
    /// The joined CDRs of the leg; nil: none has come.
    package var record: CDR?
    /// The message names a time that is none. Said of messages alone: `asFacts` ends it.
    package var namesUnreadableTime = false

    package init(uuid: String) {
        self.uuid = uuid
    }

    /// Neither a `call.hangup` nor a CDR has come.
    package var isLive: Bool { hangupSeenAt == nil && record == nil }

    /// The party of the CDR, else of the events.
    package var partyKnown: Party? { record?.party ?? party }

    /// Joins the facts of two messages, or of a message and what is stored, into one leg.
    ///
    /// For legs of one `uuid` the join is commutative (a∨b = b∨a), associative ((a∨b)∨c = a∨(b∨c))
    /// and idempotent (a∨a = a): the result is the same in whatever order, and however often, the
    /// messages come. A value wins over nil. Where both legs have a value, this wins:
    /// - `dialAt`, `bridgeAt`, `pickUpAt`, `hangupSeenAt`, `recordSeenAt`: the earlier; `hangupAt`:
    ///   the later.
    /// - `dialSeen`, `namesUnreadableTime`: true.
    /// - `direction`: incoming, then outgoing, then internal.
    /// - `party` with `partyAt`: the later clock; at the same clock the greater party.
    /// - `number`: an outside number before any other, and any other before a hidden one, because a
    ///   number may become known late. Among equals, and for `parent`, `contactName` and `line`: the
    ///   greater text. Which one is arbitrary, but the same in every order.
    /// - `record`: the CDRs joined field by field: the lesser `disposition`, because 0 is
    ///   "answered" and an answer is never taken back; of all other fields the greater.
    ///
    /// - Parameter other: a leg with the same `uuid`.
    package func joined(with other: Leg) -> Leg {
        var leg = self
        leg.parent = greater(parent, other.parent)
        leg.direction = greater(direction, other.direction)
        leg.dialSeen = dialSeen || other.dialSeen
        leg.namesUnreadableTime = namesUnreadableTime || other.namesUnreadableTime
        leg.dialAt = lesser(dialAt, other.dialAt)
        leg.bridgeAt = lesser(bridgeAt, other.bridgeAt)
        leg.pickUpAt = lesser(pickUpAt, other.pickUpAt)
        leg.hangupAt = greater(hangupAt, other.hangupAt)
        leg.hangupSeenAt = lesser(hangupSeenAt, other.hangupSeenAt)
        leg.recordSeenAt = lesser(recordSeenAt, other.recordSeenAt)
        if let theirs = other.party {
            let told = (other.partyAt ?? .distantPast, theirs)
            if party.map({ (partyAt ?? .distantPast, $0) < told }) ?? true {
                leg.party = theirs
                leg.partyAt = other.partyAt
            }
        }
        leg.number = plainer(number, other.number)
        leg.contactName = greater(contactName, other.contactName)
        leg.line = greater(line, other.line)
        if let ours = record, let theirs = other.record {
            leg.record = ours.joined(with: theirs)
        } else {
            leg.record = record ?? other.record
        }
        return leg
    }
}

/// The employee's side of a leg (protocol 2.3 `leg`, 2.8 `leg.type`).
package struct Party: Hashable, Comparable, Sendable {
    /// Phonet's `leg.type` (protocol 2.8); the raw values are stored.
    package enum Kind: Int, Comparable, Sendable {
        case user = 1
        case group = 2
        case ivr = 4
        /// A type that protocol 2.8 does not list: a robot of some kind.
        case machine = 8
        /// Phonet names no type, and no extension.
        case unknown = 0

        /// False for whatever picks up without a person talking: a group's queue, a menu, a robot.
        package var isPerson: Bool {
            switch self {
            case .user, .unknown: true
            case .group, .ivr, .machine: false
            }
        }

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    package let kind: Kind
    /// The internal number, leading zeros kept.
    package let `extension`: String?
    /// Nil: Phonet named none.
    package let name: String?

    /// A missing `type` means a user when there is an extension (protocol 2.8).
    package init(kind: Kind?, extension: String?, name: String?) {
        self.kind = kind ?? (`extension` == nil ? .unknown : .user)
        self.extension = `extension`
        self.name = name
    }

    /// The extension, when the party is a person.
    package var userExtension: String? { kind == .user ? `extension` : nil }

    package static func < (left: Party, right: Party) -> Bool {
        (left.extension ?? "", left.kind, left.name ?? "")
            < (right.extension ?? "", right.kind, right.name ?? "")
    }
}

/// `lgDirection` of a leg that is a call (protocol 2.7); the order is the order of trust when two
/// legs of one call disagree: a consultation inside an incoming call stays incoming.
package enum LegDirection: Int, Comparable, Sendable {
    case `internal` = 1
    case outgoing = 2
    case incoming = 4

    package static func < (left: LegDirection, right: LegDirection) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The call detail record: the full information about one finished leg (protocol 2.6.1).
package struct CDR: Hashable, Sendable {
    /// By Phonet's clock; nil: not named.
    package var endAt: Instant?
    /// Seconds of talk.
    package var billSeconds: Int?
    /// Seconds from dialling to the end.
    package var duration: Int?
    /// 0 answered, 1 no answer, 2 congested, 3 error, 4 busy (protocol 2.10).
    package var disposition: Int?
    /// Internal numbers in order, `"101 > 103"`.
    package var transferHistory: String?
    /// Address of the recording at Phonet, trimmed; never sent to a browser or the CRM.
    package var recordingURL: String?
    /// The employee's side; nil: not named.
    package var party: Party?

    package init() {}

    /// `disposition` is 0, or somebody talked.
    package var isAnswered: Bool { disposition == 0 || (billSeconds ?? 0) > 0 }

    /// The extensions of `transferHistory`, in order.
    package var transferExtensions: [String] {
        (transferHistory ?? "").split(separator: ">")
            .map { part in
                var part = part
                while part.first?.isWhitespace == true { part.removeFirst() }
                while part.last?.isWhitespace == true { part.removeLast() }
                return String(part)
            }
            .filter { !$0.isEmpty }
    }

    func joined(with other: CDR) -> CDR {
        var record = self
        record.endAt = greater(endAt, other.endAt)
        record.billSeconds = greater(billSeconds, other.billSeconds)
        record.duration = greater(duration, other.duration)
        // The lesser: 0 is "answered", and an answer is never taken back.
        record.disposition = lesser(disposition, other.disposition)
        record.transferHistory = greater(transferHistory, other.transferHistory)
        record.recordingURL = greater(recordingURL, other.recordingURL)
        record.party = greater(party, other.party)
        return record
    }
}

/// The outside number where the two say different things; hidden loses against everything.
private func plainer(_ left: String?, _ right: String?) -> String? {
    guard let left, let right else { return left ?? right }
    guard left != right else { return left }
    let (ours, theirs) = (plainness(left), plainness(right))
    return ours == theirs ? max(left, right) : ours > theirs ? left : right
}

private func plainness(_ number: String) -> Int {
    switch PhoneNumber(number).numberClass {
    case .external: 2
    case .hidden: 0
    default: 1
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
