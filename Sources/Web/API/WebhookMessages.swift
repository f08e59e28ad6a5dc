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
        return stream(try store.webhookMessages(filter, page)) { JSON($0) }
    }

    func showWebhookMessage(_ id: Int64, _ request: APIRequest) throws -> Answer {
        guard let message = try store.webhookMessage(id) else { return .notFound }
        return .json(JSON(message))
    }

    /// Processes a stored message again and returns it with its new status.
    func replayMessage(_ id: Int64, _ request: APIRequest) throws -> Answer {
        guard try store.webhookMessage(id) != nil else { return .notFound }
        _ = try intake.replayer.replay([id], by: request.author)
        guard let message = try store.webhookMessage(id) else { return .notFound }
        return .json(JSON(message))
    }
}

extension JSON {
    init(_ message: WebhookMessageRow) {
        // A payload that is not valid UTF-8 is shown in base64, because a JSON string must be text.
        let reason = WebhookMessageStrings.reason(message).en
        let text = message.payloadText
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
            ("payload_bytes", .integer(Int64(message.payloadBytes))),
            ("payload_encoding", .string(text == nil ? "base64" : "utf-8")),
            ("call_uuid", .text(message.callUUID)),
        ])
    }
}

extension WebhookMessageRow {
    /// The body as text; nil when it is no UTF-8. Of a character that a list cuts in two, nothing.
    var payloadText: String? {
        if let text = String(validating: payload, as: UTF8.self) { return text }
        guard payload.count < payloadBytes else { return nil }
        for cut in 1...3 {
            if let text = String(validating: payload.dropLast(cut), as: UTF8.self) { return text }
        }
        return nil
    }
}
