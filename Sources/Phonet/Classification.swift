import CallRules
import JSONText

/// Classifies the messages of a body by content alone (protocol 2.1), because all webhook URLs at
/// Phonet may be set to one address.
struct Classification {
    private let arrivedAt: Instant
    /// In the order of the body; never empty after reading.
    private(set) var messages: [Message] = []
    /// The values of `accountDomain`, each once.
    private(set) var accountDomains: [String] = []
    private var knownDomains: Set<String> = []

    /// The messages of the body.
    static func messages(
        in body: JSON, arrivedAt: Instant
    ) throws(UnreadableReason) -> Classification {
        var classification = Classification(arrivedAt: arrivedAt)
        try classification.read(body, wrappers: 0)
        return classification
    }

    private init(arrivedAt: Instant) {
        self.arrivedAt = arrivedAt
    }

    private static let wrapperKeys = ["call", "data", "items", "calls", "content", "list"]
    private static let recordKeys = ["endAt", "disposition", "billSecs", "duration"]
    private static let maxWrappers = 4

    /// The field of the account (protocol 2.3).
    static let accountKey = "accountDomain"

    /// The accounts that a message names. Whatever stands there and is no text is named as well, as
    /// it was sent: it is nobody's account.
    static func accountDomains(_ body: JSON) -> [String] {
        guard case .object(let members) = body else { return [] }
        return members.pairs.filter { $0.name == accountKey }.flatMap { domains(in: $0.value) }
    }

    private static func domains(in value: JSON) -> [String] {
        switch value {
        case .null: return []
        case .string, .integer: return value.text().map { [$0] } ?? []
        case .truth, .real: return [String(decoding: value.bytes, as: UTF8.self)]
        case .list(let items):
            return items.isEmpty ? ["[]"] : items.flatMap(domains)
        case .object(let members):
            return members.pairs.isEmpty ? ["{}"] : members.pairs.flatMap { domains(in: $0.value) }
        }
    }

    private mutating func read(_ body: JSON, wrappers: Int) throws(UnreadableReason) {
        guard messages.count < Wire.maxItems else {
            throw .tooManyItems(limit: Wire.maxItems)
        }
        for domain in Classification.accountDomains(body)
        where knownDomains.insert(domain).inserted { accountDomains.append(domain) }
        let found = messages(body)
        if !found.isEmpty {
            messages += found
        } else if let items = body.elements, wrappers < Classification.maxWrappers {
            for item in items { try read(item, wrappers: wrappers + 1) }
            if items.isEmpty { messages.append(.unknown(.emptyList)) }
        } else if let inner = Classification.wrapped(body),
            wrappers < Classification.maxWrappers
        {
            try read(inner, wrappers: wrappers + 1)
        } else {
            messages.append(.unknown(Classification.unknownReason(body)))
        }
    }

    /// The order of the checks matters: a CDR contains `otherLegNum` too.
    private func messages(_ body: JSON) -> [Message] {
        let event = body["event"]?.text(most: 40)
        if let kind = event.flatMap(Message.EventKind.init(rawValue:)) {
            let told = Event.message(body, kind: kind, arrivedAt: arrivedAt)
            guard case .event = told, Classification.isRecord(body, in: kind) else { return [told] }
            // The record first: a call that is over does not ring.
            return [CDRMessage.message(body), told]
        }
        if Classification.isRecord(body) { return [CDRMessage.message(body)] }
        if event?.hasPrefix("call.") == true { return [] }
        return Lookup.message(body).map { [$0] } ?? []
    }

    /// True when the body has a field that only a CDR has.
    static func isRecord(_ body: JSON) -> Bool {
        recordKeys.contains { body[$0]?.isPresent == true }
    }

    /// Whether an event is a CDR as well (protocol 2.3, 2.6): it tells the end or the result. Zeros
    /// alone tell nothing, and a leg that rings or talks has a CDR only if that names the end.
    private static func isRecord(_ body: JSON, in kind: Message.EventKind) -> Bool {
        if body["endAt"]?.time != nil { return true }
        guard kind == .hangup else { return false }
        return body["disposition"]?.count != nil || (body["billSecs"]?.count ?? 0) > 0
            || (body["duration"]?.count ?? 0) > 0
    }

    /// The value inside `{"call": …}`, or inside the only field of a body; nil: there is none.
    private static func wrapped(_ body: JSON) -> JSON? {
        guard case .object(let members) = body else { return nil }
        for key in wrapperKeys {
            if let inner = body[key], isContainer(inner) { return inner }
        }
        guard members.pairs.count == 1, let only = members.pairs.first, isContainer(only.value)
        else {
            return nil
        }
        return only.value
    }

    private static func isContainer(_ value: JSON) -> Bool {
        switch value {
        case .object, .list: true
        case .null, .truth, .integer, .real, .string: false
        }
    }

    private static func unknownReason(_ body: JSON) -> UnknownReason {
        guard case .object = body else { return .notAnObject }
        return body["event"]?.text(most: 40).map { .unknownEvent($0) } ?? .noKnownShape
    }
}
