import CallRules
import Store

/// The live board. The script moves the rows that changed: each has an id of its own, and a clock says
/// since when it runs, so that only what is new is drawn anew.
struct BoardView {
    let page: BoardPage
    let visitor: Visitor

    private typealias Strings = BoardStrings
    private var localize: Localizer { visitor.localizer }
    private var board: LiveBoard { page.board }

    var answer: Answer {
        PageLayout(
            title: localize(Strings.title), action: otherView, isWide: true, isWall: page.isWall,
            refreshSeconds: 5, extraAssets: [.board],
            content: """
                <div id="board" class="board" data-board data-stamp="\(page.stamp)" \
                data-now="\(localize.now.milliseconds)">
                <ul id="board-day" class="tiles" data-part>\(BoardTiles(board: board, localize: localize).html)</ul>
                <div class="boardlists">
                <section><h2>\(localize(Strings.goingOn)) <small id="board-count" data-part>\(callCount)</small></h2>
                <p id="board-quiet" class="lead" data-part>\(board.calls.isEmpty ? localize(Strings.quiet) : "")</p>
                <ul id="board-calls" class="boardcalls" data-part="rows">\(board.calls.map(row))</ul></section>
                <section><h2>\(localize(CommonStrings.employees)) <small id="board-people-count" data-part>\(peopleCount)</small></h2>
                <ul id="board-people" class="boardpeople" data-part="rows">\(board.people.map(row))</ul></section>
                </div></div>
                """
        ).answer(for: visitor)
    }

    private var otherView: HTML {
        let path = PageRoute.board.path + (page.isWall ? "" : "?wall=1")
        return """
            <a class="button" href="\(path)">\((page.isWall ? Icon.fold : .screen).html) \(localize(page.isWall ? Strings.fromWall : Strings.toWall))</a>
            """
    }

    // Calls

    private var callCount: String {
        guard !board.calls.isEmpty else { return "" }
        let talking = board.calls.count(where: \.isTalking)
        return localize(
            Strings.count(ringing: board.calls.count - talking, talking: talking))
    }

    private func row(_ call: BoardCall) -> HTML {
        let party = CallParty(call: call, localize: localize)
        let number: HTML? =
            party.name == nil
            ? nil : " <span class=\"figures muted\">\(party.number)</span>"
        return """
            <li id="call-\(call.uuid)" class="\(call.isTalking ? "good" : "alert")">\(badge(call).html)\
            <p class="who"><a href="\(PageRoute.call(call.uuid).path)" data-from-people>\(party.title)</a>\(number)</p>\
            <p class="figures muted line">\(call.line.map { localize.line($0) } ?? "")</p>\
            <p class="whose" data-from-people>\(whose(call))</p>\(clock(since: call.since))</li>
            """
    }

    private func badge(_ call: BoardCall) -> Badge {
        let icon: Icon =
            switch call.direction {
            case .incoming?, nil: .incoming
            case .outgoing?: .outgoing
            case .internal?: .internal
            }
        if call.isTalking {
            return Badge(meaning: .good, icon: icon, word: localize(CommonStrings.talkingWord))
        }
        return Badge(
            meaning: .alert, icon: icon,
            word: localize(
                call.direction == .incoming ? CommonStrings.ringingWord : Strings.calling))
    }

    /// Whose telephones: three names, then how many more.
    private func whose(_ call: BoardCall) -> String {
        let all = call.telephones.map { $0.owner ?? $0.extension }
        let more = all.count - 3
        return all.prefix(3).joined(separator: ", ") + (more > 0 ? " +\(more)" : "")
    }

    private func clock(since: Instant) -> HTML {
        let seconds = localize.now.seconds(since: since)
        return """
            <span class="figures since" role="timer" data-since="\(since.milliseconds)">\(Localizer.duration(seconds: seconds))</span>
            """
    }

    // People

    private var peopleCount: String {
        var (free, busy, away) = (0, 0, 0)
        for person in board.people {
            switch person.state {
            case .free: free += 1
            case .ringing, .talking: busy += 1
            case .paused, .offline: away += 1
            }
        }
        return localize(Strings.count(free: free, busy: busy, away: away))
    }

    private func row(_ person: BoardPerson) -> HTML {
        let (badge, since): (Badge, Instant?) =
            switch person.state {
            case .free: (self.badge(.plain, .online, Strings.free), nil)
            case .ringing(let since): (self.badge(.alert, .bell, Strings.rings), since)
            case .talking(let since): (self.badge(.good, .phone, Strings.talksNow), since)
            case .paused: (self.badge(.plain, .pause, CommonStrings.paused), nil)
            case .offline: (self.badge(.plain, .offline, CommonStrings.offline), nil)
            }
        return """
            <li id="person-\(person.id.value)" class="\(person.state == .offline ? "away" : badge.meaning.rawValue)">\
            <p class="who" data-from-people>\(person.name)</p>\
            <p>\(badge.html) \(since.map(clock))</p></li>
            """
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> Badge {
        Badge(meaning: meaning, icon: icon, word: localize(word))
    }
}
