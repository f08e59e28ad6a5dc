/// The description of the JSON API that clients and tests read (OpenAPI 3.1.0).
enum OpenAPI {
    /// What one part of the API adds: members of `paths` and of `components.schemas`.
    struct Section {
        let paths: String
        let schemas: String
    }

    private static let sections = [
        settings, employees, clients, leads, leadStatuses, leadSources, calls, notices, messages,
    ]

    /// JSON text.
    static let document = Array(
        """
        {"openapi": "3.1.0", "info": \(info),
        "servers": [{"url": "\(Route.prefix)/api/v1"}], "security": [{"token": []}],
        "paths": {
        \(sections.map(\.paths).joined(separator: ",\n"))
        },
        "components": {
        \(shared),
        "schemas": {
        \((sections.map(\.schemas) + [sharedSchemas]).joined(separator: ",\n"))
        } } }

        """.utf8)

    private static let info = #"""
        {
          "title": "Phonet gateway",
          "version": "1",
          "description": "The CRM's side of the gateway. Times are RFC 3339 in UTC with \#
        milliseconds, telephone numbers E.164 (any spelling is accepted). Fields and parameters \#
        not listed here are refused by name. A method not listed for an address is a 405 with \#
        Allow."
        }
        """#
}
