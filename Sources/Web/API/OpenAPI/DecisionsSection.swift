import CallRules

extension OpenAPI {
    /// What the document says about the rules' decisions, which calls and simulations show.
    static let decisions = Section(schemas: [
        "Decision": .object([
            "rule": .choice(Rule.self),
            "moment": .choice(Moment.self),
            "result": .choice(Decision.Result.self),
            "reason": .text.saying("In the language of the settings."),
            "reasons": .object(Members(Language.allCases.map { ($0.rawValue, .text) })),
            "facts": .map(of: ["string", "integer", "boolean", "null"])
                .saying("What the rule saw."),
            "settings_version": .id,
            "at": .time,
        ])
    ])
}
