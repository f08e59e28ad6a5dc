import CallRules

/// One link of the path from Phonet to the screen.
struct StatusLink {
    let name: LocalizedText
    let state: State
    /// The measured values.
    let figure: HTML
    /// What to do; nil: nothing to do.
    var advice: Advice?

    enum State: CaseIterable {
        case works, warns, broken
        /// Not used yet.
        case notSetUp
    }

    /// What to do, with a link or a command.
    struct Advice {
        let sentence: LocalizedText
        var route: PageRoute?
        /// A command to run on the server.
        var command: String?
    }

    static func badge(_ state: State, _ localize: Localizer) -> HTML {
        let word = localize(StatusStrings.of(state))
        return switch state {
        case .works: Badge(meaning: .good, icon: .check, word: word).html
        case .warns: Badge(meaning: .alert, icon: .warning, word: word).html
        case .broken: Badge(meaning: .bad, icon: .cross, word: word).html
        case .notSetUp: Badge(meaning: .plain, icon: .offline, word: word).html
        }
    }
}
