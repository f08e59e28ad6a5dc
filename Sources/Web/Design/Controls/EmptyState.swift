/// The text shown instead of an empty list: what the list will contain, and what to do next.
struct EmptyState {
    let line: String
    let next: String
    var action: HTML?

    var html: HTML {
        """
        <div class="empty-state"><svg viewBox="0 0 80 24" aria-hidden="true" focusable="false">\
        <path d="M4 8h72M4 18h40"/></svg><p><b>\(line)</b></p><p>\(next)</p>\(action)</div>
        """
    }
}
