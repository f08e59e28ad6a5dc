/// What becomes of a notice that is due.
package enum NoticeVerdict: Hashable, Sendable {
    /// The outcome of the call is not known yet.
    case wait
    case drop(DropReason)
    case send(NoticeNews)
}

/// What is known of a notice, its call and its employee when the notice is due.
package struct NoticeSituation: Sendable {
    package let kind: NoticeKind
    package let state: Call.State
    /// Nil: not known yet.
    package let outcome: Call.Outcome?
    /// The employee took part in the call.
    package var tookPart = false
    /// Somebody talks with the number, or has talked with it since the call was missed.
    package var isReturned = false
    /// Another notice tells the employee that the call was missed.
    package var isToldAsMissed = false
    /// The lead of the notice belongs to the employee.
    package var ownsLead = false
    /// Seconds since the notice was due.
    package var lateSeconds = 0

    package init(kind: NoticeKind, state: Call.State, outcome: Call.Outcome?) {
        self.kind = kind
        self.state = state
        self.outcome = outcome
    }

    /// Judged again whenever more is known, last when the notice is sent.
    package var verdict: NoticeVerdict {
        guard let news = NoticeNews(kind, state, outcome) else { return .wait }
        switch (kind, news) {
        case (.leadAssigned, _):
            return tookPart ? .drop(.tookPart) : ownsLead ? .send(news) : .drop(.reassigned)
        case (.missedCall, _):
            if outcome == .answered { return .drop(.answered) }
            return isReturned ? .drop(.returned) : .send(news)
        case (.incomingCall, .ringing), (.incomingCall, .talking):
            if lateSeconds > NoticeNews.longestLateSeconds { return .drop(.tooOld) }
            return tookPart ? .drop(.tookPart) : .send(news)
        case (.incomingCall, .missed):
            if tookPart { return .drop(.tookPart) }
            if isToldAsMissed { return .drop(.alreadyTold) }
            return isReturned ? .drop(.returned) : .send(news)
        case (.incomingCall, .answered), (.incomingCall, .leadAssigned):
            return tookPart ? .drop(.tookPart) : .send(news)
        }
    }
}
