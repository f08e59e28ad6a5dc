import CallRules

extension OpenAPI {
    /// What the document says about leads.
    static let leads = Resource(
        name: "Lead", plural: "Leads", path: "/leads", article: "a", noun: "lead", tag: "Leads",
        filters: [
            .phone,
            .externalID,
            .query("status_id", .anyID, "A status."),
            .query("responsible_employee_id", .anyID, "An employee."),
        ],
        fields: [
            .id,
            .externalID,
            .name,
            .phones,
            .init(
                "status_id", .id,
                set: .id.saying("Left out in a new lead: the default status.")),
            .init("source_id", .id.orNull, set: .id.orNull),
            .init("responsible_employee_id", .id.orNull, set: .id.orNull),
            .init("origin", .choice(Lead.Origin.self)),
            .init("call_uuid", .text.orNull.saying("The call that made it.")),
            .init("created_at", .time),
            .init("updated_at", .time),
        ],
        aboutChange: "A lead changed here is no longer changed by later messages of its call."
    ).section
}
