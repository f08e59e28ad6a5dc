import CallRules
import JSONText

/// Classifies the messages of a body by content alone (protocol 2.1), because all webhook URLs at
/// Phonet may be set to one address.
struct Classification {
    private let arrivedAt: Instant
    private var messages: [Message] = []

    /// The messages of the body, in their order; never empty.
    static func messages(
        in body: JSON, arrivedAt: Instant
    ) throws(UnreadableReason) -> [Message] {
        var classification = Classification(arrivedAt: arrivedAt)
        try classification.read(body, wrappers: 0)
        return classification.messages
    }

    private init(arrivedAt: Instant) {
        self.arrivedAt = arrivedAt
    }

    private static let wrapperKeys = ["call", "data", "items", "calls", "content", "list"]
    private static let recordKeys = ["endAt", "disposition", "billSecs", "duration"]
    private static let mostWrappers = 4

    private mutating func read(_ body: JSON, wrappers: Int) throws(UnreadableReason) {
        guard messages.count < Wire.mostItems else {
            throw .tooManyItems(limit: Wire.mostItems)
        }
        if let message = message(body) {
            messages.append(message)
        } else if let items = body.elements, wrappers < Classification.mostWrappers {
            for item in items { try read(item, wrappers: wrappers + 1) }
            if items.isEmpty { messages.append(.unknown(.emptyList)) }
        } else if let inner = Classification.wrapped(body),
            wrappers < Classification.mostWrappers
        {
            try read(inner, wrappers: wrappers + 1)
        } else {
            messages.append(.unknown(Classification.unknownReason(body)))
        }
    }

    /// The order of the checks matters: a CDR contains `otherLegNum` too.
    private func message(_ body: JSON) -> Message? {
        let event = body["event"]?.text(most: 40)
        let kind = event.flatMap(Message.EventKind.init(rawValue:))
        if let kind { return Event.message(body, kind: kind, arrivedAt: arrivedAt) }
        if Classification.isRecord(body) { return CDRMessage.message(body) }
        return event?.hasPrefix("call.") == true ? nil : Lookup.message(body)
    }

    /// True when the body has a field that only a CDR has.
    static func isRecord(_ body: JSON) -> Bool {
        recordKeys.contains { body[$0]?.isPresent == true }
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
