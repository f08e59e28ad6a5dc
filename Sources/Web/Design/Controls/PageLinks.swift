import CallRules
import Store

/// The ways on and back in a list that is read by cursors; nothing where one page holds it all.
struct PageLinks {
    let say: Voice
    /// What the links are, for screen readers.
    let label: Sentence
    /// To the page everything begins with.
    let first: Sentence
    /// To the page after this one.
    let next: Sentence
    let isFirst: Bool
    let cursor: Cursor?
    /// The address of a page; of the first one without a cursor.
    let path: (Cursor?) -> String

    var html: HTML? {
        guard cursor != nil || !isFirst else { return nil }
        return """
            <nav class="buttons" aria-label="\(say(label))">\
            \(isFirst ? nil : link(first, to: nil, "first"))\(cursor.map { link(next, to: $0, "next") })</nav>
            """
    }

    private func link(_ name: Sentence, to cursor: Cursor?, _ relation: String) -> HTML {
        "<a class=\"button small\" rel=\"\(relation)\" href=\"\(path(cursor))\">\(say(name))</a>"
    }
}
