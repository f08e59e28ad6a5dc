import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// What each request needs, as the specification says it. A new route does not compile without it.
private func needed(_ method: HTTPRequest.Method, _ route: APIRoute) -> APIPermission {
    if method == .get { return .read }
    return switch route {
    case .simulations: .read
    case .part(.presence, _), .partByExternalID(.presence, _): .crm
    case .part(.signInLinks, _), .partByExternalID(.signInLinks, _): .signIn
    case .part(.sessions, _), .partByExternalID(.sessions, _): .signIn
    case .ssoSecret: .admin
    case .byExternalID(.clients, _), .byExternalID(.leads, _), .sync: .crm
    case .byExternalID(.employees, _): .admin
    case .clients, .client: .crm
    case .leads, .lead: .crm
    case .calls, .call, .recording, .hangUp: .crm
    case .missedCalls, .missedCall, .events: .crm
    case .ignoredNumbers, .ignoredNumber: .crm
    case .notifications, .statistics, .search: .crm
    case .webhookEndpoints, .webhookEndpoint, .webhookSecret, .webhookTest: .crm
    case .webhookDeliveries, .webhookRetry, .webhookReplay: .crm
    case .settings: .admin
    case .employees, .employee: .admin
    case .leadStatuses, .leadStatus, .leadSources, .leadSource: .admin
    case .callCategories, .callCategory: .admin
    case .lines, .line: .admin
    case .webhookMessages, .webhookMessage, .replay: .admin
    }
}

/// The next route in a walk through all of them. A new route does not compile without it.
private func after(_ route: APIRoute) -> APIRoute? {
    switch route {
    case .settings: .employees
    case .employees: .employee(1)
    case .employee: .part(.presence, 1)
    case .part(.presence, _): .part(.signInLinks, 1)
    case .part(.signInLinks, _): .part(.sessions, 1)
    case .part(.sessions, _): .clients
    case .clients: .client(1)
    case .client: .leads
    case .leads: .lead(1)
    case .lead: .leadStatuses
    case .leadStatuses: .leadStatus(1)
    case .leadStatus: .leadSources
    case .leadSources: .leadSource(1)
    case .leadSource: .callCategories
    case .callCategories: .callCategory(1)
    case .callCategory: .lines
    case .lines: .line(1)
    case .line: .calls
    case .calls: .call("a")
    case .call: .recording("a")
    case .recording: .hangUp("a")
    case .hangUp: .missedCalls
    case .missedCalls: .missedCall(1)
    case .missedCall: .ignoredNumbers
    case .ignoredNumbers: .ignoredNumber(1)
    case .ignoredNumber: .events
    case .events: .notifications
    case .notifications: .simulations
    case .simulations: .statistics
    case .statistics: .search
    case .search: .webhookMessages
    case .webhookMessages: .webhookMessage(1)
    case .webhookMessage: .replay(1)
    case .replay: .webhookEndpoints
    case .webhookEndpoints: .webhookEndpoint(1)
    case .webhookEndpoint: .webhookSecret(1)
    case .webhookSecret: .webhookTest(1)
    case .webhookTest: .webhookDeliveries(1)
    case .webhookDeliveries: .webhookRetry(1, 1)
    case .webhookRetry: .webhookReplay(1)
    case .webhookReplay: .byExternalID(.clients, "a")
    case .byExternalID(.clients, _): .byExternalID(.leads, "a")
    case .byExternalID(.leads, _): .byExternalID(.employees, "a")
    case .byExternalID(.employees, _): .partByExternalID(.presence, "a")
    case .partByExternalID(.presence, _): .partByExternalID(.signInLinks, "a")
    case .partByExternalID(.signInLinks, _): .partByExternalID(.sessions, "a")
    case .partByExternalID(.sessions, _): .ssoSecret
    case .ssoSecret: .sync(.clients)
    case .sync: nil
    }
}

@Suite("Scopes of API tokens")
struct ScopeStories {
    let office: Office

    init() throws {
        office = try Office()
        try office.hirePeople()
    }

    private func token(_ name: String, _ grant: TokenGrant) throws -> String {
        let secret = "the-secret-of-\(name)"
        let saved = try office.store.createAPIToken(
            name: name, hash: Secret.hash(secret), grant, by: .command, at: Office.morning)
        guard case .saved = saved else { throw NotMade() }
        return secret
    }

    private struct NotMade: Error {}

    private func isRefused(_ reply: Reply) -> Bool {
        reply.status == 403 && reply.json["cause"] == .string("insufficient_scope")
    }

