import CallRules
import Store

/// Links to the first and the next page of a list with cursors; empty when one page holds
/// everything.
struct PageLinks {
    let localize: Localizer
    /// The label of the links for screen readers.
    let label: LocalizedText
    /// The link to the first page.
    let first: LocalizedText
    /// The link to the next page.
    let next: LocalizedText
    let isFirst: Bool
    let cursor: Cursor?
    /// The path of a page; without a cursor, of the first page.
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
