import CallRules
import Foundation
import HTTPTypes
import JSONText
import Store

extension API {
    func listWebhookEndpoints(_ request: APIRequest) throws -> Answer {
        let items = try store.webhookEndpoints().filter { request.sees($0) }
        return .json(.object([("items", .list(items.map { JSON($0) })), ("next_cursor", .null)]))
    }

    func showWebhookEndpoint(_ id: Int64, _ request: APIRequest) throws -> Answer {
        .json(JSON(try endpoint(id, request)))
    }

    /// Makes an endpoint and returns it with its secret, which is not returned again.
    func createWebhookEndpoint(_ request: APIRequest) throws -> Answer {
        var fields = try request.fields()
        var details = WebhookEndpointDetails(url: "", types: .all, tokenID: request.token.id)
        let gate = WebhookForm(
            gate: options.webhookGate, isOfAdministrator: request.isAdministrator)
        gate.take(&fields, into: &details, isNew: true)
        try fields.finish()
        let secret = options.webhookSecret()
        let endpoint = try store.createWebhookEndpoint(
            details, secret: secret, by: request.author, at: request.now
        ).row()
        let made = JSON.object(
            endpoint.members + [("secret", .string(WebhookSecret.text(secret)))])
        return created(.webhookEndpoint(endpoint.id.value), made, request)
    }

    func changeWebhookEndpoint(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        let fields = try request.fields()
        let form = WebhookForm(
            gate: options.webhookGate, isOfAdministrator: request.isAdministrator)
        var (trial, unread) = (endpoint.details, fields)
        form.take(&unread, into: &trial, isNew: false)
        try unread.finish()
        let changed = try store.updateWebhookEndpoint(
            endpoint.id, by: request.author, at: request.now
        ) { details in
            var again = fields
            form.take(&again, into: &details, isNew: false)
        }.row()
        return .json(JSON(changed))
    }

    func deleteWebhookEndpoint(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        let isGone = try store.deleteWebhookEndpoint(
            endpoint.id, by: request.author, at: request.now)
        return isGone ? .noContent : .notFound
    }

    /// Makes another secret; the present one signs for a day more.
    func renewWebhookSecret(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        let secret = options.webhookSecret()
        let end = try store.renewWebhookSecret(
            of: endpoint.id, secret, by: request.author, at: request.now)
        guard let end else { return .notFound }
        return .json(
            .object([
                ("secret", .string(WebhookSecret.text(secret))), ("old_secret_until", .time(end)),
            ]))
    }

    /// Sends a trial event and waits for what comes back, 15 s at most.
    func testWebhookEndpoint(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        switch try options.webhooks.tryOut(endpoint.id, request.author) {
        case .finished(let delivery): return .json(.object(delivery.resultMembers))
        case .busy:
            var answer = Answer.problem(
                .serviceUnavailable, "Other trials are under way. Try again.", cause: "busy")
            answer.fields[.retryAfter] = "5"
            return answer
        case .missing: return .notFound
        }
    }

    func listWebhookDeliveries(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        var query = Query(request.query)
        var filter = WebhookDeliveryFilter()
        filter.state = query.choice("state")
        filter.type = query.choice("type")
        if let text = query.text("record") {
            filter.record = try store.webhookRecord(text)
            if filter.record == nil {
                query.refuse("record", "must be a kind and an id, such as lead/12 or call/UUID")
            }
        }
        let page = query.page()
        try query.finish()
        return list(try store.webhookDeliveries(of: endpoint.id, filter, page)) { JSON($0) }
    }

    func retryWebhookDelivery(_ id: Int64, _ seq: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        let result = try store.retryWebhook(
            seq: seq, at: endpoint.id, by: request.author, at: request.now)
        return API.answer(result)
    }

    func replayWebhooks(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let endpoint = try endpoint(id, request)
        var fields = try request.fields()
        var after: Int64 = 0
        var types: WebhookTypes?
        if let value = fields.take("after") {
            if let number = value.wholeNumber, number >= 0 {
                after = number
            } else {
                fields.refuse("after", "must be the number of an event, or 0")
            }
        } else {
            fields.refuse("after", "must be given: events after this number are sent again")
        }
        if let value = fields.take("types") {
            types = WebhookTypes(value)
            if types == nil { fields.refuse("types", WebhookForm.typesWanted) }
        }
        try fields.finish()
        let result = try store.replayWebhooks(
            to: endpoint.id, after: after, types: types.map(\.set), by: request.author,
            at: request.now)
        return API.answer(result)
    }

    private static func answer(_ result: Store.Requeueing) -> Answer {
        switch result {
        case .queued(let count):
            .json(.object([("queued", .number(count))]), .accepted)
        case .missing: .notFound
        case .off:
            .problem(
                .conflict, "The endpoint is off. Switch it on first; nothing was queued.",
                cause: "endpoint_off")
        }
    }

    /// The endpoint with this id.
    ///
    /// - Throws: 404 when there is none, or it belongs to another token.
    private func endpoint(_ id: Int64, _ request: APIRequest) throws -> WebhookEndpoint {
        guard let endpoint = try store.webhookEndpoint(WebhookEndpoint.ID(id)),
            request.sees(endpoint)
        else { throw APIError.missing }
        return endpoint
    }
}

extension APIRequest {
    var isAdministrator: Bool { token.grant.allows(.admin) }

    /// Whether the token may see an endpoint: a token of the scope `crm` sees its own.
    fileprivate func sees(_ endpoint: WebhookEndpoint) -> Bool {
        isAdministrator || token.grant.scope == .read || endpoint.details.tokenID == token.id
    }
}

