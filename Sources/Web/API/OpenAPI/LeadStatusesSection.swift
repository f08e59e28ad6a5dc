import CallRules

extension OpenAPI {
    /// The description of lead statuses.
    static let leadStatuses = Resource(
        name: "LeadStatus", plural: "LeadStatuses", path: "/lead-statuses", article: "a",
        noun: "lead status", tag: "Lead statuses",
        fields: [
            .id,
            .uniqueName,
            .init(
                "kind", "Telephony sees active leads only; lost and junk ones can be reopened.",
                .choice(LeadStatus.Kind.self),
                set: .choice(LeadStatus.Kind.self, default: .active)),
            .position,
            .init(
                "is_default", "New leads start here; true takes it from the other.", .truth,
                set: .truth(default: false)),
        ]
    ).section
}
