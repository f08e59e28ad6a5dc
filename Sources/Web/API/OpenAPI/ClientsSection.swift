extension OpenAPI {
    /// What the document says about clients.
    static let clients = Resource(
        name: "Client", plural: "Clients", path: "/clients", article: "a", noun: "client",
        tag: "Clients",
        filters: [
            .phone, .externalID, .query("q", .text(1...100), "Part of the name or company."),
        ],
        fields: [
            .id,
            .externalID,
            .name,
            .init("company", .text.orNull, set: .text(1...200, matching: #"\S"#).orNull),
            .phones,
            .init(
                "admin_employee_ids", .list(of: .id),
                set: .list(of: .id, atMost: 50).saying("Client admins, in order.")),
            .init("url", .text.saying("The card.")),
        ]
    ).section
}
