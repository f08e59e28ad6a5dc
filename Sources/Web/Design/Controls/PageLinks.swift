import CallRules
import Store

/// Links to the first and the next page of a list with cursors. `html` is nil when the list has one
/// page.
struct PageLinks {
    let localize: Localizer
    /// The label of the links for screen readers.
    let label: LocalizedText
    /// The text of the link to the first page.
    let first: LocalizedText
    /// The text of the link to the next page.
    let next: LocalizedText
    /// Whether this is the first page.
    let isFirst: Bool
    /// The cursor of the next page; nil: this is the last page.
    let cursor: Cursor?
    /// The path of the page at a cursor; nil: of the first page.
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
