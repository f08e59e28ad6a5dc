import CallRules
import Store

/// The tiles of the live board: missed calls that wait, and today's figures with links to the calls.
struct BoardTiles {
    let board: LiveBoard
    let localize: Localizer

    private typealias Strings = BoardStrings
    private var today: LiveBoard.DayFigures { board.today }

    var html: HTML {
        """
        \(tile(CommonStrings.calls, figure(today.calls, [:]), localize(CommonStrings.incomingAndOutgoing)))\
        \(tile(CommonStrings.answered, figure(today.answered, CallKind.incomingAnswered.rows), share))\
        \(tile(CommonStrings.missed, figure(today.missed, CallKind.missed.rows), localize(Strings.unanswered)))\
        \(tile(Strings.talks, "\(Localizer.duration(seconds: today.talkSeconds))", localize(Strings.together)))\
        \(tile(Strings.waiting, waiting, longest))
        """
    }

    private func tile(_ title: LocalizedText, _ value: HTML, _ help: String) -> HTML {
        """
        <li class="tile"><h2>\(localize(title))</h2><p class="value">\(value)</p>\
        <p class="help">\(help)</p></li>
        """
    }

    private func figure(_ count: Int, _ kind: [CallsQuery.Field: String]) -> HTML {
        let day = CallsQuery([.period: "today", .direction: "outside", .ignored: "no"])
        return Figure(count, day.with(kind), localize).html
    }

    private var share: String {
        guard let share = localize.share(today.answered, of: today.answered + today.missed) else {
            return "–"
        }
        return "\(share) \(localize(Strings.answeredShare))"
    }

    private var waiting: HTML {
        let count = localize.figure(board.waiting.count)
        guard board.waiting.count > 0 else { return "\(count)" }
        return "<a href=\"\(PageRoute.missedCases.path)\">\(count)</a>"
    }

    private var longest: String {
        guard board.waiting.count > 0 else { return localize(Strings.nobodyWaits) }
        return localize(
            Strings.longest(localize.span(seconds: board.waiting.longestSeconds)))
    }
}
