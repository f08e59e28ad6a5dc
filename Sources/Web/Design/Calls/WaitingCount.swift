/// The number of open missed calls, beside their link in the sidebar.
struct WaitingCount {
    let visitor: Visitor

    var html: HTML { "<span id=\"waiting\">\(content)</span>" }

    /// The part that the script replaces; nil when nothing waits or the number is unknown.
    var content: HTML? {
        guard let waiting = visitor.waitingCases(), waiting > 0 else { return nil }
        let text = NoticeBell.shown(waiting)
        return """
            <span class="count" title="\(visitor.localizer(MissedCasesStrings.wait(text)))">\(text)</span>
            """
    }
}
