/// The employees of a call.
extension Call {
    /// The internal number of the employee who has the call or had it last; of an unanswered call,
    /// the only one that rang. Nil: none, or several rang.
    package var `extension`: String? {
        guard isAnswered else {
            return rungExtensions.count == 1 ? rungExtensions.first : nil
        }
        if let person = record?.party?.userExtension { return person }
        if let last = record?.transferExtensions.last { return last }
        let bridged = legs.filter { $0.isBridged && $0.isAnswered }
            .compactMap { leg in leg.partyKnown?.userExtension.map { (leg.bridgeAt, $0) } }
            .max { ($0.0 ?? .distantPast, $0.1) < ($1.0 ?? .distantPast, $1.1) }
        if let bridged { return bridged.1 }
        // A group's CDR names no member. Whoever's own CDR says "not answered" it was not.
        let rang = Call.extensions(of: legs.filter { $0.record == nil || $0.isAnswered })
        return rang.count == 1 ? rang.first : nil
    }

    /// The internal number of the employee who called: of an outgoing call alone, and the same whoever
    /// the call is passed on to. Nil: no message names it.
    package var callerExtension: String? {
        guard direction == .outgoing else { return nil }
        return CallTellers(uuid: uuid, legs: legs).first(\.callerExtension)
    }

    /// Sorted internal numbers of the employees whose phones rang (incoming) or who dialled
    /// (outgoing).
    package var rungExtensions: [String] { Call.extensions(of: legs) }

    /// Internal numbers of the employees who talked or dialled; they get no notice of this call.
    package var participantExtensions: Set<String> {
        var took = Set(legs.flatMap { $0.record?.transferExtensions ?? [] })
        for leg in legs where leg.isAnswered {
            if let person = leg.partyKnown?.userExtension { took.insert(person) }
        }
        if direction == .outgoing { took.formUnion(rungExtensions) }
        return took
    }

    /// Internal numbers of the employees who talked, the first who answered first.
    package var answererExtensions: [String] {
        let told = record?.transferExtensions ?? []
        let answered = legs.filter(\.isAnswered).sorted { left, right in
            (left.bridgeAt ?? .distantFuture, left.uuid)
                < (right.bridgeAt ?? .distantFuture, right.uuid)
        }
        return told + answered.compactMap { $0.partyKnown?.userExtension }
    }

    private static func extensions(of legs: [Leg]) -> [String] {
        // One or two of them nearly always: a list is looked through faster than a set.
        var seen: [String] = []
        func note(_ told: String?) {
            if let told, !seen.contains(told) { seen.append(told) }
        }
        for leg in legs {
            note(leg.party?.userExtension)
            note(leg.record?.party?.userExtension)
        }
        return seen.count < 2 ? seen : seen.sorted()
    }
}

/// Which of the CDRs of a call describes the whole call: the one that weighs most.
struct CDRWeight: Comparable {
    private let leg: Leg
    private let isOfRoot: Bool

    init(_ leg: Leg, of call: Call) {
        self.leg = leg
        isOfRoot = call.isRoot(leg)
    }

    static func < (left: CDRWeight, right: CDRWeight) -> Bool {
        guard left.rank == right.rank else { return left.rank < right.rank }
        // As good as one another: any order will do that does not depend on the uuids.
        return left.tie < right.tie
    }

    private var rank: (Int, Int, Instant, Int) {
        (
            leg.record?.isAnswered == true ? 1 : 0,
            leg.record?.party?.userExtension == nil ? 0 : 1,
            leg.endAt ?? .distantPast,
            isOfRoot ? 1 : 0
        )
    }

    private var tie: (Party, Int, Int, Int, String, String) {
        let record = leg.record
        return (
            record?.party ?? Party(kind: .unknown, extension: nil, name: nil),
            record?.billSeconds ?? -1, record?.duration ?? -1, record?.disposition ?? -1,
            record?.transferHistory ?? "", record?.recordingURL ?? ""
        )
    }

    static func == (left: CDRWeight, right: CDRWeight) -> Bool {
        !(left < right) && !(right < left)
    }
}
