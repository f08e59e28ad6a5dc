import CallRules

extension OpenAPI {
    /// The schemas of decisions of the rules, which calls and simulations contain.
    static let decisions = Section(schemas: [
        "Decision": .object([
            "rule": .choice(Rule.self).saying("The rule that decided."),
            "moment": .choice(Moment.self).saying("The moment of the call."),
            "result": .choice(Decision.Result.self).saying("What the rule did."),
            "reason": .text.saying("In the language of the settings."),
            "reasons": .object(
                Members(
                    Language.allCases.map {
                        ($0.rawValue, .text.saying("The reason in this language."))
                    })
            ).saying("The reason in every language."),
            "facts": .map(of: ["string", "integer", "boolean", "null"])
                .saying("What the rule saw."),
            "settings_version": .id.saying("The version of the settings it was made under."),
            "at": .time.saying("When it was decided."),
        ])
    ])
}
