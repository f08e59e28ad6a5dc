extension OpenAPI {
    /// The description of lead sources.
    static let leadSources = Resource(
        name: "LeadSource", plural: "LeadSources", path: "/lead-sources", article: "a",
        noun: "lead source", tag: "Lead sources",
        fields: [.id, .uniqueName, .position]
    ).section
}
