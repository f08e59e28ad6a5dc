import CallRules
import HTTPTypes
import JSONText
import Store

extension Pages {
    /// Answers the poll that one open page of each browser sends once a second: 204 when nothing has changed for
    /// this person, else the whole snapshot. The poll marks the person as online.
    func pollLive(_ visit: PageVisit) throws -> Answer {
        guard let session = visit.visitor.session, let viewer = visit.visitor.viewer else {
            throw PageRefusal.signIn
        }
        store.heartbeat(of: session, at: visit.now)
        // Before the read: what comes in between is then told once more.
        let stamps = Stamps(board: store.boardStamp, lists: visit.visitor.lists)
        if let shown = visit.query["shown"].flatMap({ Int($0) }) { displayLatency.note(shown) }
        if let stamp = visit.query["seen"].flatMap({ LiveVersion($0) }),
            try store.isSeen(stamp, by: session.employee, seenBy: viewer, at: visit.now)
        {
            return .noContent.telling(stamps, to: visit.visitor)
        }
        guard let picture = visit.visitor.live() else { throw PageRefusal.unavailable }
        return .json(JSON(picture, for: visit.visitor, base: visit.addresses.pages))
            .telling(stamps, to: visit.visitor)
    }
}

/// What moves with everybody's calls. Fields of the head, so that an answer without content carries them, too.
private struct Stamps {
    let board: String
    let lists: ListStamps
}

extension Answer {
    /// The answer with the stamp of the live board, if the visitor may open it, and with those of the lists, if
    /// they see everybody's rows. Whoever does not hears of their own calls by the news.
    fileprivate func telling(_ stamps: Stamps, to visitor: Visitor) -> Answer {
        var answer = self
        if visitor.mayOpen(.board), let name = HTTPField.Name("Board") {
            answer.fields[name] = stamps.board
        }
        if visitor.viewer?.seesEverything == true, let name = HTTPField.Name("Lists") {
            answer.fields[name] = stamps.lists.text
        }
        return answer
    }
}

extension JSON {
    fileprivate init(_ picture: LiveSnapshot, for visitor: Visitor, base: String) {
        let state = picture.state
        let now = visitor.localizer.now
        // The age of the newest message in milliseconds at the time of the answer. An age, not a
        // time, because browsers' clocks differ from the server's.
        let age = state.newestAt.map { max(0, now.milliseconds - max(0, $0.milliseconds)) }
        self = .object([
            ("stamp", .string(state.stamp.text)),
            // Who is signed in in this browser now, and what their forms carry: a page whose person has
            // signed in again goes on with it.
            ("person", .integer(visitor.employee?.id.value ?? 0)),
            ("name", .string(visitor.employee?.details.name ?? "")),
            ("token", .string(FormGuard(visitor).token)),
            ("sight", .string(visitor.viewer?.mark ?? "")),
            ("age", age.map { .integer($0) } ?? .null),
            ("newest", .integer(state.newestAt?.milliseconds ?? 0)),
            ("count", .string(LiveRegion.count(picture))),
            ("bell", .string(NoticeBell(state: state, visitor: visitor).content.text)),
            ("waiting", .string(WaitingCount(visitor: visitor).content?.text ?? "")),
            ("cards", .string(LiveRegion(picture: picture, visitor: visitor).cards.text)),
            ("calls", .list(picture.told(base: base))),
        ])
    }
}
