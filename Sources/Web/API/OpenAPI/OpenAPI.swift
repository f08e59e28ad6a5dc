import JSONText

/// The OpenAPI 3.1.0 document of the JSON API, for clients and tests.
enum OpenAPI {
    private static let sections = [
        settings, employees, clients, leads, sync, leadStatuses, leadSources, callCategories, lines,
        calls,
        missedCalls, ignoredNumbers,
        events, decisions, notifications, simulations, statistics, search, webhookMessages,
        webhookEndpoints,
        shared,
    ]

    /// The document as JSON text.
    static let document = object([
        "openapi": .string("3.1.0"),
        "info": object([
            "title": .string("Phonet gateway"),
            "version": .string("1"),
            "description": .string(about),
        ]),
        "servers": .list([object(["url": .string("\(Route.prefix)/api/v1")])]),
        "security": .list([object(["token": .list([])])]),
        "paths": .object(sections.flatMap(\.paths)),
        "webhooks": webhooks,
        "components": object([
            "securitySchemes": object([
                "token": object([
                    "type": .string("http"),
                    "scheme": .string("bearer"),
                    "description": .string(scopes),
                ])
            ]),
            "parameters": .object(Parameter.shared.map { ($0.key, $0.value.json) }),
            "responses": .object(Refusal.all.map { ($0.name, $0.json) }),
            "schemas": .object(sections.flatMap(\.schemas.json)),
        ]),
    ]).bytes

    private static let scopes = """
        From `phonet-gateway token create NAME --scope SCOPE`, or the page “API tokens”. The scope \
        `read` reads everything but secrets; `crm` also works with clients, leads, calls and \
        presence; `admin` may do everything. `sign_in` is `crm` with the tick for sign-in links, \
        or `admin`. Each operation names the scope it needs.
        """

    private static let about = """
        The CRM's side of the gateway. Times are RFC 3339 in UTC with milliseconds, telephone \
        numbers E.164 (any spelling is accepted). Fields and parameters not listed here are \
        refused by name. A method not listed for an address is a 405 with Allow.
        """
}
