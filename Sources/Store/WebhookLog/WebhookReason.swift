import CallRules
import JSONText

/// What the webhook log shows about a message in addition to its status. A body of many items may
/// have many reasons.
package enum WebhookReason: Hashable, Sendable {
    /// The body could not be read.
    case unreadable(UnreadableReason)
    /// An item was not understood.
    case unknown(UnknownReason)
    /// An employee switched the pause on or off.
    case pause(isOn: Bool)
    /// A body without any item; only in rows of earlier versions. Today such a body has the reason
    /// `.unknown(.emptyList)`.
    case noItems
    /// Phonet's history confirms the call, so the message from an untrusted source took effect.
    case confirmedByHistory
    /// The body was mended before it was read.
    case mended(ReadingNote)
    /// The message is quarantined: it names another account than the one of the settings.
    ///
    /// - Parameter domain: its `accountDomain`, as sent.
    case foreignAccount(domain: String)
    /// The message is quarantined: it came to an address without a secret, and the settings accept
    /// secret addresses only.
    case plainAddress
    /// Only the start of the body was kept, because its source was untrusted. `bytes` is the length
    /// of the whole body.
    case cut(bytes: Int)
    /// A time before the year 2000, more than a day ahead, or that is none; the moment of arrival counts
    /// instead.
    case implausibleTime
}

extension WebhookReason {
    /// Whether it says why a message is quarantined.
    var quarantines: Bool {
        switch self {
        case .foreignAccount, .plainAddress: true
        case .unreadable, .unknown, .pause, .noItems, .confirmedByHistory, .mended, .cut,
            .implausibleTime:
            false
        }
    }

    /// Reads the list in a column.
    ///
    /// - Parameter document: nil: no reasons.
    static func list(_ document: String?) throws(UnknownCode) -> [WebhookReason] {
        guard let document else { return [] }
        guard case .list(let items)? = try? JSON.read(Array(document.utf8), .strict) else {
            throw UnknownCode(
                column: "webhook_message.reasons", value: document, type: "WebhookReason")
        }
        var reasons: [WebhookReason] = []
        for item in items {
            reasons.append(try WebhookReason(item, in: "webhook_message.reasons"))
        }
        return reasons
    }

    /// The reason `cut` of a list in a column; nil: the body was not cut.
    static func cut(in document: String?) throws(SQLiteError) -> WebhookReason? {
        do {
            return try list(document).first { if case .cut = $0 { true } else { false } }
        } catch {
            throw SQLiteError(error)
        }
    }

    /// The list as `list` reads it; nil for no reasons.
    static func document(_ reasons: [WebhookReason]) -> String? {
        reasons.isEmpty ? nil : JSON.list(reasons.map(\.json)).document
    }
}

extension WebhookReason: CodedReason {
    enum Code: String, CaseIterable {
        case emptyBody = "empty_body"
        case notUTF8 = "not_utf8"
        case fieldNotUTF8 = "field_not_utf8"
        case notAForm = "not_a_form"
        case multipartBrokenOff = "multipart_broken_off"
        case malformedJSON = "malformed_json"
        case jsonBrokenOff = "json_broken_off"
        case tooManyItems = "too_many_items"
        case tooManyFields = "too_many_fields"
        case nestedTooDeep = "nested_too_deep"
        case emptyList = "empty_list"
        case notAnObject = "not_an_object"
        case unknownEvent = "unknown_event"
        case noKnownShape = "no_known_shape"
        case eventWithDirection = "event_with_direction"
        case eventWithoutUUID = "event_without_uuid"
        case recordOfPause = "record_of_pause"
        case recordWithDirection = "record_with_direction"
        case recordWithoutUUID = "record_without_uuid"
        case queryWithoutNumber = "query_without_number"
        case pause
        case noItems = "no_items"
        case confirmedByHistory = "confirmed_by_history"
        case readAsWindows1251 = "read_as_windows_1251"
        case replacedBytes = "replaced_bytes"
        case foreignAccount = "foreign_account"
        case plainAddress = "plain_address"
        case compressed
        case cut
        case implausibleTime = "implausible_time"
    }

    var code: Code {
        switch self {
        case .unreadable(let reason):
            switch reason {
            case .emptyBody: .emptyBody
            case .notUTF8: .notUTF8
            case .fieldNotUTF8: .fieldNotUTF8
            case .notAForm: .notAForm
            case .multipartBrokenOff: .multipartBrokenOff
            case .malformedJSON: .malformedJSON
            case .jsonBrokenOff: .jsonBrokenOff
            case .tooManyItems: .tooManyItems
            case .tooManyFields: .tooManyFields
            case .nestedTooDeep: .nestedTooDeep
            case .compressed: .compressed
            }
        case .unknown(let reason):
            switch reason {
            case .emptyList: .emptyList
            case .notAnObject: .notAnObject
            case .unknownEvent: .unknownEvent
            case .noKnownShape: .noKnownShape
            case .eventWithDirection: .eventWithDirection
            case .eventWithoutUUID: .eventWithoutUUID
            case .recordOfPause: .recordOfPause
            case .recordWithDirection: .recordWithDirection
            case .recordWithoutUUID: .recordWithoutUUID
            case .queryWithoutNumber: .queryWithoutNumber
            }
        case .pause: .pause
        case .noItems: .noItems
        case .confirmedByHistory: .confirmedByHistory
        case .mended(.readAsWindows1251): .readAsWindows1251
        case .mended(.replacedBytes): .replacedBytes
        case .foreignAccount: .foreignAccount
        case .plainAddress: .plainAddress
        case .cut: .cut
        case .implausibleTime: .implausibleTime
        }
    }

