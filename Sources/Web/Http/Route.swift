import Foundation
import Store
import WebForms

/// Every address of the gateway. Only this type and the types of its cases parse and write paths.
enum Route: Hashable, Sendable {
    /// `/customer_data`, `/after_call_end`, `/call`, and their secret form `/h/<token>/…`.
    case webhook(Endpoint, token: String?)
    /// `/` and every page.
    case page(PageRoute)
    /// The address of a page in an earlier release; answered 301.
    case movedPage(PageRoute)
    /// `/assets/<name>`: stylesheet, script, picture.
    case asset(Asset)
    /// `/service-worker.js`. Its path never changes, because browsers identify it by its path.
    case serviceWorker
    /// `/widget.js`. Its path never changes, because it stands in the CRM's templates.
    case widgetScript
    /// `/upload-check`: nginx asks whether the sender of a large file may send it, before it takes the file
    /// (`auth_request`).
    case uploadCheck
    /// `/healthz`
    case health
    /// `/metrics`
    case metrics
    /// `/api/v1/openapi.json`
    case openAPI
    /// `/api/v1/…`
    case api(APIRoute)
    /// Any other `/api/…`.
    case unknownAPI

    /// The prefix of every path, as in nginx's configuration.
    static let prefix = "/gateways/phonetapi"

    /// - Parameter path: the path as nginx passes it: decoded, normalised, without the query.
    /// - Returns: nil for an unknown path.
    init?(path: Substring) {
        // Compares bytes: characters are several times slower, and every webhook is routed here.
        guard path.utf8.starts(with: Route.prefix.utf8) else { return nil }
        let rest = Substring(path.utf8.dropFirst(Route.prefix.utf8.count))
        switch rest {
        case "/customer_data": self = .webhook(.customerData, token: nil)
        case "/after_call_end": self = .webhook(.afterCallEnd, token: nil)
        case "/call": self = .webhook(.call, token: nil)
        case "", "/": self = .page(.home)
        case "/service-worker.js": self = .serviceWorker
        case "/widget.js": self = .widgetScript
        case "/upload-check": self = .uploadCheck
        case "/healthz": self = .health
        case "/metrics": self = .metrics
        case "/api/v1/openapi.json": self = .openAPI
        default:
            if rest.hasPrefix("/api/v1/") {
                let parts = rest.dropFirst(8).split(
                    separator: "/", omittingEmptySubsequences: false)
                self = APIRoute(parts).map(Route.api) ?? .unknownAPI
            } else if rest == "/api" || rest.hasPrefix("/api/") {
                self = .unknownAPI
            } else if let webhook = Route.webhook(rest) {
                self = webhook
            } else if let page = Route.forPeople(rest) {
                self = page
            } else {
                return nil
            }
        }
    }

    /// The path of this route.
    var path: String {
        switch self {
        case .webhook(let endpoint, nil): "\(Route.prefix)/\(endpoint.rawValue)"
        case .webhook(let endpoint, let token?):
            "\(Route.prefix)/h/\(token)/\(endpoint.rawValue)"
        case .page(let route), .movedPage(let route): route.path
        case .asset(let asset): asset.path
        case .serviceWorker: "\(Route.prefix)/service-worker.js"
        case .widgetScript: "\(Route.prefix)/widget.js"
        case .uploadCheck: "\(Route.prefix)/upload-check"
        case .health: "\(Route.prefix)/healthz"
        case .metrics: "\(Route.prefix)/metrics"
        case .openAPI: "\(Route.prefix)/api/v1/openapi.json"
        case .api(let route): "\(Route.prefix)/api/v1/\(route.path)"
        case .unknownAPI: "\(Route.prefix)/api"
        }
    }

    /// The route of a page or of a file that pages load; nil for an unknown path.
    private static func forPeople(_ rest: Substring) -> Route? {
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard rest.first == "/", !parts.contains("") else { return nil }
        if parts.count == 2, parts.first == "assets", let name = parts.last {
            return Asset(name: name).map(Route.asset)
        }
        // `/journal` was the path of the webhook log up to release 0.6.
        if parts.first == "journal" {
            return PageRoute(["webhook-log"] + parts.dropFirst()).map(Route.movedPage)
        }
        return PageRoute(Array(parts)).map(Route.page)
    }