    @Test("Every method of every route is refused to exactly the scopes that may not use it")
    func matrix() throws {
        let grants: [(String, TokenGrant)] = [
            ("reader", TokenGrant(.read)), ("crm", TokenGrant(.crm)),
            ("entrance", TokenGrant(.crm, signsIn: true)), ("admin", TokenGrant(.admin)),
        ]
        for (name, grant) in grants { _ = try token(name, grant) }
        var (cases, refusals) = (0, 0)
        for route in sequence(first: APIRoute.settings, next: after) {
            for method: HTTPRequest.Method in [.get, .post, .put, .patch, .delete] {
                for (name, grant) in grants {
                    let permission = needed(method, route)
                    // Without a body and with ids that are not there: 403 comes before 404, 415, 422.
                    let reply = office.ask(
                        method, "/api/v1/\(route.path)", token: "the-secret-of-\(name)")
                    #expect(
                        isRefused(reply) == !grant.allows(permission),
                        "\(method) \(route) with \(name): \(reply.status)")
                    if isRefused(reply) {
                        refusals += 1
                        #expect(
                            reply.fields[.wwwAuthenticate]?
                                .contains("scope=\"\(permission.rawValue)\"") == true)
                    }
                    cases += 1
                }
            }
        }
        #expect(cases >= 400 && refusals >= 150)
    }

    @Test("What a scope includes")
    func grants() {
        func allowed(_ grant: TokenGrant) -> Set<APIPermission> {
            Set(APIPermission.allCases.filter(grant.allows))
        }
        #expect(allowed(TokenGrant(.read)) == [.read])
        #expect(allowed(TokenGrant(.crm)) == [.read, .crm])
        #expect(allowed(TokenGrant(.crm, signsIn: true)) == [.read, .crm, .signIn])
        #expect(allowed(TokenGrant(.admin)) == Set(APIPermission.allCases))
    }

    @Test("An unknown path is 404 for a reader, and a page of the description names every scope")
    func document() throws {
        let reader = try token("reader", TokenGrant(.read))
        #expect(office.ask(.get, "/api/v1/nothing", token: reader).status == 404)
        let document = office.ask(.get, "/api/v1/openapi.json", token: nil).json
        guard case .object(let paths)? = document["paths"] else {
            Issue.record("no paths")
            return
        }
        var count = 0
        for path in paths.pairs {
            guard case .object(let methods) = path.value else { continue }
            for method in methods.pairs where method.name != "parameters" {
                guard case .list(let ways)? = method.value["security"],
                    case .list(let scopes)? = ways.first?["token"],
                    case .string(let scope)? = scopes.first
                else {
                    Issue.record("\(method.name) \(path.name) names no scope")
                    continue
                }
                #expect(APIPermission(rawValue: scope) != nil)
                count += 1
            }
        }
        #expect(count >= 30)
    }

    @Test("A token ends on its last day, and works from its networks alone")
    func limits() throws {
        let network = try #require(Network("203.0.113.0/28"))
        let end = Office.morning.advanced(bySeconds: 3600)
        let secret = try token("guest", TokenGrant(.read, expiresAt: end, networks: [network]))
        #expect(office.ask(.get, "/api/v1/clients", token: secret).status == 200)
        let elsewhere = office.ask(
            .get, "/api/v1/clients", token: secret, peer: "203.0.113.77")
        #expect(elsewhere.status == 403 && elsewhere.json["cause"] == .string("network_refused"))
        #expect(elsewhere.text.contains("203.0.113.77"))
        office.pass(seconds: 3600)
        let late = office.ask(.get, "/api/v1/clients", token: secret)
        #expect(late.status == 401 && late.text.contains("expired"))
    }

    @Test(
        "A token whose end has passed, with too many networks, or that reads and signs in: not made"
    )
    func refused() throws {
        let network = try #require(Network("203.0.113.9"))
        let grants = [
            ("expires_at", TokenGrant(.crm, expiresAt: Office.morning)),
            ("networks", TokenGrant(.crm, networks: Array(repeating: network, count: 21))),
            ("sign_in", TokenGrant(.read, signsIn: true)),
        ]
        for (field, grant) in grants {
            let outcome = try office.store.createAPIToken(
                name: "x", hash: Secret.hash(field), grant, by: .command, at: Office.morning)
            guard case .invalid(let problems) = outcome else {
                Issue.record("\(field): \(outcome)")
                continue
            }
            #expect(problems.map(\.field) == [field])
        }
        #expect(try office.store.apiTokens().count == 1)
    }

    @Test("Only a token that may change settings sees the end of Phonet's key")
    func secrets() throws {
        #expect(
            office.api(
                .patch, "/settings",
                #"{"phonet_domain":"vitryla.phonet.com.ua","phonet_api_key":"a-key-of-phonet-1234"}"#
            ).status == 200)
        let reader = try token("reader", TokenGrant(.read))
        let seen = office.ask(.get, "/api/v1/settings", token: reader).json
        #expect(seen["phonet_api_key"] == .string("••••"))
        #expect(office.api(.get, "/settings").json["phonet_api_key"] == .string("••••1234"))
    }
}