    var details: [(String, JSON)] {
        switch self {
        case .unreadable(.malformedJSON(let offset)), .unreadable(.jsonBrokenOff(let offset)):
            [("offset", .integer(Int64(offset)))]
        case .unreadable(.tooManyItems(let limit)), .unreadable(.tooManyFields(let limit)),
            .unreadable(.nestedTooDeep(let limit)):
            [("limit", .integer(Int64(limit)))]
        case .unknown(.unknownEvent(let event)): [("event", .string(event.cut(toScalars: 200)))]
        case .unknown(.eventWithDirection(let kind, let value)):
            [
                ("event", .string(kind.rawValue)),
                ("direction", .text(value?.cut(toScalars: 200))),
            ]
        case .unknown(.eventWithoutUUID(let kind)): [("event", .string(kind.rawValue))]
        case .unknown(.recordWithDirection(let value)):
            [("direction", .text(value?.cut(toScalars: 200)))]
        case .pause(let isOn): [("on", .truth(isOn))]
        case .unreadable(.compressed(let format)): [("format", .string(format.rawValue))]
        case .foreignAccount(let domain): [("domain", .string(domain.cut(toScalars: 200)))]
        case .cut(let bytes): [("bytes", .integer(Int64(bytes)))]
        case .unreadable(.emptyBody), .unreadable(.notUTF8), .unreadable(.fieldNotUTF8),
            .unreadable(.notAForm), .unreadable(.multipartBrokenOff), .unknown(.emptyList),
            .unknown(.notAnObject), .unknown(.noKnownShape), .unknown(.recordOfPause),
            .unknown(.recordWithoutUUID), .unknown(.queryWithoutNumber), .noItems,
            .confirmedByHistory, .mended, .plainAddress, .implausibleTime:
            []
        }
    }

    init?(_ code: Code, _ details: JSON) {
        let (offset, limit) = (details.int(at: "offset"), details.int(at: "limit"))
        let (event, direction) = (details.text(at: "event"), details.text(at: "direction"))
        let kind = event.flatMap(Message.EventKind.init(rawValue:))
        let reason: WebhookReason? =
            switch code {
            case .emptyBody: .unreadable(.emptyBody)
            case .notUTF8: .unreadable(.notUTF8)
            case .fieldNotUTF8: .unreadable(.fieldNotUTF8)
            case .notAForm: .unreadable(.notAForm)
            case .multipartBrokenOff: .unreadable(.multipartBrokenOff)
            case .malformedJSON: offset.map { .unreadable(.malformedJSON(offset: $0)) }
            case .jsonBrokenOff: offset.map { .unreadable(.jsonBrokenOff(offset: $0)) }
            case .tooManyItems: limit.map { .unreadable(.tooManyItems(limit: $0)) }
            case .tooManyFields: limit.map { .unreadable(.tooManyFields(limit: $0)) }
            case .nestedTooDeep: limit.map { .unreadable(.nestedTooDeep(limit: $0)) }
            case .emptyList: .unknown(.emptyList)
            case .notAnObject: .unknown(.notAnObject)
            case .unknownEvent: event.map { .unknown(.unknownEvent($0)) }
            case .noKnownShape: .unknown(.noKnownShape)
            case .eventWithDirection: kind.map { .unknown(.eventWithDirection($0, direction)) }
            case .eventWithoutUUID: kind.map { .unknown(.eventWithoutUUID($0)) }
            case .recordOfPause: .unknown(.recordOfPause)
            case .recordWithDirection: .unknown(.recordWithDirection(direction))
            case .recordWithoutUUID: .unknown(.recordWithoutUUID)
            case .queryWithoutNumber: .unknown(.queryWithoutNumber)
            case .pause:
                if case .truth(let isOn)? = details["on"] { .pause(isOn: isOn) } else { nil }
            case .noItems: .noItems
            case .confirmedByHistory: .confirmedByHistory
            case .readAsWindows1251: .mended(.readAsWindows1251)
            case .replacedBytes: .mended(.replacedBytes)
            case .foreignAccount: details.text(at: "domain").map { .foreignAccount(domain: $0) }
            case .plainAddress: .plainAddress
            case .compressed:
                details.text(at: "format").flatMap(Compression.init)
                    .map { .unreadable(.compressed($0)) }
            case .cut: details.int(at: "bytes").map { .cut(bytes: $0) }
            case .implausibleTime: .implausibleTime
            }
        guard let reason else { return nil }
        self = reason
    }
}
