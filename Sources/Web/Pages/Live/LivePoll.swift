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
        let board = store.boardStamp
        if let shown = visit.query["shown"].flatMap({ Int($0) }) { displayLatency.note(shown) }
        if let stamp = visit.query["seen"].flatMap({ LiveVersion($0) }),
            try store.isSeen(stamp, by: session.employee, seenBy: viewer, at: visit.now)
        {
            return .noContent.telling(board, to: visit.visitor)
        }
        guard let picture = visit.visitor.live() else { throw PageRefusal.unavailable }
        return .json(JSON(picture, for: visit.visitor, base: visit.addresses.pages))
            .telling(board, to: visit.visitor)
    }
}

extension Answer {
    /// The answer with the stamp of the live board, if the visitor may open it. A field of the head, so
    /// that an answer without content carries it, too: the board moves with everybody's calls.
    fileprivate func telling(_ stamp: String, to visitor: Visitor) -> Answer {
        guard visitor.mayOpen(.board), let name = HTTPField.Name("Board") else { return self }
        var answer = self
        answer.fields[name] = stamp
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
