/// What one rule decided, why, and on which facts. Stored even when the rule did nothing.
package struct Decision: Hashable, Sendable {
    package let rule: Rule
    /// When the rule ran.
    package let moment: Moment
    package let result: Result
    /// Why, a sentence in both languages.
    package let reason: LocalizedText
    /// The facts the rule saw.
    package let facts: [Fact]

    package init(
        rule: Rule, moment: Moment, result: Result, reason: LocalizedText, facts: [Fact]
    ) {
        self.rule = rule
        self.moment = moment
        self.result = result
        self.reason = reason
        self.facts = facts
    }

    /// With more facts.
    package func adding(_ more: [Fact]) -> Decision {
        Decision(rule: rule, moment: moment, result: result, reason: reason, facts: facts + more)
    }

    /// The outcome; the raw values are stored.
    package enum Result: String, CaseIterable, Sendable {
        case linked, reopened, created, assigned, notified, corrected
        /// The rule did nothing; the reason says why.
        case nothing
    }
}
