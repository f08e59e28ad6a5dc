extension OpenAPI {
    /// The description of categories of calls.
    static let callCategories = Resource(
        name: "CallCategory", plural: "CallCategories", path: "/call-categories", article: "a",
        noun: "category of calls", tag: "Call categories",
        fields: [.id, .uniqueName, .position]
    ).section
}
