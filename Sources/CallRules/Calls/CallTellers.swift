/// Which legs may say what a call is: its direction, number, contact name and line.
///
/// The root says it. What the root does not say, legs of its direction say, the earliest dialled
/// first. A leg in another direction, such as the one that forwards a call to somebody's mobile,
/// says nothing about the call.
struct CallTellers {
    let direction: LegDirection?
    private let roots: [Leg]
    private let others: [Leg]

    init(uuid: String, legs: [Leg]) {
        let roots = legs.filter { $0.isRoot(of: uuid) }
        let direction =
            CallTellers.first(of: roots, \.direction) ?? legs.compactMap(\.direction).max()
        self.roots = roots
        self.direction = direction
        others = roots.count == legs.count ? [] : legs.filter { $0.direction == direction }
    }

    /// The value of the first leg that has one.
    func first<Value: Comparable>(_ value: (Leg) -> Value?) -> Value? {
        CallTellers.first(of: roots, value) ?? CallTellers.first(of: others, value)
    }

    /// The value of the leg that began first; of legs that began together the greatest value, so
    /// that their uuids do not matter.
    private static func first<Value: Comparable>(
        of legs: [Leg], _ value: (Leg) -> Value?
    ) -> Value? {
        if legs.count == 1 { return legs.first.flatMap(value) }
        var best: (start: Instant, value: Value)?
        for leg in legs {
            guard let told = value(leg) else { continue }
            let start = leg.startedAt ?? .distantFuture
            if let known = best, (known.start, told) < (start, known.value) { continue }
            best = (start, told)
        }
        return best?.value
    }
}

extension Leg {
    /// The contact's name, unless it is that of another number.
    func contactName(of caller: PhoneNumber) -> String? {
        guard let contactName, let number, number != caller.raw else { return contactName }
        return PhoneNumber(number).means(caller) ? contactName : nil
    }

    /// Whether the leg has no parent or is the one the call is named by.
    func isRoot(of call: String) -> Bool { parent == nil || uuid == call }
}

extension Call {
    /// The uuid of the call that these legs make up: that of the only leg, seen or only named as a
    /// parent, that has no parent itself.
    ///
    /// Where messages disagree about parents there may be several, or none in a ring: then a leg
    /// that was seen before one that was not, then the one that began first.
    /// - Parameter legs: not empty.
    package static func uuid(of legs: [Leg]) -> String? {
        if legs.count == 1, let only = legs.first { return only.parent ?? only.uuid }
        let seen = Set(legs.map(\.uuid))
        let top = legs.filter { $0.parent == nil }
        if top.count == 1, let root = top.first { return root.uuid }
        if let root = top.min(by: isBefore) { return root.uuid }
        let orphans = legs.filter { $0.parent.map { !seen.contains($0) } ?? false }
        if let first = orphans.min(by: isBefore) { return first.parent }
        return legs.min(by: isBefore)?.uuid
    }

    /// Compares by what the legs say and by their uuids only at the end, where nothing else differs.
    private static func isBefore(_ left: Leg, _ right: Leg) -> Bool {
        let (one, other) = (left.startedAt ?? .distantFuture, right.startedAt ?? .distantFuture)
        if one != other { return one < other }
        let (said, told) = (left.direction?.rawValue ?? 0, right.direction?.rawValue ?? 0)
        if said != told { return said > told }
        let texts = [left, right].map { leg in
            [leg.number, leg.contactName, leg.line].map { $0 ?? "" }
        }
        if texts[0] != texts[1] { return texts[1].lexicographicallyPrecedes(texts[0]) }
        return (left.parent ?? "", left.uuid) < (right.parent ?? "", right.uuid)
    }
}
