import HTTPTypes
import Store

/// Says why nothing was dialled.
struct RefusedDialling {
    let problems: [FieldProblem]
    let back: PageRoute?
    let visitor: Visitor

    var answer: Answer {
        let say = visitor.voice
        return Frame(
            title: say(DiallingWords.refused),
            content: """
                <ul>\(problems.map { "<li>\(say($0.message))</li>" as HTML })</ul>
                \(CallButton.whyNot(visitor))
                <p><a class="button" href="\((back ?? .home).path)">\(say(DiallingWords.back))</a></p>
                """
        ).answer(for: visitor, .unprocessableContent)
    }
}