    /// The route of a webhook, `/<endpoint>` or `/h/<token>/<endpoint>`. One slash at the end and
    /// white space around are forgiven, because people paste such addresses. Nil for any other path.
    private static func webhook(_ rest: Substring) -> Route? {
        // Spaces arrive percent-encoded.
        let path = rest.contains("%") ? String(rest).removingPercentEncoding?[...] ?? rest : rest
        guard path.first == "/" else { return nil }
        var name = trimmed(path.dropFirst())
        if name.last == "/" { name = trimmed(name.dropLast()) }
        if let endpoint = Endpoint(rawValue: String(name)) {
            return .webhook(endpoint, token: nil)
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(trimmed)
        guard parts.count == 3, parts[0] == "h", !parts[1].isEmpty,
            let endpoint = Endpoint(rawValue: String(parts[2]))
        else { return nil }
        return .webhook(endpoint, token: String(parts[1]))
    }

    /// Without white space and invisible characters at both ends.
    private static func trimmed(_ text: Substring) -> Substring {
        func isBlank(_ character: Character) -> Bool {
            character.isWhitespace
                || character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
        }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}

/// The records that the CRM may name by ids of its own.
enum ExternalKind: String, CaseIterable, Sendable {
    case clients, leads, employees
}

/// What belongs to an employee and has an address behind theirs.
enum EmployeePart: String, CaseIterable, Sendable {
    case presence
    case signInLinks = "sign-in-links"
    case sessions
}

/// The addresses of the JSON API, version 1.
enum APIRoute: Hashable, Sendable {
    case settings
    case employees
    case employee(Int64)
    case part(EmployeePart, Int64)
    /// One record by its id in the CRM; nil: the query names it.
    case byExternalID(ExternalKind, String?)
    /// What belongs to an employee, by the id in the CRM; nil: the query names it.
    case partByExternalID(EmployeePart, String?)
    /// The secret of the JWTs that sign people in.
    case ssoSecret
    /// The lines of a CRM.
    case sync(SyncKind)
    case clients
    case client(Int64)
    case leads
    case lead(Int64)
    case leadStatuses
    case leadStatus(Int64)
    case leadSources
    case leadSource(Int64)
    case callCategories
    case callCategory(Int64)
    case lines
    case line(Int64)
    case calls
    /// The uuid of any leg, in any spelling.
    case call(String)
    /// The uuid of any leg, in any spelling.
    case recording(String)
    /// The uuid of any leg, in any spelling.
    case hangUp(String)
    case missedCalls
    case missedCall(Int64)
    case ignoredNumbers
    case ignoredNumber(Int64)
    case events
    case notifications
    case simulations
    case statistics
    case search
    case webhookMessages
    case webhookMessage(Int64)
    /// The id of a webhook message.
    case replay(Int64)
    case webhookEndpoints
    case webhookEndpoint(Int64)
    case webhookSecret(Int64)
    case webhookTest(Int64)
    case webhookDeliveries(Int64)
    /// An endpoint and the number of an event.
    case webhookRetry(Int64, Int64)
    case webhookReplay(Int64)

    /// - Parameter parts: the segments of the path after `/api/v1/`.
    /// - Returns: nil for an unknown path.
    init?(_ parts: [Substring]) {
        if parts.count >= 2, parts[1] == "by-external-id" {
            self.init(byExternalID: parts)
            return
        }
        guard parts.count <= 3, !parts.contains("") else {
            self.init(ofDelivery: parts)
            return
        }
        let first = parts.first
        let second = parts.dropFirst().first
        let third = parts.dropFirst(2).first
        let id = second.flatMap { Int64($0) }
        switch (first, second, third) {
        case ("settings", nil, nil): self = .settings
        case (let kind?, "sync", nil):
            guard let kind = SyncKind(rawValue: String(kind)) else { return nil }
            self = .sync(kind)
        case ("employees", nil, nil): self = .employees
        case ("employees", _?, nil): self.init(id, APIRoute.employee)
        case ("employees", _?, let name?):
            guard let part = EmployeePart(rawValue: String(name)) else { return nil }
            self.init(id) { .part(part, $0) }
        case ("sso-secret", nil, nil): self = .ssoSecret
        case ("clients", nil, nil): self = .clients
        case ("clients", _?, nil): self.init(id, APIRoute.client)
        case ("leads", nil, nil): self = .leads
        case ("leads", _?, nil): self.init(id, APIRoute.lead)
        case ("lead-statuses", nil, nil): self = .leadStatuses
        case ("lead-statuses", _?, nil): self.init(id, APIRoute.leadStatus)
        case ("lead-sources", nil, nil): self = .leadSources
        case ("lead-sources", _?, nil): self.init(id, APIRoute.leadSource)
        case ("call-categories", nil, nil): self = .callCategories
        case ("call-categories", _?, nil): self.init(id, APIRoute.callCategory)
        case ("lines", nil, nil): self = .lines
        case ("lines", _?, nil): self.init(id, APIRoute.line)
        case ("calls", nil, nil): self = .calls
        case ("calls", let uuid?, nil): self = .call(String(uuid))
        case ("calls", let uuid?, "recording"): self = .recording(String(uuid))
        case ("calls", let uuid?, "hang-up"): self = .hangUp(String(uuid))
        case ("missed-calls", nil, nil): self = .missedCalls
        case ("missed-calls", _?, nil): self.init(id, APIRoute.missedCall)
        case ("ignored-numbers", nil, nil): self = .ignoredNumbers
        case ("ignored-numbers", _?, nil): self.init(id, APIRoute.ignoredNumber)
        case ("events", nil, nil): self = .events
        case ("notifications", nil, nil): self = .notifications
        case ("simulations", nil, nil): self = .simulations
        case ("statistics", nil, nil): self = .statistics
        case ("search", nil, nil): self = .search
        case ("webhook-messages", nil, nil): self = .webhookMessages
        case ("webhook-messages", _?, nil): self.init(id, APIRoute.webhookMessage)
        case ("webhook-messages", _?, "replay"): self.init(id, APIRoute.replay)
        case ("webhook-endpoints", nil, nil): self = .webhookEndpoints
        case ("webhook-endpoints", _?, nil): self.init(id, APIRoute.webhookEndpoint)
        case ("webhook-endpoints", _?, "secret"): self.init(id, APIRoute.webhookSecret)
        case ("webhook-endpoints", _?, "test"): self.init(id, APIRoute.webhookTest)
        case ("webhook-endpoints", _?, "deliveries"): self.init(id, APIRoute.webhookDeliveries)
        case ("webhook-endpoints", _?, "replay"): self.init(id, APIRoute.webhookReplay)
        default: return nil
        }
    }

    /// `webhook-endpoints/3/deliveries/4711/retry`
    private init?(ofDelivery parts: [Substring]) {
        guard parts.count == 5, parts[0] == "webhook-endpoints", parts[2] == "deliveries",
            parts[4] == "retry", let endpoint = Int64(parts[1]), let seq = Int64(parts[3])
        else { return nil }
        self = .webhookRetry(endpoint, seq)
    }

    /// Everything behind `by-external-id/` is the id, slashes too.
    private init?(byExternalID parts: [Substring]) {
        guard let kind = parts.first.flatMap({ ExternalKind(rawValue: String($0)) }) else {
            return nil
        }
        var rest = parts.dropFirst(2)
        let part =
            kind == .employees ? rest.last.flatMap { EmployeePart(rawValue: String($0)) } : nil
        if part != nil { rest.removeLast() }
        let text = rest.joined(separator: "/")
        if text.isEmpty, !rest.isEmpty { return nil }
        // The path has characters percent-encoded that RFC 3986 does not allow there.
        let id = rest.isEmpty ? nil : text.removingPercentEncoding ?? text
        self = part.map { .partByExternalID($0, id) } ?? .byExternalID(kind, id)
    }

    private init?(_ id: Int64?, _ route: (Int64) -> APIRoute) {
        guard let id else { return nil }
        self = route(id)
    }

    private static func segments(_ id: String?) -> String {
        "by-external-id" + (id.map { "/" + PercentEncoding.encoded($0) } ?? "")
    }

    /// The path after `/api/v1/`.
    var path: String {
        switch self {
        case .settings: "settings"
        case .employees: "employees"
        case .employee(let id): "employees/\(id)"
        case .part(let part, let id): "employees/\(id)/\(part.rawValue)"
        case .byExternalID(let kind, let id): "\(kind)/\(APIRoute.segments(id))"
        case .partByExternalID(let part, let id):
            "employees/\(APIRoute.segments(id))/\(part.rawValue)"
        case .ssoSecret: "sso-secret"
        case .sync(let kind): "\(kind)/sync"
        case .clients: "clients"
        case .client(let id): "clients/\(id)"
        case .leads: "leads"
        case .lead(let id): "leads/\(id)"
        case .leadStatuses: "lead-statuses"
        case .leadStatus(let id): "lead-statuses/\(id)"
        case .leadSources: "lead-sources"
        case .leadSource(let id): "lead-sources/\(id)"
        case .callCategories: "call-categories"
        case .callCategory(let id): "call-categories/\(id)"
        case .lines: "lines"
        case .line(let id): "lines/\(id)"
        case .calls: "calls"
        case .call(let uuid): "calls/\(uuid)"
        case .recording(let uuid): "calls/\(uuid)/recording"
        case .hangUp(let uuid): "calls/\(uuid)/hang-up"
        case .missedCalls: "missed-calls"
        case .missedCall(let id): "missed-calls/\(id)"
        case .ignoredNumbers: "ignored-numbers"
        case .ignoredNumber(let id): "ignored-numbers/\(id)"
        case .events: "events"
        case .notifications: "notifications"
        case .simulations: "simulations"
        case .statistics: "statistics"
        case .search: "search"
        case .webhookMessages: "webhook-messages"
        case .webhookMessage(let id): "webhook-messages/\(id)"
        case .replay(let id): "webhook-messages/\(id)/replay"
        case .webhookEndpoints: "webhook-endpoints"
        case .webhookEndpoint(let id): "webhook-endpoints/\(id)"
        case .webhookSecret(let id): "webhook-endpoints/\(id)/secret"
        case .webhookTest(let id): "webhook-endpoints/\(id)/test"
        case .webhookDeliveries(let id): "webhook-endpoints/\(id)/deliveries"
        case .webhookRetry(let id, let seq): "webhook-endpoints/\(id)/deliveries/\(seq)/retry"
        case .webhookReplay(let id): "webhook-endpoints/\(id)/replay"
        }
    }
}
