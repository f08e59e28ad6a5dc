/// What one rule decided, why, and on which facts; stored whether or not anything followed.
public struct Decision: Hashable, Sendable {
    public let rule: Rule
    public let moment: Moment
    public let result: Result
    public let reason: Sentence
    public let facts: [Fact]

    public init(
        rule: Rule, moment: Moment, result: Result, reason: Sentence, facts: [Fact]
    ) {
        self.rule = rule
        self.moment = moment
        self.result = result
        self.reason = reason
        self.facts = facts
    }

    /// What came of it, in one word.
    public enum Result: String, CaseIterable, Sendable {
        case linked, reopened, created, assigned, notified, corrected
        /// The rule looked and did nothing; the reason says why.
        case nothing
    }
}
