import CallRules
import JSONText
import Store
import WebPush

/// The JSON that the service worker reads: `title`, `body`, `lang`, `kind` (ringing, talking, missed,
/// answered, lead_assigned, trial), `call` (uuid), `lead` (id), `url` (path), `tag` (the notification it replaces)
/// and `silent`.
struct PushPayload {
    let bytes: [UInt8]

    /// - Parameter page: the path of the page that a click opens.
    init(_ delivery: Delivery, page: String) {
        var title = Strings.trial.text(delivery.language)
        var body = Strings.trialMeans.text(delivery.language)
        var (kind, call, lead) = ("trial", String?.none, Int64?.none)
        var (tag, isSilent) = ("trial", false)
        if case .notice(let notice) = delivery.content {
            let text = NoticeText(notice, delivery.language)
            (title, body) = (text.title, text.body)
            kind = notice.news.rawValue
            call = notice.callUUID
            lead = notice.leadID?.value
            tag = (notice.news == .leadAssigned ? "lead " : "call ") + notice.callUUID
            // An answered call requires no action.
            isSilent = notice.news == .answered || notice.news == .talking
        }
        bytes =
            JSON.object([
                ("title", .string(title)), ("body", .string(body)),
                ("lang", .string(delivery.language.rawValue)), ("kind", .string(kind)),
                ("call", .text(call)), ("lead", lead.map { .integer($0) } ?? .null),
                ("url", .string(page)), ("tag", .string(tag)), ("silent", .truth(isSilent)),
            ]).bytes
    }

    private enum Strings {
        static let trial = LocalizedText(uk: "Пуші працюють", en: "Pushes work")
        static let trialMeans = LocalizedText(
            uk: "Цей браузер отримує сповіщення про дзвінки.",
            en: "This browser gets notices about calls.")
    }
}

extension Delivery {
    /// The push service's handling; depends on the current news, not on the kind of the notice.
    var envelope: PushEnvelope {
        guard case .notice(let notice) = content else { return .trial }
        switch notice.news {
        case .ringing, .talking: return PushEnvelope(.incomingCall, call: notice.callUUID)
        case .missed, .answered: return PushEnvelope(.missedCall, call: notice.callUUID)
        case .leadAssigned: return PushEnvelope(.leadAssigned, call: notice.callUUID)
        }
    }
}
