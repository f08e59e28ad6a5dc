import CallRules

extension OpenAPI {
    /// The description of leads.
    static let leads = Resource(
        name: "Lead", plural: "Leads", path: "/leads", article: "a", noun: "lead", tag: "Leads",
        filters: [
            .phone,
            .externalID,
            .query("status_id", .anyID, "A status."),
            .query("responsible_employee_id", .anyID, "An employee."),
            .changedAfter,
        ],
        fields: [
            .id,
            .version,
            .externalID,
            .name,
            .phones,
            .otherPhones,
            .init(
                "status_id", "Its status; left out in a new lead: the default status.", .id,
                set: .id),
            .init("source_id", "Where it came from.", .id.orNull, set: .id.orNull),
            .init(
                "responsible_employee_id", "Who looks after it.", .id.orNull, set: .id.orNull),
            .init(
                "responsible_external_id", "The CRM's id of that employee.", .text.orNull),
            .init("origin", "Who made it.", .choice(Lead.Origin.self)),
            .init("call_uuid", "The call that made it.", .text.orNull),
            .init("created_at", "When it was made.", .time),
            .init("updated_at", "When it was changed last.", .time),
            .init(
                "url",
                """
                The page of the lead: its own address, else by the template of the settings, else in \
                the gateway. Set, it is the own address; null removes that.
                """,
                .text,
                set: .text(
                    8...2000, matching: #"^https?://[a-z0-9]+(\.[a-z0-9]+)*(/[A-Za-z0-9/]*)?$"#
                ).orNull),
            .cardURL,
        ],
        hasExternalID: true,
        aboutChange: """
            A lead whose name, phones, status, source or responsible is changed here is no longer changed \
            by later messages of its call.
            """
    ).section
}
