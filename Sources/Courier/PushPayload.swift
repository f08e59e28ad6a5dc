import JSONText
import Store
import WebPush

/// What the service worker reads: JSON with `title`, `body`, `lang`, `kind` (ringing, missed,
/// answered, lead_assigned, trial), `call` (uuid), `lead` (id), `url` (path), `tag` (the notification
/// it replaces) and `silent`.
struct PushPayload {
    let bytes: [UInt8]

    /// - Parameter page: the path that opens with it.
    init(_ delivery: PushDelivery, page: String) {
        let text = PushText(delivery.content, delivery.language)
        var (kind, call, lead) = ("trial", String?.none, Int64?.none)
        var (tag, isSilent) = ("trial", false)
        if case .notice(let notice) = delivery.content {
            kind = notice.news.rawValue
            call = notice.callUUID
            lead = notice.leadID?.value
            tag = (notice.news == .leadAssigned ? "lead " : "call ") + notice.callUUID
            // Nobody has to do anything.
            isSilent = notice.news == .answered
        }
        bytes =
            JSON.object([
                ("title", .string(text.title)), ("body", .string(text.body)),
                ("lang", .string(delivery.language.rawValue)), ("kind", .string(kind)),
                ("call", .text(call)), ("lead", lead.map { .integer($0) } ?? .null),
                ("url", .string(page)), ("tag", .string(tag)), ("silent", .truth(isSilent)),
            ]).bytes
    }
}

extension PushDelivery {
    /// How the service shall handle it: by what it tells, not by what it was formed for.
    var envelope: PushEnvelope {
        guard case .notice(let notice) = content else { return .trial }
        switch notice.news {
        case .ringing: return PushEnvelope(.incomingCall, call: notice.callUUID)
        case .missed, .answered: return PushEnvelope(.missedCall, call: notice.callUUID)
        case .leadAssigned: return PushEnvelope(.leadAssigned, call: notice.callUUID)
        }
    }
}
