/// What a rule did or would do, and why: an item of a list of verdicts.
struct Verdict {
    let name: String
    /// What came of it, in a word or two.
    let word: String
    let reason: String
    let icon: Icon
    /// Something was done.
    let isGood: Bool

    var html: HTML {
        """
        <li><span class="badge \(isGood ? "good" : "plain")">\(icon.html)</span>
        <div><b>\(name)</b>: \(word)<br>\(reason)</div></li>
        """
    }
}
