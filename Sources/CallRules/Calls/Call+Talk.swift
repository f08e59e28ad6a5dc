/// How long people talked in a call.
extension Call {
    /// Seconds of talk: the sum of what the CDRs of answered legs say, else from the answer to the
    /// end; never longer than the call. Talk that two CDRs tell of counts once: the CDR of a group
    /// tells of the same talk as that of the member who answered, and that of a root may tell of its
    /// parts. Nil when nobody answered or the call still goes on.
    package var talkSeconds: Int? {
        guard isAnswered, state == .ended else { return nil }
        let recorded = legs.filter { $0.isAnswered && $0.record?.billSeconds != nil }
        let members = recorded.filter { $0.partyKnown?.kind != .group }
        let told = members.isEmpty ? recorded : members
        guard !told.isEmpty else { return seconds(since: answeredAt) }
        guard let startedAt, let endedAt else { return Call.seconds(of: told) }
        // A second that has begun counts.
        return min(Call.seconds(of: told), Call.begunSeconds(from: startedAt, to: endedAt))
    }

    private static func begunSeconds(from start: Instant, to end: Instant) -> Int {
        let seconds = end.seconds(since: start)
        return start.advanced(bySeconds: seconds) < end ? seconds + 1 : seconds
    }

    private func seconds(since start: Instant?) -> Int? {
        guard let start, let endedAt else { return nil }
        return endedAt.seconds(since: start)
    }

    /// The seconds in which at least one of the legs talked; of legs of which no message names the
    /// answer or the end, the seconds they tell.
    private static func seconds(of legs: [Leg]) -> Int {
        var seconds = 0
        var talks: [Range<Int64>] = []
        for leg in legs {
            let talk = min(max(leg.record?.billSeconds ?? 0, 0), longestTalkSeconds)
            if leg.isBridged, let start = leg.bridgeAt {
                talks.append(start.milliseconds..<start.advanced(bySeconds: talk).milliseconds)
            } else if let end = leg.record?.endAt ?? leg.hangupAt {
                talks.append(end.earlier(bySeconds: talk).milliseconds..<end.milliseconds)
            } else {
                seconds += talk
            }
        }
        var covered: Int64 = 0
        var last = Int64.min
        for talk in talks.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            covered += max(0, talk.upperBound - max(last, talk.lowerBound))
            last = max(last, talk.upperBound)
        }
        // CDRs tell whole seconds, and their ends more exactly.
        return seconds + Int((covered + 500) / 1000)
    }

    /// No CDR is believed to tell of a longer talk.
    private static let longestTalkSeconds = 7 * 86_400
}
