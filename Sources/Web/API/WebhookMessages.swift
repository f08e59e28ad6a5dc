import CallRules
import Foundation
import HTTPTypes
import JSONText
import Store

extension API {
    func listWebhookMessages(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = WebhookMessageFilter()
        filter.status = query.choice("status")
        let page = query.page()
        try query.finish()
        return list(try store.webhookMessages(filter, page)) { JSON($0) }
    }

    /// Processes a stored message again and returns it with its new status.
    func replayMessage(_ id: Int64, _ request: APIRequest) throws -> Answer {
        guard try store.webhookMessage(id) != nil else { return .notFound }
        _ = try intake.replay([id], by: request.author)
        guard let message = try store.webhookMessage(id) else { return .notFound }
        return .json(JSON(message))
    }
}

extension JSON {
    init(_ message: WebhookMessageRow) {
        // A payload that is not valid UTF-8 is shown in base64, because a JSON string must be text.
        let reason = WebhookMessageStrings.reason(message).en
        let text = String(validating: message.payload, as: UTF8.self)
        self = .object([
            ("id", .integer(message.id)),
            ("endpoint", .string(message.endpoint.rawValue)),
            ("source_ip", .string(message.sourceIP)),
            ("trusted", .truth(message.isTrusted)),
            ("received_at", .time(message.receivedAt)),
            ("status", .string(message.status.rawValue)),
            ("reason", .text(reason.isEmpty ? nil : reason)),
            ("content_type", .text(message.contentType)),
            ("payload", .string(text ?? Data(message.payload).base64EncodedString())),
            ("payload_encoding", .string(text == nil ? "base64" : "utf-8")),
            ("call_uuid", .text(message.callUUID)),
        ])
    }
}
