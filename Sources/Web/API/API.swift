import CallRules
import HTTPTypes
import JSONText
import Store

/// The JSON API for the CRM, version 1.
struct API: Sendable {
    let store: Store
    let intake: Intake
    let calling: Calling
    let recordings: Recordings
    let limit: FalseSessionLimit
    let options: GatewayOptions
    let underWay = RequestsUnderWay()
    /// Returns the current time.
    let clock: @Sendable () -> Instant

    /// Answers a request. The token is checked before the path, so that a client without a token
    /// cannot find out which paths exist.
    ///
    /// - Parameter route: nil for an unknown path below `/api`.
    func answer(
        _ route: APIRoute?, _ head: HTTPRequest, query: Substring, body: [UInt8],
        addresses: OwnAddresses, peer: String, now: Instant
    ) -> Answer {
        do {
            let token = try bearer(head.headerFields[.authorization], peer: peer, at: now)
            guard let route else { return .notFound }
            let method = head.method == .head ? .get : head.method
            let permission = route.permission(for: method)
            guard token.grant.allows(permission) else { return API.refusal(permission, token) }
            let operations = operations(route)
            guard let operation = operations.first(where: { $0.method == method }) else {
                return .methodNotAllowed(operations.map(\.method.rawValue).joined(separator: ", "))
            }
            let request = APIRequest(
                query: query, contentType: head.headerFields[.contentType],
                ifMatch: head.headerFields[.ifMatch],
                ifNoneMatch: head.headerFields[.ifNoneMatch], body: body, addresses: addresses,
                token: token,
                peer: peer, range: head.headerFields[.range], isHead: head.method == .head,
                keyed: operation.takesKey ? try keyed(head, route, body) : nil, now: now)
            let answer = try once(operation, request)
            return method == .get ? answer.unless(request.ifNoneMatch) : answer
        } catch let problem as APIError {
            return problem.answer
        } catch {
            options.report("\(error)")
            return .unavailable
        }
    }

    /// Answers a request whose body is too large for memory.
    ///
    /// - Parameter next: the next piece of the body; nil at its end.
    func answer(
        _ kind: SyncKind, _ head: HTTPRequest, query: Substring, addresses: OwnAddresses,
        peer: String, next: () throws -> [UInt8]?
    ) -> Answer {
        let now = clock()
        do {
            let token = try bearer(head.headerFields[.authorization], peer: peer, at: now)
            let permission = APIRoute.sync(kind).permission(for: .post)
            guard token.grant.allows(permission) else { return API.refusal(permission, token) }
            return try sync(
                kind,
                APIRequest(
                    query: query, contentType: head.headerFields[.contentType], ifMatch: nil,
                    ifNoneMatch: nil, body: [], addresses: addresses, token: token, peer: peer,
                    range: nil, isHead: false, keyed: nil, now: now), next: next)
        } catch let problem as APIError {
            return problem.answer
        } catch {
            options.report("\(error)")
            return .unavailable
        }
    }

    /// Whether a request has a token that may send lines of a CRM.
    func hasToken(_ head: HTTPRequest) -> Bool {
        guard let secret = API.secret(head.headerFields[.authorization]) else { return false }
        let now = clock()
        guard let token = try? store.apiToken(hash: Secret.hash(secret), at: now) else {
            return false
        }
        return token.grant.allows(.crm) && !token.grant.isOver(at: now)
    }

    private static func secret(_ field: String?) -> Substring? {
        let parts = field?.split(separator: " ", maxSplits: 1) ?? []
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1]
    }

    /// The token in `Authorization: Bearer …`.
    ///
    /// - Throws: 401 when there is no token, or it is unknown, revoked or expired, and 429 when that
    ///   happens too often; 403 when it may not be used from this address; `StoreError`.
    private func bearer(_ field: String?, peer: String, at now: Instant) throws -> APITokenRow {
        guard let secret = API.secret(field) else {
            throw unauthorised("Send Authorization: Bearer TOKEN.", nil, peer)
        }
        guard let token = try store.apiToken(hash: Secret.hash(secret), at: now) else {
            throw unauthorised("The token is unknown or was revoked.", "invalid_token", peer)
        }
        if token.grant.isOver(at: now) {
            throw unauthorised(
                "The token has expired. Make another on the page “API tokens”.", "invalid_token",
                peer)
        }
        guard token.grant.admits(peer) else {
            throw APIError(
                .problem(
                    .forbidden,
                    "The token may not be used from \(peer): its networks do not contain it.",
                    cause: "network_refused"))
        }
        return token
    }

    /// 403: the token may not do this (RFC 6750 §3.1).
    private static func refusal(_ permission: APIPermission, _ token: APITokenRow) -> Answer {
        let held = token.grant.scope.rawValue
        var answer = Answer.problem(
            .forbidden,
            "This needs a token of the scope \(permission.rawValue); yours has the scope \(held).",
            cause: "insufficient_scope")
        answer.fields[.wwwAuthenticate] =
            "Bearer realm=\"phonetapi\", error=\"insufficient_scope\", "
            + "scope=\"\(permission.rawValue)\""
        return answer
    }

    private func unauthorised(_ detail: String, _ error: String?, _ peer: String) -> APIError {
        guard intake.trust.trusts(peer) || limit.admits(peer) else {
            return APIError(.tooManyRequests)
        }
        var answer = Answer.problem(.unauthorized, detail)
        answer.fields[.wwwAuthenticate] =
            "Bearer realm=\"phonetapi\"" + (error.map { ", error=\"\($0)\"" } ?? "")
        return APIError(answer)
    }

    /// 201 with the new row; `Location` is its path.
    func created(_ route: APIRoute, _ body: JSON, _ request: APIRequest) -> Answer {
        var answer = Answer.json(body, .created)
        answer.fields[.location] = Route.api(route).path
        return answer
    }

    /// 200 with one page of a list of large items, written one by one: together they may be many
    /// times as long as their rows.
    func stream<Row: Sendable>(_ page: Page<Row>, _ item: @escaping @Sendable (Row) -> JSON)
        -> Answer
    {
        var answer = Answer.json(.null)
        answer.body = .pieces { write in
            try write(Array(#"{"items":["#.utf8))
            for (index, row) in page.items.enumerated() {
                if index > 0 { try write([UInt8(ascii: ",")]) }
                try write(item(row).bytes)
            }
            try write(Array(#"],"next_cursor":"#.utf8) + JSON.text(page.next?.text).bytes)
            try write([UInt8(ascii: "}")])
        }
        return answer
    }

    /// 200 with one page of a list.
    func list<Row>(_ page: Page<Row>, _ item: (Row) -> JSON) -> Answer {
        .json(
            .object([
                ("items", .list(page.items.map(item))), ("next_cursor", .text(page.next?.text)),
            ]))
    }
}

extension JSON {
    /// A time as RFC 3339 text; null for nil.
    static func time(_ instant: Instant?) -> JSON { .text(instant.map(Timestamp.text)) }

    /// The id of a row; null for nil.
    static func id(_ id: (some RowID)?) -> JSON { .number(id?.value) }
}
