extension OpenAPI {
    /// The section about the search of everything.
    static let search = Section(
        tag: "Search",
        operations: [
            Operation(
                .get, "/search", "search", "Find clients, leads and calls",
                parameters: [
                    .required(
                        "q", .text(1...100),
                        "Parts of a name, or three or more digits anywhere in a number."),
                    .query(
                        "limit", .number(1...50), "The most of each kind; 10 if it is left out."),
                ],
                answers: .ok("What was found.", "SearchResults"))
        ],
        schemas: [
            "SearchResults": .object([
                "clients": .list(of: "Client").saying("Clients, the earliest first."),
                "leads": .list(of: "Lead").saying("Leads, the newest first."),
                "calls": .list(of: "Call")
                    .saying("The latest call of each number, the latest first."),
            ])
        ])
}
