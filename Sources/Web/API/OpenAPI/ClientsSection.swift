extension OpenAPI {
    /// The description of clients.
    static let clients = Resource(
        name: "Client", plural: "Clients", path: "/clients", article: "a", noun: "client",
        tag: "Clients",
        filters: [
            .phone, .externalID, .query("q", .text(1...100), "Part of the name or company."),
            .changedAfter,
        ],
        fields: [
            .id,
            .version,
            .externalID,
            .name,
            .init(
                "company", "The company they work for.", .text.orNull,
                set: .text(1...200, matching: #"\S"#).orNull),
            .phones,
            .otherPhones,
            .init(
                "admin_employee_ids", "The employees who look after them, in order.",
                .list(of: .id), set: .list(of: .id, atMost: 50)),
            .init(
                "admin_external_ids", "The CRM's ids of these employees, in the same places.",
                .list(of: .text.orNull)),
            .init(
                "url",
                """
                The page of the client: its own address, else by the template of the settings, else in \
                the gateway. Set, it is the own address; null removes that.
                """,
                .text,
                set: .text(
                    8...2000, matching: #"^https?://[a-z0-9]+(\.[a-z0-9]+)*(/[A-Za-z0-9/]*)?$"#
                ).orNull),
            .cardURL,
        ],
        hasExternalID: true
    ).section
}
