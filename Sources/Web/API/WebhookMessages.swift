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
        return written(message)
    }

    /// 200 with a message whose body is written in pieces: escaped it may be six times as long.
    private func written(_ message: WebhookMessageRow) -> Answer {
        var answer = Answer.json(.null)
        answer.body = .pieces { write in
            var bytes = JSON.object(message.head).bytes
            bytes.removeLast()
            try write(bytes + Array(#","payload":""#.utf8))
            try message.writePayload(write)
            bytes = JSON.object(message.tail).bytes
            bytes.replaceSubrange(0..<1, with: Array("\",".utf8))
            try write(bytes)
        }
        return answer
    }

    /// Processes a stored message again and returns it with its new status.
    func replayMessage(_ id: Int64, _ request: APIRequest) throws -> Answer {
        guard try store.webhookMessage(id) != nil else { return .notFound }
        _ = try intake.replayer.replay([id], by: request.author)
        guard let message = try store.webhookMessage(id) else { return .notFound }
        return written(message)
    }
}

extension JSON {
    init(_ message: WebhookMessageRow) {
        // A payload that is not valid UTF-8 is shown in base64, because a JSON string must be text.
        let payload = message.payloadText ?? Data(message.payload).base64EncodedString()
        self = .object(message.head + [("payload", .string(payload))] + message.tail)
    }
}

extension WebhookMessageRow {
    /// The members before the body.
    fileprivate var head: [(String, JSON)] {
        let reason = WebhookMessageStrings.reason(self).en
        return [
            ("id", .integer(id)),
            ("endpoint", .string(endpoint.rawValue)),
            ("source_ip", .string(sourceIP)),
            ("trusted", .truth(isTrusted)),
            ("received_at", .time(receivedAt)),
            ("status", .string(status.rawValue)),
            ("reason", .text(reason.isEmpty ? nil : reason)),
            ("content_type", .text(contentType)),
        ]
    }

    /// The members behind the body.
    fileprivate var tail: [(String, JSON)] {
        [
            ("payload_bytes", .integer(Int64(payloadBytes))),
            ("payload_encoding", .string(payloadText == nil ? "base64" : "utf-8")),
            ("call_uuid", .text(callUUID)),
        ]
    }

    /// Writes the body as the inside of a JSON string, some of it at a time.
    fileprivate func writePayload(_ write: ([UInt8]) throws -> Void) throws {
        // A multiple of three, so that pieces of base64 join.
        let size = 12 << 10
        if let text = payloadText {
            var rest = text.unicodeScalars[...]
            while !rest.isEmpty {
                let piece = rest.prefix(size)
                rest = rest[piece.endIndex...]
                let quoted = JSON.string(String(String.UnicodeScalarView(piece))).bytes
                try write(Array(quoted.dropFirst().dropLast()))
            }
        } else {
            for start in stride(from: 0, to: payload.count, by: size) {
                let piece = Data(payload[start..<min(start + size, payload.count)])
                try write(Array(piece.base64EncodedString().utf8))
            }
        }
    }

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