/// Reads the details of an endpoint from a body.
struct WebhookForm: Sendable {
    let gate: WebhookGate
    /// Whether the token has the scope `admin`.
    let isOfAdministrator: Bool

    static let typesWanted = "must be a list of types of events, or [\"*\"]"

    func take(_ fields: inout Fields, into details: inout WebhookEndpointDetails, isNew: Bool) {
        let known = details.url
        fields.text("url", into: &details.url)
        if isNew || details.url != known {
            do {
                details.url = try gate.address(
                    details.url, isOfAdministrator: isOfAdministrator
                ).text
            } catch {
                fields.refuse("url", WebhookForm.sentence(error).en)
            }
        }
        if let value = fields.take("types") {
            if let types = WebhookTypes(value) {
                details.types = types
            } else {
                fields.refuse("types", WebhookForm.typesWanted)
            }
        }
        fields.text("description", into: &details.description)
        if let state = fields.take("state") {
            switch state {
            case .string("on"): details.isOn = true
            case .string("off"): details.isOn = false
            default: fields.refuse("state", "must be on or off")
            }
        }
        if isOfAdministrator {
            fields.id("token_id", into: &details.tokenID)
        } else if fields.names.contains("token_id") {
            _ = fields.take("token_id")
            fields.refuse("token_id", "can be changed with a token of the scope admin only")
        }
    }

    /// Why an address cannot be used, for people.
    static func sentence(_ problem: WebhookAddressProblem) -> LocalizedText {
        switch problem {
        case .noAddress:
            LocalizedText(
                uk: "має бути адресою https:// або http:// з хостом",
                en: "must be an https:// or http:// address with a host")
        case .userInfo:
            LocalizedText(
                uk: "не може містити імені чи пароля: їх побачили б журнали",
                en: "must not hold a user name or password: logs would show them")
        case .notEncrypted:
            LocalizedText(
                uk: """
                    має починатися з https://; без шифрування – лише хост CRM (--public-url) або той, \
                    який дозволив оператор (--webhook-host)
                    """,
                en: """
                    must begin with https://; plain http goes to the CRM's own host (--public-url) \
                    or one the operator allowed (--webhook-host)
                    """)
        case .privateAddress:
            LocalizedText(
                uk: """
                    не є адресою в інтернеті; інший хост може дозволити оператор (--webhook-host)
                    """,
                en: """
                    is no address of the public internet; an operator can allow another host \
                    (--webhook-host)
                    """)
        case .ownAddress:
            LocalizedText(
                uk: "це адреса самого шлюзу; укажіть адресу CRM",
                en: "is an address of the gateway itself; give one of the CRM")
        case .port:
            LocalizedText(
                uk: "з цим токеном можна лише порти 80, 443 та порт CRM",
                en: "may with this token use the ports 80, 443 and the CRM's only")
        }
    }
}

extension WebhookTypes {
    /// Reads `["*"]` or a list of types; nil for anything else, and for an empty list.
    init?(_ value: JSON) {
        guard case .list(let items) = value, !items.isEmpty else { return nil }
        if items == [.string("*")] {
            self = .all
            return
        }
        var types: Set<EventType> = []
        for item in items {
            guard case .string(let text) = item, let type = EventType(rawValue: text) else {
                return nil
            }
            types.insert(type)
        }
        self = .some(types)
    }

    /// The types, each by name.
    var set: Set<EventType> {
        switch self {
        case .all: Set(EventType.allCases)
        case .some(let types): types
        }
    }
}

/// The text of an endpoint's secret, as Standard Webhooks writes it.
enum WebhookSecret {
    static func text(_ bytes: [UInt8]) -> String { "whsec_" + Data(bytes).base64EncodedString() }
}

extension WebhookEndpoint {
    /// The members of an endpoint in the API, without its secret.
    var members: [(String, JSON)] {
        var (code, failing, cause): (String, Instant?, String?) = ("on", nil, nil)
        switch state {
        case .on: break
        case .failing(let since): (code, failing) = ("failing", since)
        case .off(let why): (code, cause) = ("off", why?.rawValue)
        }
        return [
            ("id", .id(id)), ("url", .string(details.url)),
            ("types", .list(details.types.codes.map { .string($0) })),
            ("description", .string(details.description)), ("state", .string(code)),
            ("failing_since", .time(failing)), ("off_cause", .text(cause)),
            ("last_delivery", lastDelivery.map { JSON($0) } ?? .null),
            ("token_id", .id(details.tokenID)), ("created_at", .time(createdAt)),
        ]
    }
}

extension WebhookDelivery {
    /// What came of the last attempt.
    var resultMembers: [(String, JSON)] {
        [
            ("state", .string(state.rawValue)), ("status", .number(last?.status)),
            ("milliseconds", .number(last?.milliseconds)), ("cause", .text(cause)),
            ("answer", .text(answerText)),
        ]
    }

    /// The start of the answer as text; nil: there was none.
    var answerText: String? { last?.answer.map { String(decoding: $0, as: UTF8.self) } }

    /// `lead/12`; of a call `call/UUID`.
    var recordText: String {
        let name = recordKind == .call ? recordName : nil
        return "\(recordKind.rawValue)/\(name ?? "\(recordID)")"
    }
}

extension JSON {
    init(_ endpoint: WebhookEndpoint) { self = .object(endpoint.members) }

    init(_ delivery: WebhookDelivery) {
        self = .object(
            [
                ("seq", .integer(delivery.seq)), ("type", .string(delivery.type.rawValue)),
                ("record", .string(delivery.recordText)), ("tries", .number(delivery.tries)),
                ("due_at", .time(delivery.dueAt)),
            ] + delivery.resultMembers)
    }
}
