import CallRules

/// Asks once, by name, before a client or a lead is deleted.
struct PersonDeletionView {
    let name: String
    /// What stays, and what does not.
    let consequence: String
    /// Where one goes who keeps them.
    let card: PageRoute
    let visitor: Visitor

    func answer() -> Answer {
        let say = visitor.voice
        return Frame(
            title: say(Words.title(name)),
            content: """
                <p class="lead">\(consequence)</p>
                <form class="buttons" method="post" action="\(visitor.route.path)">
                \(FormGuard(visitor).html)<button class="danger">\(say(Words.delete))</button>
                <a class="button" href="\(card.path)">\(say(Words.keep))</a></form>
                """
        ).answer(for: visitor)
    }

    private enum Words {
        static let delete = Sentence(uk: "Видалити", en: "Delete")
        static let keep = Sentence(uk: "Залишити", en: "Keep")

        static func title(_ name: String) -> Sentence {
            Sentence(uk: "Видалити «\(name)»?", en: "Delete “\(name)”?")
        }
    }
}
