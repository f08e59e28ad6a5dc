import CallRules
import Store

/// A list item with the result of one rule and its reason.
struct DecisionItem {
    let name: String
    /// The result in a word or two.
    let word: String
    let reason: String
    let icon: Icon
    /// Whether the rule did something.
    let isGood: Bool

    init(name: String, word: String, reason: String, icon: Icon, isGood: Bool) {
        self.name = name
        self.word = word
        self.reason = reason
        self.icon = icon
        self.isGood = isGood
    }

    /// The item for a stored decision.
    ///
    /// - Parameter word: returns the word for a rule that did something (true) or nothing (false).
    init(_ decision: DecisionRow, _ localize: Localizer, word: (Bool) -> LocalizedText) {
        let didSomething = decision.result != .nothing
        self.init(
            name: localize(WhatIfStrings.name(decision.rule, at: decision.moment)),
            word: localize(word(didSomething)),
            reason: GroupedNumbers.of(localize(decision.reason)),
            icon: didSomething ? .check : .cross, isGood: didSomething)
    }

    var html: HTML {
        """
        <li><span class="badge \(isGood ? "good" : "plain")">\(icon.html)</span>
        <div><b>\(name)</b>: \(word)<br>\(reason)</div></li>
        """
    }
}
