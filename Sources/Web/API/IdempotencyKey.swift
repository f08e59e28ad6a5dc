import CallRules
import HTTPTypes
import Store
import Synchronization

// Requests with an Idempotency-Key (the IETF's draft of that name).

/// The keys of requests that are being carried out.
final class RequestsUnderWay: Sendable {
    private let keys = Mutex<Set<[UInt8]>>([])

    /// - Returns: false when a request with the key is being carried out already.
    func begin(_ key: [UInt8]) -> Bool { keys.withLock { $0.insert(key).inserted } }

    func end(_ key: [UInt8]) { keys.withLock { _ = $0.remove(key) } }
}

extension API {
    /// The request by its key; nil: it has none.
    ///
    /// - Throws: a 422 for a key that is empty, too long or no visible ASCII.
    func keyed(
        _ head: HTTPRequest, _ route: APIRoute, _ body: [UInt8]
    ) throws(APIError) -> KeyedRequest? {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = head.headerFields[name] else {
            return nil
        }
        guard (1...255).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw .invalid(
                "The key cannot be used; nothing was changed.",
                [
                    FieldProblem(
                        "Idempotency-Key", english: "must have 1 to 255 visible ASCII characters")
                ])
        }
        let token = head.headerFields[.authorization] ?? ""
        return KeyedRequest(
            key: Secret.hash("\(token)\n\(route.path)\n\(key)"),
            body: Secret.hash(String(decoding: body, as: UTF8.self)))
    }

    /// Carries a request out, once for each key: the same request again is answered as before.
    ///
    /// - Throws: 409 while the same request is being carried out; 422 when the key had another body.
    func once(_ operation: Operation, _ request: APIRequest) throws -> Answer {
        guard let keyed = request.keyed else { return try operation.run(request) }
        guard underWay.begin(keyed.key) else {
            throw APIError(
                .problem(
                    .conflict, "The request with this key is being carried out.",
                    cause: "under_way"))
        }
        defer { underWay.end(keyed.key) }
        switch try store.known(keyed, at: request.now) {
        case .new: return try operation.run(request)
        case .answered(let kept): return Answer(kept)
        case .otherBody:
            throw APIError(
                .problem(
                    .unprocessableContent,
                    "The key was used for another body; nothing was changed.",
                    [FieldProblem("Idempotency-Key", english: "belongs to another body")],
                    cause: "key_used"))
        }
    }
}

extension APIRequest {
    /// Keeps the answer beside the row that the request makes; nil: it has no key.
    func keeping<Row>(
        _ answer: @escaping @Sendable (Row) -> Answer
    ) -> AnswerKeeping<Row>? {
        keyed.map { AnswerKeeping($0) { answer($0).kept } }
    }
}

extension Answer {
    /// What is kept of it.
    var kept: KeptAnswer {
        var text: [UInt8] = []
        if case .bytes(let bytes) = body { text = bytes }
        return KeptAnswer(
            status: status.code, location: fields[.location], body: text)
    }

    /// The answer as it was given before.
    init(_ kept: KeptAnswer) {
        guard let body = kept.body else {
            self = .problem(.conflict, "It was carried out; the person it named was erased since.")
            return
        }
        let status = HTTPResponse.Status(code: kept.status)
        var answer = kept.status < 400 ? Answer.json(.null, status) : .problem(status, "")
        answer.body = .bytes(body)
        answer.fields[.location] = kept.location
        self = answer
    }
}
