import CallRules

/// What the rules of a call go by: the number of its contact, its direction and its line. Parts of a call
/// may be known before its root, which may have others. Then the rules run again, and what they made for
/// the former basis is undone.
struct RuleBasis: Hashable {
    /// E.164; nil: no number that contacts have.
    let phone: String?
    /// Nil: not known.
    let direction: LegDirection?
    /// As Phonet calls it; nil: not known.
    let line: String?

    init(phone: String?, direction: LegDirection?, line: String?) {
        self.phone = phone
        self.direction = direction
        self.line = line
    }

    init(_ call: Call) {
        self.init(phone: call.number.e164, direction: call.direction, line: call.line)
    }

    /// Whether rules that ran for this basis would have to run again for the other. Of two lines only
    /// what they have of their own matters.
    func isOutdated(by new: RuleBasis, _ lines: LineBook) -> Bool {
        guard let direction else { return false }
        return phone != new.phone || direction != new.direction
            || line != new.line && RuleBasis.own(line, lines) != RuleBasis.own(new.line, lines)
    }

    private static func own(_ line: String?, _ lines: LineBook) -> OwnRules {
        lines[line]?.own ?? OwnRules()
    }
}
