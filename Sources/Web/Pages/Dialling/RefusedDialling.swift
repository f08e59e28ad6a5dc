import HTTPTypes
import Store

/// The page with the reason why no number was dialled.
struct RefusedDialling {
    let problems: [FieldProblem]
    let back: PageRoute?
    let visitor: Visitor

    var answer: Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(DiallingStrings.refused),
            content: """
                <ul>\(problems.map { "<li>\(localize($0.message))</li>" as HTML })</ul>
                \(CallButton.whyNot(visitor))
                <p><a class="button" href="\((back ?? .home).path)">\(localize(DiallingStrings.back))</a></p>
                """
        ).answer(for: visitor, .unprocessableContent)
    }
}
