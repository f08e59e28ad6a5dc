/// The missed calls of one outside number that nobody has returned yet. The first missed call opens
/// the case; a conversation, or an employee by hand, ends it.
package struct MissedCase: Hashable, Sendable {
    /// When its first missed call started.
    package let openedAt: Instant
    /// Its first missed call.
    package let firstCall: Call.ID
    /// When its last missed call started.
    package private(set) var lastMissedAt: Instant
    /// The number of missed calls in it.
    package private(set) var missedCalls = 1
    /// The company's unanswered calls to the number since `openedAt`.
    package private(set) var attempts = 0
    /// Nil while it is open.
    package private(set) var end: End?

    /// How a case ended.
    package struct End: Hashable, Sendable {
        /// When the conversation that ended it began, or the time up to which a closing covers missed
        /// calls.
        package let at: Instant
        /// What ended it.
        package let way: Way

        /// What ended it.
        package enum Way: Hashable, Sendable {
            /// By this conversation, incoming or outgoing: when it began, or when it ended if it
            /// was going on when the call was missed.
            case returned(by: Call.ID)
            case closed(CaseClosing.ID)
        }
    }

    /// Whether a case is open, and if not, how it ended.
    package enum State: String, CaseIterable, Sendable {
        case open, returned, closed
    }

    /// Whether it is open, and if not, how it ended.
    package var state: State {
        switch end?.way {
        case nil: .open
        case .returned?: .returned
        case .closed?: .closed
        }
    }

    private init(openedBy call: Call.ID, at: Instant) {
        firstCall = call
        openedAt = at
        lastMissedAt = at
    }

    /// The cases of one number, by time. A pure function of the set of events: order and repetition
    /// do not matter.
    package static func cases(of events: some Sequence<CaseEvent>) -> [MissedCase] {
        var ended: [MissedCase] = []
        var open: MissedCase?
        for event in Set(events).sorted() {
            switch event.kind {
            case .missed(let call):
                guard open != nil else {
                    open = MissedCase(openedBy: call, at: event.at)
                    continue
                }
                open?.missedCalls += 1
                open?.lastMissedAt = event.at
            case .attempt: open?.attempts += 1
            case .conversation(let call): finish(.returned(by: call))
            case .closing(let closing): finish(.closed(closing))
            }
            func finish(_ way: End.Way) {
                guard var finished = open else { return }
                finished.end = End(at: event.at, way: way)
                ended.append(finished)
                open = nil
            }
        }
        return ended + [open].compactMap(\.self)
    }
}
