import CallRules

/// One link of the chain from a telephone to the eye.
struct StatusLink {
    let name: LocalizedText
    let state: State
    /// How it is, in figures.
    let figure: HTML
    /// What to do; nil: nothing.
    var advice: Advice?

    enum State: CaseIterable {
        case works, warns, broken
        /// Nobody has made use of it yet.
        case notSetUp
    }

    /// What to do, and where.
    struct Advice {
        let sentence: LocalizedText
        var route: PageRoute?
        /// To be typed on the server.
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
