import CallRules
import Store

/// The ways on and back in a list that is read by cursors; nothing where one page holds it all.
struct PageLinks {
    let localize: Localizer
    /// What the links are, for screen readers.
    let label: LocalizedText
    /// To the page everything begins with.
    let first: LocalizedText
    /// To the page after this one.
    let next: LocalizedText
    let isFirst: Bool
    let cursor: Cursor?
    /// The address of a page; of the first one without a cursor.
    let path: (Cursor?) -> String

    var html: HTML? {
        guard cursor != nil || !isFirst else { return nil }
        return """
            <nav class="buttons" aria-label="\(localize(label))">\
            \(isFirst ? nil : link(first, to: nil, "first"))\(cursor.map { link(next, to: $0, "next") })</nav>
            """
    }

    private func link(_ name: LocalizedText, to cursor: Cursor?, _ relation: String) -> HTML {
        "<a class=\"button small\" rel=\"\(relation)\" href=\"\(path(cursor))\">\(localize(name))</a>"
    }
}
