import CallRules
import Store

extension OpenAPI {
    /// The section about lines. They come by themselves with their first call.
    static let lines = Section(
        tag: "Lines",
        operations: [
            .list(
                "/lines", "listLines", "The company's own lines, by id",
                answers: .page(of: "Line", next: ("showLine", "id"))),
            Operation(
                .get, "/lines/{id}", "showLine", "A line", parameters: [.ifNoneMatch],
                answers: .versioned("It.", "Line"), or: [.notModified], refusals: [.missing]),
            Operation(
                .patch, "/lines/{id}", "changeLine", "Name a line, or give it settings of its own",
                parameters: [.ifMatch], body: "LineChange",
                answers: .versioned("The line now.", "Line"), refusals: [.missing, .stale]),
        ],
        schemas: [
            "Line": .object(
                [
                    "id": .id.saying("The number of the row."),
                    "number": .text.saying("What Phonet calls it; calls have it as trunk."),
                    "name": .text.orNull.saying("What the company calls it."),
                    "version": .version,
                    "seen_at": .time.saying("Since when it is known."),
                ] + Members(LineField.all.map { ($0.key, SettingField($0.id).ofLine) })),
            "LineChange": .object(
                required: [],
                ["name": .text(0...60).orNull.saying("Empty or null removes it.")]
                    + Members(LineField.all.map { ($0.key, SettingField($0.id).ofLine) })
            ).saying("Any of them; null and empty lists are the company's."),
        ])
}
